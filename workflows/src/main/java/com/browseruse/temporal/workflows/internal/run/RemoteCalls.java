package com.browseruse.temporal.workflows.internal.run;

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
public final class RemoteCalls {

  /** More than the two calls of a look, of which the client bounds each by a minute at most. */
  private static final Duration LOOK = Duration.ofSeconds(130);

  /** A create may look for earlier work before and after it, each time twice. */
  private static final Duration CREATE = Duration.ofMinutes(7);

  /** How soon a lost worker is noticed: the activities send heartbeats in the background. */
  public static final Duration HEARTBEAT = Duration.ofSeconds(20);

  /**
   * The same, but longer than any one call of the client: while the API may be at work on the
   * create of a lost worker, another attempt would find nothing, and make a second task.
   */
  private static final Duration CREATE_HEARTBEAT = Duration.ofSeconds(75);

  public static final RetryOptions RETRY =
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
        newOptions()
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
        newOptions()
            .setStartToCloseTimeout(LOOK)
            .setCancellationType(ActivityCancellationType.ABANDON),
        summary);
  }

  /**
   * Retried until it works, or until the time is up. An attempt whose worker is lost leaves the
   * time for another one.
   */
  static BrowserTaskActivities within(Duration bound, String summary) {
    return stub(newBoundedOptions(bound), summary);
  }

  /** The same, but left alone if the run has other things to do, since it only reads. */
  static BrowserTaskActivities readingWithin(Duration bound, String summary) {
    return stub(
        newBoundedOptions(bound).setCancellationType(ActivityCancellationType.ABANDON), summary);
  }

  /** Copies. Left alone if the run has other things to do. */
  static BrowserTaskActivities collecting(Duration bound, String summary) {
    return stub(
        newOptions()
            .setStartToCloseTimeout(bound)
            .setScheduleToCloseTimeout(bound)
            .setCancellationType(ActivityCancellationType.ABANDON),
        summary);
  }

  private static ActivityOptions.Builder newBoundedOptions(Duration bound) {
    Duration half = bound.dividedBy(2);
    return newOptions()
        .setStartToCloseTimeout(half.compareTo(LOOK) < 0 ? half : LOOK)
        .setScheduleToCloseTimeout(bound);
  }

  private static ActivityOptions.Builder newOptions() {
    return ActivityOptions.newBuilder().setHeartbeatTimeout(HEARTBEAT).setRetryOptions(RETRY);
  }

  private static BrowserTaskActivities stub(ActivityOptions.Builder options, String summary) {
    return Workflow.newActivityStub(
        BrowserTaskActivities.class, options.setSummary(summary).build());
  }
}
