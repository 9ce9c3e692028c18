package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskStatus;
import com.browseruse.temporal.activities.UpdateBrowserTaskInput;
import com.browseruse.temporal.task.CreateKeys;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.TaskAction;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskInput;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.internal.input.RawInput;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import java.util.Map;

/** The workflow: its handlers, and the frame around {@link TaskRun}. */
public final class RunBrowserTaskWorkflowImpl implements RunBrowserTaskEntry {

  /** How long pause and resume try to reach the API. */
  private static final Duration CONTROL_BOUND = Duration.ofMinutes(2);

  private final RunState state = new RunState();
  private final CurrentDetails details = new CurrentDetails(state);
  private final long longHistory;

  public RunBrowserTaskWorkflowImpl(long longHistory) {
    this.longHistory = longHistory;
  }

  @Override
  public BrowserTaskResult run(RawValue raw, RawValue rawCarry) {
    boolean continued = Workflow.getInfo().getContinuedExecutionRunId().isPresent();
    BrowserTaskInput input;
    RunCarry carry;
    try {
      input = RawInput.read(raw);
      carry = RawCarry.read(rawCarry, continued, RunCarry.class, RunCarry::isComplete);
    } catch (IllegalArgumentException e) {
      RuntimeException refusal = RawCarry.refusal(rawCarry, continued, e);
      if (refusal instanceof TemporalFailure) {
        finishHandlers();
      }
      throw refusal;
    }
    if (carry == null) {
      begin(input);
    } else {
      state.restore(carry);
    }
    CancellationScope workflow = CancellationScope.current();
    BrowserTaskResult[] result = new BrowserTaskResult[1];
    Workflow.newDetachedCancellationScope(() -> result[0] = runDetached(input, raw, workflow))
        .run();
    return result[0];
  }

  private void begin(BrowserTaskInput input) {
    WorkflowInfo info = Workflow.getInfo();
    state.startedAt = Interrupts.now();
    state.deadline = state.startedAt.plus(input.options().timeout());
    state.createKey = CreateKeys.ofRun(info.getNamespace(), info.getWorkflowId(), info.getRunId());
  }

  private BrowserTaskResult runDetached(
      BrowserTaskInput input, RawValue raw, CancellationScope workflow) {
    Interrupts interrupts = new Interrupts(workflow, state);
    interrupts.startDeadline();
    TaskRun run =
        new TaskRun(input, state, interrupts, new Continuation(raw, longHistory), details);
    try {
      BrowserTaskResult result = run.execute();
      finishHandlers();
      if (workflow.isCancelRequested()) {
        // Too late to stop anything, but Temporal drops the value of a cancelled run.
        state.result = result;
        throw new CanceledFailure(Interruption.CANCELLED.words());
      }
      return result;
    } catch (TemporalFailure e) {
      finishHandlers();
      Workflow.upsertMemo(Map.of(BrowserTaskEvidence.MEMO_KEY, state.facts()));
      throw e;
    }
  }

  private void finishHandlers() {
    state.phase = BrowserTaskPhase.DONE;
    if (state.startedAt != null) {
      details.show();
    }
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  @Override
  public BrowserTaskProgress progress() {
    return state.progress();
  }

  @Override
  public BrowserTaskProgress pause() {
    control(TaskAction.PAUSE, "pause the task");
    state.paused = true;
    return controlled();
  }

  @Override
  public BrowserTaskProgress resume() {
    control(TaskAction.RESUME, "resume the task");
    state.paused = false;
    return controlled();
  }

  @Override
  public BrowserTaskProgress stop() {
    state.stopRequested = true;
    // Detached: who asked for the stop gets an answer although somebody else cancels the run.
    Workflow.newDetachedCancellationScope(
            () -> Workflow.await(() -> state.phase == BrowserTaskPhase.DONE))
        .run();
    return state.progress();
  }

  @Override
  public void taskUpdated() {
    state.hint = true;
  }

  private void control(TaskAction action, String summary) {
    Workflow.await(() -> state.phase != BrowserTaskPhase.CREATING);
    if (state.phase == BrowserTaskPhase.STOPPING
        || state.phase == BrowserTaskPhase.DONE
        || state.hasEnded()) {
      throw Failures.of(
          FailureTypes.INVALID_REQUEST, "the run is ending: it is too late to " + summary);
    }
    try {
      BrowserTaskStatus seen =
          RemoteCalls.within(CONTROL_BOUND, summary)
              .updateBrowserTask(new UpdateBrowserTaskInput(state.taskId(), action));
      state.seen(seen);
    } catch (ActivityFailure e) {
      throw Failures.from(e);
    }
  }

  private BrowserTaskProgress controlled() {
    state.showWhetherPaused();
    state.notePause(Interrupts.now());
    state.hint = true;
    details.show();
    return state.progress();
  }
}
