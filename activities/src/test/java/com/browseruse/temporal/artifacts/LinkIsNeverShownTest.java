package com.browseruse.temporal.artifacts;

import static com.browseruse.temporal.artifacts.FakeStorage.breakAfter;
import static com.browseruse.temporal.artifacts.FakeStorage.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Isolated("it listens to what is logged")
class LinkIsNeverShownTest {
  private static final String PATH = "task-1/logs.txt";

  @RegisterExtension final FakeStorage storage = new FakeStorage();
  @TempDir Path folder;
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private Level before;

  @BeforeEach
  void listen() {
    before = root.getLevel();
    root.setLevel(Level.TRACE);
    logged.start();
    root.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(logged);
    root.setLevel(before);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("refused", status(403)),
        fault("down", status(503)),
        fault("reset", response -> response.onResponseStart(new SocketEffect.CloseSocket())),
        fault("silent", response -> response.onResponseStart(SocketEffect.Stall.INSTANCE)),
        fault("broken", breakAfter(0)),
        fault("no HTTP", response -> response.status("see " + FakeStorage.SECRET)),
        fault(
            "redirect",
            response ->
                response.code(302).setHeader("Location", "https://" + FakeStorage.SECRET + "/")),
        fault("too large", response -> response.body("x".repeat(2000))));
  }

  private static Arguments fault(String name, UnaryOperator<MockResponse.Builder> fault) {
    return Arguments.of(name, fault);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void noErrorAndNoLogShowsTheLink(String name, UnaryOperator<MockResponse.Builder> fault)
      throws Exception {
    for (int i = 0; i < 20; i++) {
      storage.faults.add(fault);
    }
    try (ArtifactCopier copier =
        new ArtifactCopier(FolderArtifactStore.at(folder), 1000, Duration.ofMillis(100))) {
      assertHidden(catchThrowable(() -> copier.copy(PATH, storage::link, (bytes, total) -> {})));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/?s=" + FakeStorage.SECRET,
        "http://" + FakeStorage.SECRET + ".invalid/",
        "ftp://127.0.0.1/" + FakeStorage.SECRET,
        "http:" + FakeStorage.SECRET
      })
  void noLinkThatLeadsNowhereIsShown(String link) throws Exception {
    try (ArtifactCopier copier = ArtifactCopier.create(FolderArtifactStore.at(folder), 1000)) {
      assertHidden(
          catchThrowable(() -> copier.copy(PATH, () -> URI.create(link), (bytes, total) -> {})));
    }
  }

  private void assertHidden(Throwable e) {
    StringWriter trace = new StringWriter();
    assertThat(e).isNotNull();
    e.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContainIgnoringCase(FakeStorage.SECRET);
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains(FakeStorage.SECRET));
  }
}
