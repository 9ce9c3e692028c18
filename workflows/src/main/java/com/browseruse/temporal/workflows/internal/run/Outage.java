package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.JsonText;
import com.browseruse.temporal.workflows.PollingOptions;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which reads of a task fail. Whatever the reason is, the task may be alive and cost
 * money, so that the run goes on asking, ever more slowly. Only an API that knows no such task, and
 * says so for a while, is believed.
 *
 * @param since when the first read failed
 * @param goneSince since when each answer was that there is no such task; null if the last was not
 * @param waitUntil until when the API wants to be left alone; null if it did not say
 * @param message what the last read was answered with
 */
record Outage(
    @JsonProperty("since") Instant since,
    @JsonProperty("goneSince") @Nullable Instant goneSince,
    @JsonProperty("waitUntil") @Nullable Instant waitUntil,
    @JsonProperty("message") String message) {
  /** How long a task must be unknown before it is taken to be gone; a young one may be so too. */
  static final Duration GONE_GRACE = Duration.ofSeconds(30);

  private static final int LONGEST_MESSAGE = 300;

  /** Each wait as long as the outage was before it. */
  private static final WaitPolicy WAITS =
      new WaitPolicy(
          PollingOptions.newBuilder()
              .initialInterval(Duration.ofSeconds(1))
              .maxInterval(Duration.ofMinutes(1))
              .growth(1.0)
              .build());

  /** What is known after one more read that failed. */
  static Outage after(@Nullable Outage before, ActivityFailure failure, Instant now) {
    return after(before, failure, now, FailureTypes.TASK_NOT_FOUND);
  }

  /** The same for anything; the type of the failure says that there is no such thing. */
  static Outage after(
      @Nullable Outage before, ActivityFailure failure, Instant now, String notFound) {
    boolean gone = Failures.hasType(failure, notFound);
    Instant goneBefore = before == null ? null : before.goneSince;
    return new Outage(
        before == null ? now : before.since,
        gone ? (goneBefore == null ? now : goneBefore) : null,
        Failures.retryAfter(failure).map(now::plus).orElse(null),
        JsonText.cut(JsonText.clean(Failures.message(failure)), LONGEST_MESSAGE));
  }

  /** Whether the API has known no such task for so long. */
  boolean isTaskGone(Instant now, Duration grace) {
    return goneSince != null && Duration.between(goneSince, now).compareTo(grace) >= 0;
  }

  /** Whether the API wants to be left alone: then no hint is a reason to ask sooner. */
  boolean mustWait(Instant now) {
    return waitUntil != null && now.isBefore(waitUntil);
  }

  /** What an operator reads. */
  String text(Instant now) {
    return "the API could not be read for "
        + Words.time(Duration.between(since, now))
        + ": "
        + message;
  }

  /** How long to wait before the next read, within the time that is left. */
  Duration pause(Instant now, Duration timeLeft, double chance) {
    Duration told = mustWait(now) ? Duration.between(now, waitUntil) : Duration.ZERO;
    // What is about to be believed is asked for often.
    Instant from = goneSince == null ? since : goneSince;
    Duration grown = WAITS.next(Duration.between(from, now), timeLeft, chance);
    Duration pause = told.compareTo(grown) > 0 ? told : grown;
    return pause.compareTo(timeLeft) > 0 ? timeLeft : pause;
  }
}
