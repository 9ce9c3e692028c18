package com.browseruse.temporal.activities.internal;

import io.temporal.activity.ActivityInfo;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of attempts that failed in place of the SDK, which writes a stack trace for each: one line
 * for an activity that failed for good, and one a minute for all that are tried again.
 */
final class AttemptLog {
  private static final Logger log = LoggerFactory.getLogger(AttemptLog.class);

  private static final StackTraceElement[] NO_FRAMES = {};
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** Longer than from one failed attempt of a run to the next: a run may also end meanwhile. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

  private final Clock clock;

  /** The runs whose last attempt failed, and when it did. */
  private final Map<String, Instant> waiting = new HashMap<>();

  private @Nullable Instant since;
  private Instant toldAt = Instant.MIN;

  AttemptLog(Clock clock) {
    this.clock = clock;
  }

  synchronized void succeeded(ActivityInfo attempt) {
    if (waiting.remove(run(attempt)) != null && waiting.isEmpty()) {
      Instant began = Objects.requireNonNull(since);
      since = null;
      if (began.isBefore(clock.instant().minus(PAUSE))) {
        log.info("Browser Use Cloud: no run waits any more");
        toldAt = Instant.MIN;
      }
    }
  }

  /**
   * Gives the failure to throw, of which the SDK says nothing. Where in our code it was made tells
   * nothing to those who find it in a history.
   */
  synchronized ApplicationFailure failed(ActivityInfo attempt, ApplicationFailure failure) {
    failure.setStackTrace(NO_FRAMES);
    if (failure.getCategory() == ApplicationErrorCategory.BENIGN) {
      return failure;
    }
    if (failure.isNonRetryable()) {
      log.info(
          "{} of {} failed: {}: {}",
          attempt.getActivityType(),
          run(attempt),
          failure.getType(),
          failure.getOriginalMessage());
    } else {
      waits(attempt, failure);
    }
    ApplicationFailure quiet =
        ApplicationFailure.newBuilder(failure).setCategory(ApplicationErrorCategory.BENIGN).build();
    quiet.setStackTrace(NO_FRAMES);
    return quiet;
  }

  private void waits(ActivityInfo attempt, ApplicationFailure failure) {
    Instant now = clock.instant();
    waiting.values().removeIf(at -> at.isBefore(now.minus(FORGOTTEN_AFTER)));
    if (waiting.isEmpty()) {
      since = now;
    }
    waiting.put(run(attempt), now);
    if (toldAt.isAfter(now.minus(PAUSE))) {
      return;
    }
    toldAt = now;
    long minutes = Duration.between(since, now).toMinutes();
    log.warn(
        "Browser Use Cloud: {}{}: {}",
        waiting.size() == 1
            ? "1 run waits and tries again"
            : waiting.size() + " runs wait and try again",
        minutes == 0 ? "" : ", for " + minutes + " min now",
        failure.getOriginalMessage());
  }

  private static String run(ActivityInfo attempt) {
    String workflowId = attempt.getWorkflowId();
    return workflowId == null ? attempt.getActivityId() : workflowId;
  }
}
