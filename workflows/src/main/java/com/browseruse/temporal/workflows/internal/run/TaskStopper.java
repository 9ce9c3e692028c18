package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskStatus;
import com.browseruse.temporal.activities.GetBrowserTaskStatusInput;
import com.browseruse.temporal.activities.UpdateBrowserTaskInput;
import com.browseruse.temporal.task.TaskAction;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.StopOutcome;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/**
 * Stops a remote task, and watches until it has ended: that the API accepts a stop does not mean
 * that the task has stopped. Must run detached, so that nothing disturbs it.
 */
public final class TaskStopper {

  /** How long to go on asking an API that does not answer. */
  static final Duration SEND_BOUND = Duration.ofMinutes(15);

  /** How long to watch a task that was told to stop. */
  public static final Duration CONFIRM_BOUND = Duration.ofMinutes(2);

  private static final WaitPolicy WAITS =
      new WaitPolicy(new PollingOptions(Duration.ofSeconds(1), Duration.ofSeconds(10), 0.2));

  /** Tells a task to stop. What it throws but an {@link ActivityFailure} ends the watch. */
  public interface Order {
    BrowserTaskStatus send(String taskId, String summary, Duration bound);
  }

  private final Order order;

  public TaskStopper(TaskAction action) {
    this(
        (taskId, summary, bound) ->
            RemoteCalls.within(bound, summary)
                .updateBrowserTask(new UpdateBrowserTaskInput(taskId, action)));
  }

  public TaskStopper(Order order) {
    this.order = order;
  }

  /** What became of a task, and the last that was seen of it (null if nothing was). */
  public record Stopped(StopOutcome outcome, BrowserTaskStatus last) {}

  /** Stops a task. */
  public Stopped stop(String taskId, Interruption why) {
    BrowserTaskStatus last = send(taskId, why.words(), SEND_BOUND);
    boolean accepted = last != null;
    Instant start = Interrupts.now();
    boolean reminded = false;
    while (last == null || !last.status().isTerminal()) {
      Duration watched = Duration.between(start, Interrupts.now());
      if (watched.compareTo(CONFIRM_BOUND) >= 0) {
        return new Stopped(StopOutcome.UNCONFIRMED, last);
      }
      if (accepted && !reminded && watched.compareTo(CONFIRM_BOUND.dividedBy(2)) >= 0) {
        // The first stop may have been lost on its way to the agent.
        reminded = true;
        send(taskId, why.words() + ", again", CONFIRM_BOUND.minus(watched));
      }
      Duration left = CONFIRM_BOUND.minus(watched);
      Workflow.newTimer(WAITS.next(watched, left, 0), Interrupts.summary("has the task stopped?"))
          .get();
      BrowserTaskStatus seen = read(taskId);
      last = seen == null ? last : seen;
      if (!accepted && (last == null || !last.status().isTerminal())) {
        // Refused, and alive or not to be seen: it may be too young, or a gateway in trouble.
        BrowserTaskStatus answer =
            send(taskId, why.words() + ", again", CONFIRM_BOUND.minus(watched));
        accepted = answer != null;
        last = accepted ? answer : last;
      }
    }
    boolean stopped = TaskStatus.STOPPED.equals(last.status());
    return new Stopped(stopped ? StopOutcome.STOPPED : StopOutcome.FINISHED_FIRST, last);
  }

  private BrowserTaskStatus send(String taskId, String why, Duration bound) {
    try {
      return order.send(taskId, "stop the task: " + why, bound);
    } catch (ActivityFailure e) {
      // Refused, perhaps since it has ended: its status will tell.
      return null;
    }
  }

  private static BrowserTaskStatus read(String taskId) {
    try {
      return RemoteCalls.within(CONFIRM_BOUND, "has the task stopped?")
          .getBrowserTaskStatus(new GetBrowserTaskStatusInput(taskId, false));
    } catch (ActivityFailure e) {
      return null;
    }
  }
}
