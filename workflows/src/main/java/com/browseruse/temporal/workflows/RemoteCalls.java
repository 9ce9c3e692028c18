package com.browseruse.temporal.workflows;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * The activities as this workflow calls them: each with a summary for the UI that never holds the
 * task's text.
 */
final class RemoteCalls {

  /** More than the two calls of a look, of which the client bounds each by a minute at most. */
  private static final Duration LOOK = Duration.ofSeconds(130);

  /** A create may look for earlier work before and after it, each time twice. */
  private static final Duration CREATE = Duration.ofMinutes(7);

  /** One call of the client, and a margin: a lost worker is noticed after this. */
  private static final Duration CREATE_HEARTBEAT = Duration.ofSeconds(75);

  /** A call of the client for a link, a silent storage, and a margin to verify what is there. */
  private static final Duration COLLECT_HEARTBEAT = Duration.ofMinutes(2);

  static final RetryOptions RETRY =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setBackoffCoefficient(2)
          .setMaximumInterval(Duration.ofSeconds(30))
          .build();

  private RemoteCalls() {}

  /**
   * Creates. A cancel lets the attempt in flight end, and allows no other: what it answers is the
   * truth about what exists.
   */
  static BrowserTaskActivities creating(String summary) {
    return stub(
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(CREATE)
            .setHeartbeatTimeout(CREATE_HEARTBEAT)
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED),
        summary);
  }

  /**
   * Retried until it works, or until the run has other things to do: then it is left alone, since
   * it only reads.
   */
  static BrowserTaskActivities patient(String summary) {
    return stub(
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(LOOK)
            .setCancellationType(ActivityCancellationType.ABANDON),
        summary);
  }

  /**
   * Retried until it works, or until the time is up. An attempt whose worker is lost leaves the
   * time for another one.
   */
  static BrowserTaskActivities within(Duration bound, String summary) {
    Duration half = bound.dividedBy(2);
    return stub(
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(half.compareTo(LOOK) < 0 ? half : LOOK)
            .setScheduleToCloseTimeout(bound),
        summary);
  }

  /**
   * Copies. Left alone if the run has other things to do, and noticed early if its worker is lost.
   */
  static BrowserTaskActivities collecting(Duration bound, String summary) {
    return stub(
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(bound)
            .setScheduleToCloseTimeout(bound)
            .setHeartbeatTimeout(COLLECT_HEARTBEAT)
            .setCancellationType(ActivityCancellationType.ABANDON),
        summary);
  }

  private static BrowserTaskActivities stub(ActivityOptions.Builder options, String summary) {
    return Workflow.newActivityStub(
        BrowserTaskActivities.class, options.setRetryOptions(RETRY).setSummary(summary).build());
  }
}
