package com.browseruse.temporal.artifacts;

import static com.browseruse.temporal.artifacts.FakeStorage.breakAfter;
import static com.browseruse.temporal.artifacts.FakeStorage.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.browseruse.temporal.artifacts.ArtifactCopier.DownloadException;
import com.browseruse.temporal.artifacts.ArtifactCopier.DownloadException.Reason;
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
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactCopierTest {
  private static final String PATH = "task-1/files/a.bin";
  private static final ArtifactCopier.Progress SILENT = (bytes, total) -> {};

  @RegisterExtension final FakeStorage storage = new FakeStorage();
  @TempDir Path folder;
  private ArtifactStore store;
  private ArtifactCopier copier;

  @BeforeEach
  void open() throws IOException {
    store = FolderArtifactStore.at(folder);
    copier = new ArtifactCopier(store, 1 << 20, Duration.ofMillis(500));
  }

  @AfterEach
  void close() {
    copier.close();
  }

  private Artifact copy() throws IOException {
    return copier.copy(PATH, storage::link, SILENT);
  }

  private Reason refusal() {
    return catchThrowableOfType(DownloadException.class, this::copy).reason();
  }

  private void assertWhole(Artifact copied) throws IOException {
    assertThat(Path.of(copied.uri())).hasBinaryContent(storage.content);
    assertThat(copied.size()).isEqualTo(storage.content.length);
    assertThat(copied.sha256()).isEqualTo(ByteString.of(storage.content).sha256().hex());
    assertThat(store.find(PATH)).contains(copied);
    assertNoTemporaryFile();
  }

  private void assertNoTemporaryFile() throws IOException {
    try (var files = Files.walk(folder)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".tmp"));
    }
  }

  @Test
  void aFileArrivesWhole() throws Exception {
    storage.content = new byte[300_000];
    new Random(1).nextBytes(storage.content);
    assertWhole(copy());
    assertThat(storage.requests).hasSize(1);
  }

  @Test
  void anEmptyFileIsAFile() throws Exception {
    storage.content = new byte[0];
    assertWhole(copy());
  }

  @Test
  void aCopyThatBreaksOffBeginsAgainWithTheSameLink() throws Exception {
    storage.faults.add(breakAfter(4));
    List<Long> progress = new ArrayList<>();
    assertWhole(copier.copy(PATH, storage::link, (bytes, total) -> progress.add(bytes)));
    assertThat(storage.requests)
        .hasSize(2)
        .allSatisfy(request -> assertThat(request.getHeaders().get("Range")).isNull());
    assertThat(progress).startsWith(0L).endsWith(0L, 10L);
    assertThat(storage.links).hasSize(1);
  }

  @Test
  void aCopyThatBreaksOffLeavesTheNewContentWhole() throws Exception {
    storage.faults.add(
        response -> {
          UnaryOperator<MockResponse.Builder> broken = breakAfter(4);
          storage.content = "abcdefgh".getBytes();
          return broken.apply(response);
        });
    assertWhole(copy());
  }

  @Test
  void aCopyThatBreaksOffAgainAndAgainLeavesNothing() throws Exception {
    for (int i = 0; i < 20; i++) {
      storage.faults.add(breakAfter(3));
    }
    assertThat(refusal()).isEqualTo(Reason.BROKEN);
    assertThat(storage.requests).hasSize(6);
    assertThat(store.find(PATH)).isEmpty();
    assertNoTemporaryFile();
    storage.faults.clear();
    assertWhole(copy());
  }

  @Test
  void aCopyThatFailsLeavesTheFileBefore() throws Exception {
    Artifact before = copy();
    storage.content = "abcdefgh".getBytes();
    storage.faults.add(breakAfter(4));
    storage.faults.add(status(500));
    assertThat(refusal()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(store.find(PATH)).contains(before);
    assertNoTemporaryFile();
    assertWhole(copy());
  }

  @Test
  void twoCopiesOfOneFileAtTheSameTimeBothEndWhole() throws Exception {
    storage.content = new byte[200_000];
    List<Artifact> inner = new ArrayList<>();
    Artifact outer =
        copier.copy(
            PATH,
            storage::link,
            (bytes, total) -> {
              if (bytes > 0 && inner.isEmpty()) {
                inner.add(assertDoesNotThrow(this::copy));
              }
            });
    assertThat(inner).containsExactly(outer);
    assertWhole(outer);
  }

  @Test
  void aPartThatWasNotAskedForIsNotTaken() throws Exception {
    storage.faults.add(response -> response.code(206));
    assertWhole(copy());
    assertThat(storage.requests).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 410})
  void aLinkThatIsRefusedIsReplaced(int code) throws Exception {
    storage.faults.add(status(code));
    storage.faults.add(status(code));
    assertWhole(copy());
    assertThat(storage.links).hasSize(3);
  }

  @Test
  void linksAreNotReplacedForEver() {
    for (int i = 0; i < 10; i++) {
      storage.faults.add(status(403));
    }
    assertThat(refusal()).isEqualTo(Reason.LINK_REFUSED);
    assertThat(storage.links).hasSize(3);
  }

  @Test
  void aLinkThatExpiresBetweenTwoAttemptsIsReplaced() throws Exception {
    storage.faults.add(breakAfter(4));
    storage.faults.add(status(403));
    assertWhole(copy());
    assertThat(storage.links).hasSize(2);
    assertThat(storage.requests).hasSize(3);
  }

  @Test
  void aStorageThatIsDownIsLeftToTheCaller() {
    storage.faults.add(status(500));
    assertThat(refusal()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(storage.requests).hasSize(1);
  }

  @Test
  void aStorageThatFallsSilentIsNotWaitedForForEver() {
    storage.faults.add(response -> response.onResponseBody(SocketEffect.Stall.INSTANCE));
    storage.faults.add(status(500));
    assertThat(refusal()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(storage.requests).hasSize(2);
  }

  @Test
  void aFileThatIsTooLargeIsRefusedBeforeAByteIsWritten() throws Exception {
    storage.content = new byte[(1 << 20) + 1];
    assertThat(refusal()).isEqualTo(Reason.TOO_LARGE);
    assertThat(storage.requests).hasSize(1);
    assertThat(store.find(PATH)).isEmpty();
    storage.content = new byte[1 << 20];
    assertWhole(copy());
  }

  @Test
  void aFileOfUnknownLengthIsCutOffWhenItBecomesTooLarge() throws Exception {
    storage.content = new byte[(1 << 20) + 1];
    storage.faults.add(response -> response.chunkedBody(new String(storage.content), 10_000));
    assertThat(refusal()).isEqualTo(Reason.TOO_LARGE);
    assertThat(store.find(PATH)).isEmpty();
    assertNoTemporaryFile();
  }

  @Test
  void aFileOfUnknownLengthArrivesWhole() throws Exception {
    storage.faults.add(response -> response.chunkedBody("0123456789", 3));
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
    storage.faults.add(
        response ->
            response
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
    storage.faults.add(
        response ->
            breakAfter(packed.size() - 4)
                .apply(
                    response
                        .body(new okio.Buffer().write(packed.toByteArray()))
                        .setHeader("Content-Encoding", "gzip")));
    assertWhole(copy());
    assertThat(storage.requests).hasSize(2);
  }

  @Test
  void whoListensMayEndTheCopyAndNothingOfItStays() throws Exception {
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
    assertNoTemporaryFile();
    assertWhole(copy());
  }

  @Test
  void anInterruptedThreadDoesNotGoOn() throws Exception {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> copier.copy(PATH, storage::link, SILENT))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertWhole(copy());
  }

  @Test
  void aRedirectMayNotLeaveTheScheme() {
    storage.faults.add(
        response -> response.code(302).setHeader("Location", "https://127.0.0.1:1/elsewhere"));
    assertThat(refusal()).isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void aRedirectWithinTheSchemeIsFollowed() throws Exception {
    storage.faults.add(
        response -> response.code(307).setHeader("Location", storage.link().toString()));
    assertWhole(copy());
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://a.example/", "relative"})
  void onlyWebLinksAreFollowed(String link) {
    assertThatThrownBy(() -> copier.copy(PATH, () -> URI.create(link), SILENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the link must begin with http:// or https://");
  }
}
