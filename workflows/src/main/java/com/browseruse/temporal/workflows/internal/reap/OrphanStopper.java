package com.browseruse.temporal.workflows.internal.reap;

import com.browseruse.temporal.activities.BrowserTaskStatus;
import com.browseruse.temporal.activities.OrphanedTaskActivities;
import com.browseruse.temporal.activities.StopOrphanedTaskAnswer;
import com.browseruse.temporal.activities.StopOrphanedTaskInput;
import com.browseruse.temporal.workflows.ReapDecision;
import com.browseruse.temporal.workflows.ReapedTask;
import com.browseruse.temporal.workflows.internal.run.ActivityStubs;
import com.browseruse.temporal.workflows.internal.run.StopPhase;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/** Stops a task that nobody owns; each time it tells it to, it asks first whether that is so. */
final class OrphanStopper {

  /** The task, its owner and a witness are asked for before it is told to stop. */
  private static final Duration ATTEMPT = Duration.ofMinutes(5);

  private final Instant createdBefore;

  OrphanStopper(Instant createdBefore) {
    this.createdBefore = createdBefore;
  }

  /** Must run detached, so that a stop that was begun is watched to its end. */
  ReapedTask stop(ReapedTask task) {
    Orders orders = new Orders();
    try {
      StopPhase.Stopped stopped = new StopPhase(orders).stop(task.taskId(), "no workflow owns it");
      BrowserTaskStatus last = stopped.last();
      return task.after(
          switch (stopped.outcome()) {
            case STOPPED -> ReapDecision.STOPPED;
            case FINISHED_FIRST -> ReapDecision.FINISHED_FIRST;
            case UNCONFIRMED -> ReapDecision.UNCONFIRMED;
          },
          last == null ? null : last.costUsd());
    } catch (LeftException e) {
      if (orders.count == 1) {
        return task.leftAs(e.answer.verdict(), e.answer.reason());
      }
      // Whoever owns it by now, an earlier order may stop it yet.
      return task.unconfirmed("when asked again: " + e.answer.reason(), orders.costUsd);
    }
  }

  /** The orders to one task. */
  private final class Orders implements StopPhase.StopCall {
    private int count;
    private String costUsd;

    @Override
    public BrowserTaskStatus send(String taskId, String summary, Duration bound) {
      count++;
      StopOrphanedTaskAnswer answer =
          Workflow.newActivityStub(
                  OrphanedTaskActivities.class,
                  ActivityOptions.newBuilder()
                      .setStartToCloseTimeout(ATTEMPT)
                      .setScheduleToCloseTimeout(bound)
                      .setHeartbeatTimeout(ActivityStubs.HEARTBEAT)
                      .setRetryOptions(ActivityStubs.RETRY)
                      .setSummary(summary)
                      .build())
              .stopOrphanedTask(new StopOrphanedTaskInput(taskId, createdBefore));
      if (answer.status() == null) {
        throw new LeftException(answer);
      }
      costUsd = answer.status().costUsd();
      return answer.status();
    }
  }

  /** Somebody owns the task by now, or that cannot be told any more. */
  private static final class LeftException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient StopOrphanedTaskAnswer answer;

    private LeftException(StopOrphanedTaskAnswer answer) {
      super(answer.reason(), null, false, false);
      this.answer = answer;
    }
  }
}
