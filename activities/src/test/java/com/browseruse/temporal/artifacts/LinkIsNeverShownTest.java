package com.browseruse.temporal.artifacts;

import static com.browseruse.temporal.artifacts.Storage.breakAfter;
import static com.browseruse.temporal.artifacts.Storage.status;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class LinkIsNeverShownTest {
  private static final String PATH = "task-1/logs.txt";

  @RegisterExtension final Storage storage = new Storage();
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

  static Stream<Arguments> mishaps() {
    return Stream.of(
        mishap("refused", status(403)),
        mishap("down", status(503)),
        mishap("reset", answer -> answer.onResponseStart(new SocketEffect.CloseSocket())),
        mishap("silent", answer -> answer.onResponseStart(SocketEffect.Stall.INSTANCE)),
        mishap("broken", breakAfter(0)),
        mishap("no HTTP", answer -> answer.status("see " + Storage.SECRET)),
        mishap(
            "redirect",
            answer -> answer.code(302).setHeader("Location", "https://" + Storage.SECRET + "/")),
        mishap("too large", answer -> answer.body("x".repeat(2000))));
  }

  private static Arguments mishap(String name, UnaryOperator<MockResponse.Builder> mishap) {
    return Arguments.of(name, mishap);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mishaps")
  void noErrorAndNoLogShowsTheLink(String name, UnaryOperator<MockResponse.Builder> mishap)
      throws Exception {
    for (int i = 0; i < 20; i++) {
      storage.mishaps.add(mishap);
    }
    try (ArtifactCopier copier =
        ArtifactCopier.create(FolderArtifactStore.at(folder), 1000, Duration.ofMillis(100))) {
      assertHidden(catchThrowable(() -> copier.copy(PATH, storage::link, CopyProgress.NONE)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/?s=" + Storage.SECRET,
        "http://" + Storage.SECRET + ".invalid/",
        "ftp://127.0.0.1/" + Storage.SECRET,
        "http:" + Storage.SECRET
      })
  void noLinkThatLeadsNowhereIsShown(String link) throws Exception {
    try (ArtifactCopier copier = ArtifactCopier.create(FolderArtifactStore.at(folder))) {
      assertHidden(
          catchThrowable(() -> copier.copy(PATH, () -> URI.create(link), CopyProgress.NONE)));
    }
  }

  private void assertHidden(Throwable e) {
    StringWriter trace = new StringWriter();
    assertThat(e).isNotNull();
    e.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContainIgnoringCase(Storage.SECRET);
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains(Storage.SECRET));
  }
}
