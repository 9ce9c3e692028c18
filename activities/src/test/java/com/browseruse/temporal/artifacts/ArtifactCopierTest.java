package com.browseruse.temporal.artifacts;

import static com.browseruse.temporal.artifacts.Storage.breakAfter;
import static com.browseruse.temporal.artifacts.Storage.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.artifacts.DownloadException.Reason;
import com.browseruse.temporal.artifacts.internal.Checksums;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactCopierTest {
  private static final String PATH = "task-1/files/a.bin";

  @RegisterExtension final Storage storage = new Storage();
  @TempDir Path folder;
  private ArtifactStore store;
  private ArtifactCopier copier;

  @BeforeEach
  void open() throws IOException {
    store = FolderArtifactStore.at(folder);
    copier = ArtifactCopier.create(store, 1 << 20, Duration.ofMillis(500));
  }

  @AfterEach
  void close() {
    copier.close();
  }

  private Artifact copy() throws IOException {
    return copier.copy(PATH, storage::link, CopyProgress.NONE);
  }

  private Reason refusal() {
    return catchThrowableOfType(DownloadException.class, this::copy).reason();
  }

  private void assertWhole(Artifact copied) throws IOException {
    assertThat(Path.of(copied.uri())).hasBinaryContent(storage.content);
    assertThat(copied.size()).isEqualTo(storage.content.length);
    assertThat(copied.sha256()).isEqualTo(Checksums.of(storage.content));
    assertThat(store.find(PATH)).contains(copied);
    assertNothingIsLeftOver();
  }

  private void assertNothingIsLeftOver() throws IOException {
    try (var files = Files.walk(folder)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
    }
  }

  @Test
  void aFileArrivesWhole() throws Exception {
    storage.content = new byte[300_000];
    new Random(1).nextBytes(storage.content);
    assertWhole(copy());
    assertThat(storage.asked).containsExactly("whole");
  }

  @Test
  void anEmptyFileIsAFile() throws Exception {
    storage.content = new byte[0];
    assertWhole(copy());
  }

  @Test
  void aBrokenConnectionIsGoneOnWith() throws Exception {
    storage.mishaps.add(breakAfter(4));
    assertWhole(copy());
    assertThat(storage.asked).containsExactly("whole", "whole", "bytes=4-");
    assertThat(storage.requests.get(2).getHeaders().get("If-Range")).isEqualTo("\"v1\"");
    assertThat(storage.links).hasSize(1);
  }

  @Test
  void aLaterCopyGoesOnWhereTheOneBeforeWas() throws Exception {
    storage.content = new byte[100];
    for (int i = 0; i < 20; i++) {
      storage.mishaps.add(breakAfter(3));
    }
    assertThat(refusal()).isEqualTo(Reason.BROKEN);
    storage.mishaps.clear();
    storage.asked.clear();
    List<Long> progress = new ArrayList<>();
    assertWhole(copier.copy(PATH, storage::link, (bytes, total) -> progress.add(bytes)));
    assertThat(storage.asked).hasSize(2).last().asString().startsWith("bytes=");
    assertThat(progress.get(0)).isGreaterThanOrEqualTo(3);
  }

  @Test
  void whatWasThereOfAnotherVersionIsDropped() throws Exception {
    storage.mishaps.add(breakAfter(4));
    storage.mishaps.add(
        answer -> {
          storage.etag = "\"v2\"";
          storage.content = "abcdefgh".getBytes();
          return status(500).apply(answer);
        });
    assertThat(refusal()).isEqualTo(Reason.UNAVAILABLE);
    assertWhole(copy());
    assertThat(storage.asked).endsWith("whole");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "W/\"weak\"", "bare"})
  void withoutAnExactVersionItBeginsAnew(String etag) throws Exception {
    storage.etag = etag.isEmpty() ? null : etag;
    storage.mishaps.add(breakAfter(4));
    assertWhole(copy());
    assertThat(storage.asked).containsExactly("whole", "whole");
  }

  @Test
  void aStorageThatKnowsNoRangesIsReadFromTheBeginning() throws Exception {
    storage.knowsRanges = false;
    storage.mishaps.add(breakAfter(4));
    assertWhole(copy());
    assertThat(storage.asked).containsExactly("whole", "whole", "bytes=4-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes 3-9/10",
        "bytes 4-8/10",
        "bytes 4-9/11",
        "bytes 4-9/9",
        "bytes */10",
        "items 4-9/10",
        "bytes 99999999999999999999-9/10",
        ""
      })
  void anotherRangeThanAskedForIsNotTaken(String range) throws Exception {
    storage.mishaps.add(breakAfter(4));
    for (int i = 0; i < 10; i++) {
      storage.mishaps.add(answer -> answer);
      storage.mishaps.add(answer -> answer.setHeader("Content-Range", range));
    }
    assertThat(refusal()).isEqualTo(Reason.BROKEN);
    storage.mishaps.clear();
    assertWhole(copy());
  }

  @Test
  void aRangeOfAnotherVersionIsNotTaken() throws Exception {
    storage.mishaps.add(breakAfter(4));
    storage.mishaps.add(answer -> answer);
    storage.mishaps.add(answer -> answer.setHeader("ETag", "\"v2\""));
    assertWhole(copy());
    assertThat(storage.asked).hasSize(5);
  }

  @Test
  void aPartThatWasNotAskedForIsNotTaken() throws Exception {
    storage.mishaps.add(answer -> answer.code(206));
    assertWhole(copy());
    assertThat(storage.asked).containsExactly("whole", "whole");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 410})
  void aLinkThatIsRefusedIsReplaced(int code) throws Exception {
    storage.mishaps.add(status(code));
    storage.mishaps.add(status(code));
    assertWhole(copy());
    assertThat(storage.links).hasSize(3);
  }

  @Test
  void linksAreNotReplacedForEver() {
    for (int i = 0; i < 10; i++) {
      storage.mishaps.add(status(403));
    }
    assertThat(refusal()).isEqualTo(Reason.LINK_REFUSED);
    assertThat(storage.links).hasSize(3);
  }

  @Test
  void aLinkThatExpiresBetweenTwoRangesIsReplaced() throws Exception {
    storage.mishaps.add(breakAfter(4));
    storage.mishaps.add(answer -> answer);
    storage.mishaps.add(status(403));
    assertWhole(copy());
    assertThat(storage.links).hasSize(2);
    assertThat(storage.asked).endsWith("bytes=4-");
  }

  @Test
  void aStorageThatIsDownIsLeftToTheCaller() {
    storage.mishaps.add(status(500));
    assertThat(refusal()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(storage.asked).hasSize(1);
  }

  @Test
  void aStorageThatFallsSilentIsNotWaitedForForEver() {
    storage.mishaps.add(answer -> answer.onResponseBody(SocketEffect.Stall.INSTANCE));
    storage.mishaps.add(status(500));
    assertThat(refusal()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(storage.asked).hasSize(2);
  }

  @Test
  void aFileThatIsTooLargeIsRefusedBeforeAByteIsWritten() throws Exception {
    storage.content = new byte[(1 << 20) + 1];
    assertThat(refusal()).isEqualTo(Reason.TOO_LARGE);
    assertThat(storage.asked).hasSize(1);
    assertThat(store.find(PATH)).isEmpty();
    storage.content = new byte[1 << 20];
    assertWhole(copy());
  }

  @Test
  void aFileOfUnknownLengthIsCutOffWhenItBecomesTooLarge() throws Exception {
    storage.content = new byte[(1 << 20) + 1];
    storage.mishaps.add(answer -> answer.chunkedBody(new String(storage.content), 10_000));
    assertThat(refusal()).isEqualTo(Reason.TOO_LARGE);
    assertThat(store.find(PATH)).isEmpty();
    assertNothingIsLeftOver();
  }

  @Test
  void aFileOfUnknownLengthArrivesWhole() throws Exception {
    storage.mishaps.add(answer -> answer.chunkedBody("0123456789", 3));
    List<Long> totals = new ArrayList<>();
    assertWhole(copier.copy(PATH, storage::link, (bytes, total) -> totals.add(total)));
    assertThat(totals).containsOnly(-1L);
  }

  @Test
  void theStorageIsAskedForBytesAsTheyAreAndGetsNoKey() throws Exception {
    copy();
    assertThat(storage.requests.get(0).getHeaders().names())
        .containsExactlyInAnyOrder("Accept-Encoding", "Connection", "Host", "User-Agent");
    assertThat(storage.requests.get(0).getHeaders().get("Accept-Encoding")).isEqualTo("identity");
  }

  @Test
  void whatWasStoredCompressedIsKeptReadable() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(storage.content);
    }
    storage.mishaps.add(
        answer ->
            answer
                .body(new okio.Buffer().write(packed.toByteArray()))
                .setHeader("Content-Encoding", "gzip"));
    assertWhole(copy());
  }

  @Test
  void aCompressedFileThatBreaksOffIsNotTakenForWhole() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(storage.content);
    }
    storage.mishaps.add(
        answer ->
            breakAfter(packed.size() - 4)
                .apply(
                    answer
                        .body(new okio.Buffer().write(packed.toByteArray()))
                        .setHeader("Content-Encoding", "gzip")));
    assertWhole(copy());
    assertThat(storage.asked).hasSize(2);
  }

  @Test
  void whatTheStoreHasIsNotCopiedAgain() throws Exception {
    Artifact first = copy();
    assertThat(copier.copyIfMissing(PATH, storage::link, CopyProgress.NONE)).isEqualTo(first);
    assertThat(storage.links).hasSize(1);
    Files.writeString(Path.of(first.uri()), "tampered");
    assertThat(copier.copyIfMissing(PATH, storage::link, CopyProgress.NONE)).isEqualTo(first);
    assertWhole(first);
  }

  @Test
  void whoListensMayEndTheCopyAndWhatIsThereIsKept() throws Exception {
    storage.content = new byte[200_000];
    assertThatThrownBy(
            () ->
                copier.copy(
                    PATH,
                    storage::link,
                    (bytes, total) -> {
                      if (bytes > 0) {
                        throw new CancellationException();
                      }
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(store.find(PATH)).isEmpty();
    assertWhole(copy());
    assertThat(storage.asked).last().asString().startsWith("bytes=");
  }

  @Test
  void anInterruptedThreadDoesNotGoOn() throws Exception {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> copier.copy(PATH, storage::link, CopyProgress.NONE))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertWhole(copy());
  }

  @Test
  void aRedirectMayNotLeaveTheScheme() {
    storage.mishaps.add(
        answer -> answer.code(302).setHeader("Location", "https://127.0.0.1:1/elsewhere"));
    assertThat(refusal()).isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void aRedirectWithinTheSchemeIsFollowed() throws Exception {
    storage.mishaps.add(
        answer -> answer.code(307).setHeader("Location", storage.link().toString()));
    assertWhole(copy());
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://a.example/", "relative"})
  void onlyWebLinksAreFollowed(String link) {
    assertThatThrownBy(() -> copier.copy(PATH, () -> URI.create(link), CopyProgress.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the link must begin with http:// or https://");
  }
}
