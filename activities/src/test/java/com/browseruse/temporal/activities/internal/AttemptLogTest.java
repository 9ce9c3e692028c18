package com.browseruse.temporal.activities.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.browseruse.temporal.task.FailureTypes;
import io.temporal.activity.ActivityInfo;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** How many lines an outage costs. (temporal 4) */
@Isolated("it listens to what is logged")
class AttemptLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(AttemptLog.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Clock clock = mock(Clock.class);
  private final AttemptLog log = new AttemptLog(clock);
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  @BeforeEach
  void listen() {
    when(clock.instant()).thenAnswer(call -> now);
    lines.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  private static ActivityInfo attempt(int run) {
    ActivityInfo info = mock(ActivityInfo.class);
    when(info.getWorkflowId()).thenReturn("run-" + run);
    when(info.getActivityType()).thenReturn("GetBrowserTaskStatus");
    return info;
  }

  private void fails(int run) {
    ApplicationFailure failure =
        ApplicationFailure.newFailure(
            "GET was answered with 503", FailureTypes.SERVICE_UNAVAILABLE);
    assertThat(log.failed(attempt(run), failure).getCategory())
        .isEqualTo(ApplicationErrorCategory.BENIGN);
  }

  private void passes(Duration time) {
    now = now.plus(time);
  }

  private void assertLines(String... expected) {
    assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly(expected);
    assertThat(lines.list).extracting(ILoggingEvent::getThrowableProxy).containsOnlyNulls();
  }

  @Test
  void anOutageCostsOneLineAMinute() {
    for (int second = 0; second < 180; second += 10) {
      for (int run = 0; run < 200; run++) {
        fails(run);
      }
      passes(Duration.ofSeconds(10));
    }
    for (int run = 0; run < 200; run++) {
      log.succeeded(attempt(run));
    }
    assertLines(
        "Browser Use Cloud: 1 run waits and tries again: GET was answered with 503",
        "Browser Use Cloud: 200 runs wait and try again, for 1 min now: GET was answered with 503",
        "Browser Use Cloud: 200 runs wait and try again, for 2 min now: GET was answered with 503",
        "Browser Use Cloud: no run waits any more");
  }

  @Test
  void onePollThatFailsIsOneLine() {
    fails(1);
    passes(Duration.ofSeconds(1));
    log.succeeded(attempt(1));
    log.succeeded(attempt(2));
    assertLines("Browser Use Cloud: 1 run waits and tries again: GET was answered with 503");
  }

  @Test
  void runsThatEndedWhileTheyWaitedAreForgotten() {
    fails(1);
    fails(2);
    passes(Duration.ofMinutes(10));
    fails(3);
    assertLines(
        "Browser Use Cloud: 1 run waits and tries again: GET was answered with 503",
        "Browser Use Cloud: 1 run waits and tries again: GET was answered with 503");
  }

  @Test
  void whatFailsForGoodIsOneLineAndKeepsItsFailure() {
    ApplicationFailure failure =
        ApplicationFailure.newNonRetryableFailure(
            "this API does not support pause", FailureTypes.UNSUPPORTED_OPERATION, 4711);
    ApplicationFailure thrown = log.failed(attempt(7), failure);
    assertThat(thrown.getStackTrace()).as("new-user 41").isEmpty();
    assertThat(thrown.isNonRetryable()).isTrue();
    assertThat(thrown.getType()).isEqualTo(FailureTypes.UNSUPPORTED_OPERATION);
    assertThat(thrown.getOriginalMessage()).isEqualTo("this API does not support pause");
    assertThat(thrown.getDetails().get(Integer.class)).isEqualTo(4711);
    assertLines(
        "GetBrowserTaskStatus of run-7 failed: UnsupportedOperation: this API does not support"
            + " pause");
  }

  @Test
  void aRateLimitIsPartOfANormalDay() {
    ApplicationFailure failure =
        ApplicationFailure.newBuilder()
            .setMessage("429")
            .setType(FailureTypes.RATE_LIMITED)
            .setCategory(ApplicationErrorCategory.BENIGN)
            .build();
    assertThat(log.failed(attempt(1), failure)).isSameAs(failure);
    assertThat(failure.getStackTrace()).as("new-user 41").isEmpty();
    assertThat(lines.list).isEmpty();
  }
}
