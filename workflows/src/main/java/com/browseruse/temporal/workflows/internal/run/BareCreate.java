package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.workflows.BrowserTask;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.util.Optional;

/**
 * The create of a run for a workflow that does all else itself: it ends with one task, when all
 * duplicates are stopped, or with none alive.
 */
public final class BareCreate {
  private final CancellationScope caller = CancellationScope.current();
  private final BrowserTask task;
  private final RunMemory memory;
  private final RunState state;

  private BareCreate(BrowserTask task) {
    this.task = task;
    this.memory = RunMemory.begin(CancellableWaits.now(), task.options().timeout());
    this.state = new RunState(memory);
  }

  public static CreatedBrowserTask create(BrowserTask task) {
    if (task.taskId() != null) {
      throw Failures.of(
          FailureTypes.INVALID_REQUEST, "taskId must not be set, since its task exists already");
    }
    BareCreate create = new BareCreate(task);
    CreatedBrowserTask[] created = new CreatedBrowserTask[1];
    CancellationScope scope =
        Workflow.newDetachedCancellationScope(() -> created[0] = create.createDetached());
    try {
      scope.run();
    } finally {
      // The timer of the deadline.
      scope.cancel();
    }
    return created[0];
  }

  private CreatedBrowserTask createDetached() {
    CancellableWaits waits = new CancellableWaits(caller, memory);
    Runnable nothing = () -> {};
    StopPhase stopPhase = StopPhase.of(task, memory, nothing);
    SettlePhase settlePhase = new SettlePhase(task, state, stopPhase);
    // A workflow may create several tasks.
    String name = Workflow.randomUUID().toString();
    memory.recordCreateKey(() -> Workflow.sideEffect(String.class, () -> key(name)));
    try {
      Optional<EndReason> reason =
          new CreatePhase(task, memory, waits, settlePhase, nothing).create(nothing);
      if (reason.isEmpty()) {
        Workflow.await(() -> settlePhase.isIdle() || waits.isCancelled());
        if (waits.isCancelled()) {
          // Nobody gets to know the task.
          stopPhase.stop(memory.taskId(), EndReason.CANCELLED.text);
          reason = Optional.of(EndReason.CANCELLED);
        }
        settlePhase.end();
      }
      if (reason.isEmpty()) {
        return memory.task();
      }
      throw reason.get() == EndReason.CANCELLED
          ? new CanceledFailure(EndReason.CANCELLED.text)
          : Failures.of(
              FailureTypes.BROWSER_TASK_TIMED_OUT,
              "no task could be created within " + Words.time(memory.timeout()),
              state.evidence());
    } catch (ActivityFailure e) {
      throw Failures.from(e, state.evidence());
    } finally {
      memory.warnings().forEach(Workflow.getLogger(BareCreate.class)::warn);
    }
  }

  private static String key(String name) {
    WorkflowInfo info = Workflow.getInfo();
    return TaskMarkers.createKey(info.getNamespace(), info.getWorkflowId(), info.getRunId(), name);
  }
}
