package com.browseruse.temporal.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.browseruse.temporal.artifacts.ArtifactStore.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import okio.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderArtifactStoreTest {
  private static final String PATH = "task-1/files/ä b.txt";

  @TempDir Path temporary;
  private Path folder;
  private FolderArtifactStore store;

  @BeforeEach
  void open() throws IOException {
    folder = temporary.resolve("deep/store");
    store = FolderArtifactStore.at(folder);
  }

  private static void write(Upload upload, String text) throws IOException {
    upload.write(text.getBytes(UTF_8), 0, text.getBytes(UTF_8).length);
  }

  private static String sha256(String text) {
    return ByteString.encodeUtf8(text).sha256().hex();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void aFileHasItsSumBesideIt() throws Exception {
    Artifact artifact = store.put(PATH, "hello".getBytes(UTF_8));
    assertThat(artifact.size()).isEqualTo(5);
    assertThat(artifact.sha256())
        .isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    assertThat(names()).containsExactly("ä b.txt", "ä b.txt.sha256");
    assertThat(folder.resolve("task-1/files/ä b.txt.sha256"))
        .hasContent(artifact.sha256() + "  ä b.txt\n");
    assertThat(Path.of(artifact.uri())).hasContent("hello");
    assertThat(store.find(PATH)).contains(artifact);
  }

  @Test
  void theProgramThatMakesSumsChecksThem() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/sha256sum")), "sha256sum is installed");
    store.put(PATH, "hello".getBytes(UTF_8));
    Process check =
        new ProcessBuilder("/usr/bin/sha256sum", "-c", "--strict", "ä b.txt.sha256")
            .directory(folder.resolve("task-1/files").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(check.waitFor()).isZero();
  }

  @Test
  void whatIsNotThereOrNotWholeIsNotFound() throws Exception {
    assertThat(store.find(PATH)).isEmpty();
    Path file = Path.of(store.put(PATH, "hello".getBytes(UTF_8)).uri());
    Files.writeString(file, "hellO");
    assertThat(store.find(PATH)).isEmpty();
    Files.writeString(file, "hello");
    assertThat(store.find(PATH)).isPresent();
    Files.writeString(file.resolveSibling(file.getFileName() + ".sha256"), "nonsense");
    assertThat(store.find(PATH)).isEmpty();
    Files.delete(file.resolveSibling(file.getFileName() + ".sha256"));
    assertThat(store.find(PATH)).isEmpty();
  }

  @Test
  void onlyTheOwnerCanRead() throws Exception {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    store.put(PATH, "hello".getBytes(UTF_8));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void anUploadThatIsNotCompletedLeavesNothing() throws Exception {
    try (Upload upload = store.open(PATH)) {
      write(upload, "hel");
      assertThat(names()).hasSize(1);
      assertThat(store.find(PATH)).isEmpty();
    }
    assertThat(names()).isEmpty();
  }

  /** As a process that dies leaves it. */
  private Path abandon(Duration age) throws IOException {
    Path file = folder.resolve("task-1/files/.upload-" + UUID.randomUUID() + ".tmp");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "hel");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    return file;
  }

  @Test
  void whatWasAbandonedLongAgoIsRemovedByTheNextUpload() throws Exception {
    Path old = abandon(Duration.ofMinutes(61));
    Path fresh = abandon(Duration.ofMinutes(55));
    store.put("task-1/files/other.txt", "hello".getBytes(UTF_8));
    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
  }

  @Test
  void whatWasAbandonedLongAgoIsRemovedByTheNextStart() throws Exception {
    Path old = abandon(Duration.ofMinutes(61));
    Path fresh = abandon(Duration.ofMinutes(55));
    Artifact kept = store.put("task-1/kept.txt", "hello".getBytes(UTF_8));
    Files.setLastModifiedTime(Path.of(kept.uri()), FileTime.fromMillis(0));
    FolderArtifactStore.at(folder);
    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
    assertThat(Path.of(kept.uri())).exists();
  }

  @Test
  void nothingIsRemovedOutsideTheFolder() throws Exception {
    Path old = abandon(Duration.ofHours(2));
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Path other = Files.move(old, outside.resolve(old.getFileName()));
    Files.createSymbolicLink(folder.resolve("link"), outside);
    FolderArtifactStore.at(folder);
    assertThat(other).exists();
  }

  @Test
  void anUploadIsWrittenUnderTheNameThatIsRemovedOnceItIsOld() throws Exception {
    try (Upload upload = store.open(PATH)) {
      write(upload, "hel");
      Path file = folder.resolve("task-1/files").resolve(names().get(0));
      Files.setLastModifiedTime(file, FileTime.fromMillis(0));
      FolderArtifactStore.at(folder);
      assertThat(names()).isEmpty();
      assertThatThrownBy(upload::complete).isInstanceOf(IOException.class);
    }
    assertThat(store.find(PATH)).isEmpty();
  }

  @Test
  void whatIsThereStaysUntilTheNewIsComplete() throws Exception {
    Artifact old = store.put(PATH, "old".getBytes(UTF_8));
    try (Upload upload = store.open(PATH)) {
      write(upload, "new");
      assertThat(store.find(PATH)).contains(old);
      Artifact fresh = upload.complete();
      assertThat(store.find(PATH)).contains(fresh);
      assertThat(fresh.sha256()).isEqualTo(sha256("new"));
    }
  }

  @Test
  void theSameContentIsNotWrittenAgain() throws Exception {
    Artifact first = store.put(PATH, "same".getBytes(UTF_8));
    var written = Files.getLastModifiedTime(Path.of(first.uri()));
    Files.setLastModifiedTime(Path.of(first.uri()), FileTime.fromMillis(1000));
    assertThat(store.put(PATH, "same".getBytes(UTF_8))).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(Path.of(first.uri()))).isNotEqualTo(written);
  }

  @Test
  void twoWritersOfTheSameContentDoNotMix() throws Exception {
    try (Upload lost = store.open(PATH);
        Upload next = FolderArtifactStore.at(folder).open(PATH)) {
      write(lost, "he");
      write(next, "hello");
      write(lost, "llo");
      assertThat(next.complete()).isEqualTo(lost.complete());
    }
    assertThat(store.find(PATH)).get().extracting(Artifact::size).isEqualTo(5L);
    assertThat(names()).containsExactly("ä b.txt", "ä b.txt.sha256");
  }

  @Test
  void ofTwoWritersTheLastOneStays() throws Exception {
    try (Upload lost = store.open(PATH);
        Upload next = store.open(PATH)) {
      write(lost, "one");
      write(next, "two");
      next.complete();
      lost.complete();
    }
    assertThat(store.find(PATH)).get().extracting(Artifact::sha256).isEqualTo(sha256("one"));
  }

  @Test
  void manyWritersAtOnceLeaveOneWholeFile() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Artifact>> written = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String text = "content " + i % 3;
        written.add(
            threads.submit(
                () -> {
                  try (Upload upload = store.open(PATH)) {
                    write(upload, text);
                    return upload.complete();
                  }
                }));
      }
      for (Future<Artifact> each : written) {
        assertThat(each.get().size()).isEqualTo(9);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(store.find(PATH)).isPresent();
    assertThat(names()).containsExactly("ä b.txt", "ä b.txt.sha256");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "../x",
        "a/../../x",
        "a//b",
        "a/",
        ".lock",
        "a\\b",
        "a\nb",
        "a/b.sha256",
        "C:/x"
      })
  void aPathThatIsNotSafeIsRefused(String path) {
    assertThatThrownBy(() -> store.open(path)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.find(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLinkIsNotFollowedOutOfTheFolder() throws Exception {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.createSymbolicLink(folder.resolve("task-1"), outside);
    assertThatThrownBy(() -> store.open(PATH))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leads out of the folder");
    Files.createDirectory(outside.resolve("files"));
    assertThatThrownBy(() -> store.find(PATH)).isInstanceOf(IOException.class);
    assertThat(outside.resolve("files")).isEmptyDirectory();
  }

  @Test
  void aLinkInPlaceOfAFileIsReplacedAndNotFollowed() throws Exception {
    Path secret = Files.writeString(temporary.resolve("secret"), "secret");
    Files.createDirectories(folder.resolve("task-1/files"));
    Files.createSymbolicLink(folder.resolve(PATH), secret);
    Files.writeString(folder.resolve(PATH + ".sha256"), sha256("secret") + "  ä b.txt\n");
    assertThat(store.find(PATH)).isEmpty();
    store.put(PATH, "ours".getBytes(UTF_8));
    assertThat(secret).hasContent("secret");
    assertThat(Files.isSymbolicLink(folder.resolve(PATH))).isFalse();
  }

  @Test
  void theFolderItselfMayBeALink() throws Exception {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
    Artifact artifact = FolderArtifactStore.at(link).put(PATH, "hello".getBytes(UTF_8));
    assertThat(store.find(PATH)).contains(artifact);
  }

  @Test
  void aFileIsNoFolder() throws Exception {
    Path file = Files.writeString(temporary.resolve("file"), "");
    assertThatThrownBy(() -> FolderArtifactStore.at(file)).isInstanceOf(IOException.class);
  }
}
