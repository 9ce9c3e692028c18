package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskStatusInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.UpdateBrowserTaskInput;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.StopScope;
import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stops a remote task, and watches until it has ended: that the API accepts a stop does not mean
 * that the task has stopped. Must run detached, so that nothing disturbs it.
 */
public record StopPhase(StopCall call) {
  /** How long to go on asking an API that does not respond. */
  static final Duration SEND_BOUND = Duration.ofMinutes(15);

  /** How long to watch a task that was told to stop. */
  public static final Duration CONFIRM_BOUND = Duration.ofMinutes(2);

  private static final WaitPolicy WAITS =
      new WaitPolicy(
          PollingOptions.newBuilder()
              .initialInterval(Duration.ofSeconds(1))
              .maxInterval(Duration.ofSeconds(10))
              .growth(0.2)
              .build());
  private static final String CHECK = "check whether the task has stopped";

  /** Tells a task to stop. What it throws but an {@link ActivityFailure} ends the watch. */
  public interface StopCall {
    TaskSnapshot send(String taskId, String summary, Duration bound);
  }

  /** What became of a task, and the last that was seen of it (null if nothing was). */
  public record Stopped(StopOutcome outcome, @Nullable TaskSnapshot last) {}

  static StopPhase of(BrowserTask input) {
    Task.Action action = actionFor(input);
    return new StopPhase(
        (taskId, summary, bound) ->
            ActivityStubs.within(bound, summary)
                .updateBrowserTask(new UpdateBrowserTaskInput(taskId, action)));
  }

  /** Which action stops the task of an input. */
  public static Task.Action actionFor(BrowserTask input) {
    StopScope scope = input.options().stopScope();
    if (scope == null) {
      // A session that the caller gave must survive its tasks.
      scope = input.request().sessionId() == null ? StopScope.TASK_AND_SESSION : StopScope.TASK;
    }
    return scope == StopScope.TASK ? Task.Action.STOP : Task.Action.STOP_TASK_AND_SESSION;
  }

  public Stopped stop(String taskId, String why) {
    TaskSnapshot last = send(taskId, why, SEND_BOUND);
    boolean accepted = last != null;
    Instant start = CancellableWaits.now();
    boolean reminded = false;
    while (last == null || !last.status().isTerminal()) {
      Duration watched = Duration.between(start, CancellableWaits.now());
      Duration left = CONFIRM_BOUND.minus(watched);
      if (left.isZero() || left.isNegative()) {
        return new Stopped(StopOutcome.UNCONFIRMED, last);
      }
      if (accepted && !reminded && watched.compareTo(CONFIRM_BOUND.dividedBy(2)) >= 0) {
        // The first stop may have been lost on its way to the agent.
        reminded = true;
        send(taskId, why + ", again", left);
      }
      CancellableWaits.sleep(WAITS.next(watched, left, 0), CHECK);
      TaskSnapshot seen = read(taskId);
      last = seen == null ? last : seen;
      if (!accepted && (last == null || !last.status().isTerminal())) {
        // Refused, and alive or not to be seen: it may be too young, or a gateway in trouble.
        TaskSnapshot response = send(taskId, why + ", again", left);
        accepted = response != null;
        last = response == null ? last : response;
      }
    }
    boolean stopped = TaskStatus.STOPPED.equals(last.status());
    return new Stopped(stopped ? StopOutcome.STOPPED : StopOutcome.FINISHED_FIRST, last);
  }

  private @Nullable TaskSnapshot send(String taskId, String why, Duration bound) {
    try {
      return call.send(taskId, "stop the task: " + why, bound);
    } catch (ActivityFailure e) {
      // Refused, perhaps since it has ended: its status will tell.
      return null;
    }
  }

  private static @Nullable TaskSnapshot read(String taskId) {
    try {
      return ActivityStubs.within(CONFIRM_BOUND, CHECK)
          .getBrowserTaskStatus(new GetBrowserTaskStatusInput(taskId, false));
    } catch (ActivityFailure e) {
      return null;
    }
  }
}
