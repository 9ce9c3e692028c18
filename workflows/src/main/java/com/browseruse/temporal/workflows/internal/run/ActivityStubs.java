package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskView;
import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskInput;
import com.browseruse.temporal.workflows.internal.json.PlainJson;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.Priority;
import io.temporal.common.RetryOptions;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The activities as a run calls them; no summary in the UI holds the task's text. */
public final class ActivityStubs {
  /** More than the two calls of a read, of which the client bounds each by a minute at most. */
  private static final Duration READ = Duration.ofSeconds(130);

  /** A create may wait for a session, and look for earlier work before and after it. */
  private static final Duration CREATE = Duration.ofMinutes(7);

  /** Nothing is called: it waits for a thread at most. */
  private static final Duration LOCAL = Duration.ofSeconds(5);

  /** How soon a lost worker is noticed: the activities send heartbeats in the background. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);

  /** What costs a session or money while it waits: stops. */
  private static final Priority FIRST = priority(1);

  /** What somebody waits for, and what is over already: results. */
  private static final Priority SECOND = priority(2);

  /** The next poll makes up for one that comes late. Creates and the rest have the usual 3. */
  private static final Priority LAST = priority(4);

  private static final RetryOptions RETRY =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setBackoffCoefficient(2)
          .setMaximumInterval(Duration.ofSeconds(30))
          .build();

  private ActivityStubs() {}

  private static Priority priority(int key) {
    return Priority.newBuilder().setPriorityKey(key).build();
  }

  /** One attempt. A cancel lets it end, so that the workflow learns what exists. */
  public static ActivityOptions.Builder create() {
    return once(options(CREATE, null))
        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED);
  }

  static BrowserTaskActivities create(String summary) {
    return stub(create(), summary);
  }

  /**
   * One attempt, left alone when the run has other things to do; the run knows what follows.
   *
   * @param awaited whether somebody waits for it
   */
  static BrowserTaskActivities poll(String summary, boolean awaited) {
    return stub(abandoned(once(options(READ, null))).setPriority(awaited ? SECOND : LAST), summary);
  }

  /** A look at what this process knows: as quick as the workflow itself, and no task of a queue. */
  static BrowserTaskActivities local(String summary) {
    return Workflow.newLocalActivityStub(
        BrowserTaskActivities.class,
        LocalActivityOptions.newBuilder()
            .setStartToCloseTimeout(LOCAL)
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .setSummary(summary)
            .build());
  }

  /** A part of a stop: one attempt within the time, after which the run knows what follows. */
  static BrowserTaskActivities onceWithin(Duration bound, String summary) {
    return stub(once(options(READ, bound)).setPriority(FIRST), summary);
  }

  /** Retried until it works or the time is up, or left alone. */
  static BrowserTaskActivities readWithin(Duration bound, String summary) {
    return stub(abandoned(options(attempt(bound), bound)), summary);
  }

  /**
   * Reads a task past the data converter, which would cut the digits of the numbers in its output.
   */
  static BrowserTaskView fetchWithin(Duration bound, String summary, GetBrowserTaskInput task) {
    return fetch(
        () -> abandoned(options(attempt(bound), bound)).setPriority(SECOND), summary, task);
  }

  /** A {@link #poll} that reads the whole task, in the same way. */
  static BrowserTaskView pollWhole(String summary, GetBrowserTaskInput task) {
    return fetch(() -> abandoned(once(options(READ, null))).setPriority(SECOND), summary, task);
  }

  private static BrowserTaskView fetch(
      Supplier<ActivityOptions.Builder> options, String summary, GetBrowserTaskInput task) {
    BrowserTaskView view =
        exact(stub(RawResults.class, options.get(), summary).getBrowserTask(task));
    // Not the JSON of an activity of ours: the data converter may know more.
    return view == null || view.status() == null
        ? stub(options.get(), summary).getBrowserTask(task)
        : view;
  }

  private static @Nullable BrowserTaskView exact(RawValue raw) {
    try {
      return PlainJson.read(raw.getPayload().getData().toStringUtf8(), BrowserTaskView.class);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Retried until it works, or until the time is up. */
  static BrowserTaskActivities within(Duration bound, String summary) {
    return stub(options(attempt(bound), bound), summary);
  }

  /** Copies, left alone when the run has other things to do. */
  static BrowserTaskActivities copyWithin(Duration bound, String summary) {
    return stub(abandoned(options(bound, bound)), summary);
  }

  /** An attempt whose worker is lost leaves the time for another one. */
  private static Duration attempt(Duration bound) {
    Duration half = bound.dividedBy(2);
    return half.compareTo(READ) < 0 ? half : READ;
  }

  public static ActivityOptions.Builder options(Duration attempt, @Nullable Duration bound) {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(attempt)
        .setScheduleToCloseTimeout(bound)
        .setHeartbeatTimeout(HEARTBEAT)
        .setRetryOptions(RETRY);
  }

  /** Without a retry: what an answer means, and when to ask again, is up to the workflow. */
  public static ActivityOptions.Builder once(ActivityOptions.Builder options) {
    return options.setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build());
  }

  public static ActivityOptions.Builder abandoned(ActivityOptions.Builder options) {
    return options.setCancellationType(ActivityCancellationType.ABANDON);
  }

  private static BrowserTaskActivities stub(ActivityOptions.Builder options, String summary) {
    return stub(BrowserTaskActivities.class, options, summary);
  }

  public static <T> T stub(Class<T> activities, ActivityOptions.Builder options, String summary) {
    return CheckedActivities.of(
        activities, Workflow.newActivityStub(activities, options.setSummary(summary).build()));
  }

  /** The workflow's view of an activity whose result it reads itself. */
  @ActivityInterface
  public interface RawResults {
    @ActivityMethod
    RawValue getBrowserTask(GetBrowserTaskInput input);
  }
}
