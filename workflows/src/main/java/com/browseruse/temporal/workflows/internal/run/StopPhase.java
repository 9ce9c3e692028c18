package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskStatusInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.UpdateBrowserTaskInput;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.ProgressMode;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.StopScope;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Functions;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stops a remote task, and watches until it has ended: that the API accepts a stop does not mean
 * that the task has stopped. Must run detached, so that nothing disturbs it.
 */
public record StopPhase(StopCall call) {
  /** How long to go on if the API does not take the stop, or cannot be read after it. */
  static final Duration SEND_BOUND = Duration.ofMinutes(15);

  /** How long to watch a task that was told to stop. */
  public static final Duration CONFIRM_BOUND = Duration.ofMinutes(2);

  /** How long a task may ignore a stop before it is told again. */
  private static final Duration REMINDER = Duration.ofSeconds(30);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LAST_CALL = Duration.ofSeconds(30);

  private static final WaitPolicy WAITS =
      new WaitPolicy(
          PollingOptions.newBuilder()
              .initialInterval(Duration.ofSeconds(1))
              .maxInterval(LONGEST_PAUSE)
              .growth(0.2)
              .build());

  /** Tells a task to stop, once. What it throws but an {@link ActivityFailure} ends the watch. */
  public interface StopCall {
    TaskSnapshot send(String taskId, String summary, Duration bound);

    /** Whether to read the steps of the task, too. */
    default boolean readsSteps() {
      return false;
    }

    /** Reads the task, once. */
    default TaskSnapshot read(String taskId, String summary, Duration bound) {
      return ActivityStubs.onceWithin(bound, summary)
          .getBrowserTaskStatus(new GetBrowserTaskStatusInput(taskId, readsSteps()));
    }

    /** What it stops, for a person. */
    default String noun() {
      return "task";
    }

    /** The type of failure with which the API says that there is none. */
    default String notFound() {
      return FailureTypes.TASK_NOT_FOUND;
    }

    /** Takes in what the task has answered, so that it is told while the run is stopping. */
    default void seen(TaskSnapshot task) {}
  }

  /** What became of a task, and the last that was seen of it (null if nothing was). */
  public record Stopped(StopOutcome outcome, @Nullable TaskSnapshot last) {}

  static StopPhase of(BrowserTask input, RunMemory memory, Runnable show) {
    return new StopPhase(new StopOfRun(input, memory, show));
  }

  private record StopOfRun(BrowserTask input, RunMemory memory, Runnable show) implements StopCall {
    @Override
    public TaskSnapshot send(String taskId, String summary, Duration bound) {
      return ActivityStubs.onceWithin(bound, summary)
          .updateBrowserTask(new UpdateBrowserTaskInput(taskId, actionFor(input)));
    }

    @Override
    public boolean readsSteps() {
      return input.options().progress() == ProgressMode.STEPS;
    }

    @Override
    public void seen(TaskSnapshot task) {
      // Not a duplicate of the task.
      if (memory.hasTask() && memory.taskId().equals(task.taskId())) {
        memory.seen(task);
        show.run();
      }
    }
  }

  /** Which action stops the task of an input. */
  public static Task.Action actionFor(BrowserTask input) {
    StopScope scope = input.options().stopScope();
    if (scope == null) {
      scope = StopScope.byDefault(input.taskId() == null && input.request().sessionId() == null);
    }
    return scope == StopScope.TASK ? Task.Action.STOP : Task.Action.STOP_TASK_AND_SESSION;
  }

  /** What the end of a task that was told to stop means. */
  static StopOutcome outcome(TaskStatus end) {
    return TaskStatus.STOPPED.equals(end) ? StopOutcome.STOPPED : StopOutcome.FINISHED_FIRST;
  }

  public Stopped stop(String taskId, String why) {
    return new Watch(call, taskId, "stop the " + call.noun() + ": " + why).stop();
  }

  /** One task, told to stop and read in turns: whatever the answer was, it may have stopped. */
  private static final class Watch {
    private final StopCall call;
    private final String taskId;
    private final String summary;
    private final Instant start = CancellableWaits.now();
    private @Nullable TaskSnapshot last;
    private @Nullable Outage outage;
    private boolean accepted;

    /** The one that was accepted, and those that followed. */
    private int sends;

    /** How long the task was seen not to stop: time in which nothing can be read tells nothing. */
    private Duration watched = Duration.ZERO;

    private Instant lastCall = start;

    /** Until when the API wants to be left alone. */
    private Instant waitUntil = start;

    Watch(StopCall call, String taskId, String summary) {
      this.call = call;
      this.taskId = taskId;
      this.summary = summary;
    }

    Stopped stop() {
      while (true) {
        // One that was accepted may have been lost on its way to the agent.
        boolean isDue = !accepted || watched.compareTo(REMINDER.multipliedBy(sends)) >= 0;
        boolean answered = isDue && send() || read();
        if (last != null && last.hasEnded()) {
          return new Stopped(outcome(last.status()), last);
        }
        Instant now = CancellableWaits.now();
        if (accepted && answered) {
          watched = watched.plus(shorter(Duration.between(lastCall, now), LONGEST_PAUSE));
        }
        lastCall = now;
        Duration left = left(now);
        if (left.isZero() || left.isNegative()) {
          return new Stopped(StopOutcome.UNCONFIRMED, last);
        }
        Duration pause = WAITS.next(Duration.between(start, now), left, 0);
        if (now.plus(pause).isBefore(waitUntil)) {
          pause = shorter(Duration.between(now, waitUntil), inAll(now));
        }
        CancellableWaits.sleep(
            pause, accepted ? check() : "tell the " + call.noun() + " to stop, again");
      }
    }

    private Duration inAll(Instant now) {
      return SEND_BOUND.minus(Duration.between(start, now));
    }

    private Duration left(Instant now) {
      if (outage != null && outage.isTaskGone(now, CONFIRM_BOUND)) {
        return Duration.ZERO;
      }
      return accepted ? shorter(inAll(now), CONFIRM_BOUND.minus(watched)) : inAll(now);
    }

    private boolean send() {
      String again = accepted ? ", again" : "";
      boolean answered = take(() -> call.send(taskId, summary + again, bound()));
      accepted |= answered;
      sends = accepted ? sends + 1 : 0;
      return answered;
    }

    private boolean read() {
      return take(() -> call.read(taskId, check(), bound()));
    }

    private String check() {
      return "check whether the " + call.noun() + " has stopped";
    }

    /** Tells whether the call was answered with the task. */
    private boolean take(Functions.Func<TaskSnapshot> activity) {
      try {
        last = activity.apply();
        call.seen(last);
        outage = null;
        return true;
      } catch (ActivityFailure e) {
        Instant now = CancellableWaits.now();
        outage = Outage.after(outage, e, now, call.notFound());
        Failures.retryAfter(e)
            .map(now::plus)
            .filter(waitUntil::isBefore)
            .ifPresent(until -> waitUntil = until);
        return false;
      }
    }

    /** A call at the very end has a moment, too. */
    private Duration bound() {
      Duration left = inAll(CancellableWaits.now());
      return left.compareTo(LAST_CALL) > 0 ? left : LAST_CALL;
    }

    private static Duration shorter(Duration one, Duration other) {
      return one.compareTo(other) < 0 ? one : other;
    }
  }
}
