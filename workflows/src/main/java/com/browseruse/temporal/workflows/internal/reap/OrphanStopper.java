package com.browseruse.temporal.workflows.internal.reap;

import com.browseruse.temporal.activities.OrphanedTaskActivities;
import com.browseruse.temporal.activities.OrphanedTaskActivities.StopResult;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.workflows.internal.run.ActivityStubs;
import com.browseruse.temporal.workflows.internal.run.StopPhase;
import com.browseruse.temporal.workflows.reap.ReapDecision;
import com.browseruse.temporal.workflows.reap.ReapedTask;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Stops one task that nobody owns; each time it tells it to, it asks first whether that is so. */
final class OrphanStopper implements StopPhase.StopCall {
  /** The task, its owner and a witness are asked for before it is told to stop. */
  private static final Duration ATTEMPT = Duration.ofMinutes(5);

  private final ReapedTask task;
  private final Instant createdBefore;
  private int sends;
  private @Nullable String costUsd;

  OrphanStopper(ReapedTask task, Instant createdBefore) {
    this.task = task;
    this.createdBefore = createdBefore;
  }

  /** Must run detached, so that a stop that was begun is watched to its end. */
  ReapedTask stop() {
    try {
      StopPhase.Stopped stopped = new StopPhase(this).stop(task.taskId(), "no workflow owns it");
      TaskSnapshot last = stopped.last();
      ReapDecision decision = ReapDecision.valueOf(stopped.outcome().name());
      return task.after(decision, task.reason(), last == null ? null : last.costUsd());
    } catch (LeftException e) {
      if (sends == 1) {
        return task.leftAs(e.result.verdict(), String.valueOf(e.result.reason()));
      }
      // Whoever owns it by now, an earlier order may stop it yet.
      String reason = task.reason() + "; when asked again: " + e.result.reason();
      return task.after(ReapDecision.UNCONFIRMED, reason, costUsd);
    }
  }

  @Override
  public TaskSnapshot send(String taskId, String summary, Duration bound) {
    sends++;
    StopResult result =
        ActivityStubs.stub(
                OrphanedTaskActivities.class,
                ActivityStubs.once(ActivityStubs.options(ATTEMPT, bound)),
                summary)
            .stopOrphanedTask(new OrphanedTaskActivities.Stop(taskId, createdBefore));
    if (result.task() == null) {
      throw new LeftException(result);
    }
    costUsd = result.task().costUsd();
    return result.task();
  }

  /** Somebody owns the task by now, or that cannot be told any more. */
  private static final class LeftException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient StopResult result;

    private LeftException(StopResult result) {
      super(result.reason(), null, false, false);
      this.result = result;
    }
  }
}
