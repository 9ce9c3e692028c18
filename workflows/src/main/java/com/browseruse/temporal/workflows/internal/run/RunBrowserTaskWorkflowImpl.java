package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities.UpdateBrowserTaskInput;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.internal.input.InputHash;
import com.browseruse.temporal.workflows.internal.input.InputReader;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The workflow: its handlers, and one run from its create to its end. */
public class RunBrowserTaskWorkflowImpl implements RunBrowserTaskEntry {
  /** How long pause and resume try to reach the API. */
  private static final Duration CONTROL_BOUND = Duration.ofMinutes(2);

  private final RunMemory memory;
  private final RunState state;
  private final CurrentDetails details;

  /** Null if the run cannot begin, and {@link #refusal} says why. */
  private @Nullable BrowserTask input;

  private @Nullable RuntimeException refusal;

  /** Before the first handler, so that what a signal says is not overwritten by the memory. */
  @WorkflowInit
  public RunBrowserTaskWorkflowImpl(
      RawValue rawInput, RawValue rawMemory, @Nullable RawValue rawRest) {
    WorkflowInfo info = Workflow.getInfo();
    boolean continued = info.getContinuedExecutionRunId().isPresent();
    RunMemory read = null;
    try {
      BrowserTask task = InputReader.read(rawInput);
      read = ContinuedRun.read(rawMemory, continued, RunMemory.class, RunMemory::isComplete);
      if (!InputReader.isNone(rawRest)) {
        throw new IllegalArgumentException(
            "input must be one JSON object, without a second argument");
      }
      if (read == null) {
        Instant now = CancellableWaits.now();
        read = RunMemory.begin(now, task.options().timeout());
        TemporalTimeout.cut(read, info, now);
      }
      input = task;
    } catch (IllegalArgumentException e) {
      refusal =
          ContinuedRun.refusal(rawMemory, continued, e, new RunState(new RunMemory()).evidence());
    }
    memory = read == null ? new RunMemory() : read;
    state = new RunState(memory);
    details = new CurrentDetails(state, input == null ? null : input.options().maxCostUsd());
  }

  long longHistory() {
    return ContinuedRun.LONG_HISTORY;
  }

  @Override
  public BrowserTaskResult run(RawValue rawInput, RawValue rawMemory, @Nullable RawValue rawRest) {
    if (input == null) {
      if (refusal instanceof TemporalFailure) {
        finishHandlers("refused");
      }
      throw refusal;
    }
    CancellationScope workflow = CancellationScope.current();
    BrowserTaskResult[] result = new BrowserTaskResult[1];
    BrowserTask task = input;
    Workflow.newDetachedCancellationScope(() -> result[0] = runDetached(task, rawInput, workflow))
        .run();
    return result[0];
  }

  private BrowserTaskResult runDetached(
      BrowserTask task, RawValue rawInput, CancellationScope workflow) {
    try {
      BrowserTaskResult result =
          createWatchAndEnd(task, rawInput, new CancellableWaits(workflow, memory));
      finishHandlers(
          result.outcome() == BrowserTaskOutcome.UNKNOWN
              ? EndReason.STOP_REQUESTED.text
              : result.outcome().name());
      if (workflow.isCancelRequested()) {
        // Too late to stop anything, but Temporal drops the value of a cancelled run.
        state.result = result;
        if (memory.hasTask()) {
          state.endedByItself();
        }
        throw new CanceledFailure(EndReason.CANCELLED.text);
      }
      // What it says by now is of the create, or of the last time that the run continued as new.
      Workflow.upsertMemo(memo());
      return result;
    } catch (TemporalFailure e) {
      finishHandlers(Failures.headline(e));
      if (memory.hasTask() || !Failures.isRefusal(e)) {
        // A create may have been refused since the caller's own memo leaves no room.
        Workflow.upsertMemo(memo());
      }
      throw e;
    }
  }

  private BrowserTaskResult createWatchAndEnd(
      BrowserTask task, RawValue rawInput, CancellableWaits waits) {
    StopPhase stopPhase = StopPhase.of(task, memory, details::show);
    SettlePhase settlePhase = new SettlePhase(task, state, stopPhase);
    Runnable continueAsNew = () -> continueIfLong(rawInput, settlePhase);
    WatchPhase watchPhase = new WatchPhase(task, state, waits, details);
    ResultPhase resultPhase =
        new ResultPhase(
            task, state, waits, new CollectPhase(task.options(), state, waits, details), details);
    details.show();
    try {
      Optional<EndReason> reason = Optional.empty();
      if (!memory.hasTask()) {
        String existing = task.taskId();
        if (existing != null) {
          memory.attach(existing, CancellableWaits.now());
        } else {
          reason =
              new CreatePhase(task, memory, waits, settlePhase, details::show)
                  .create(continueAsNew);
        }
        if (reason.isEmpty()) {
          // What an operator needs if somebody terminates this run.
          Workflow.upsertMemo(memo());
          details.show();
        }
      }
      if (reason.isEmpty()) {
        reason = watchPhase.watch(continueAsNew);
        reason.ifPresent(why -> stop(task, stopPhase, why));
      }
      settlePhase.end();
      return reason.isPresent() ? resultPhase.ended(reason.get()) : resultPhase.finished();
    } catch (ActivityFailure e) {
      if (memory.hasEnded()) {
        state.endedByItself();
      } else if (memory.stop == null && memory.hasTask() && !memory.isUnseen()) {
        stop(task, stopPhase, EndReason.FAILED);
        settlePhase.end();
        return endedAfter(e, resultPhase);
      }
      settlePhase.end();
      throw resultPhase.failed(e);
    }
  }

  /** The run could not go on; but its task may have ended by itself. */
  private BrowserTaskResult endedAfter(ActivityFailure failure, ResultPhase resultPhase) {
    if (memory.stop != StopOutcome.FINISHED_FIRST) {
      throw resultPhase.failed(failure);
    }
    try {
      return resultPhase.finished();
    } catch (ActivityFailure e) {
      throw resultPhase.failed(e);
    }
  }

  private void continueIfLong(RawValue rawInput, SettlePhase settlePhase) {
    if (ContinuedRun.isDue(longHistory())
        && Workflow.isEveryHandlerFinished()
        && settlePhase.isIdle()) {
      // Unlike search attributes, the memo is not carried over by itself.
      Workflow.continueAsNew(
          ContinueAsNewOptions.newBuilder().setMemo(wholeMemo()).build(),
          rawInput,
          ContinuedRun.write(memory));
    }
  }

  private void stop(BrowserTask task, StopPhase stopPhase, EndReason why) {
    state.stopping(why, CancellableWaits.now());
    if (!task.options().stopOnCancel()) {
      state.leaveAlone();
      return;
    }
    details.show();
    StopPhase.Stopped stopped = stopPhase.stop(memory.taskId(), why.text);
    state.stopped(stopped.outcome(), stopped.last());
    details.show();
  }

  private Map<String, Object> memo() {
    return Map.of(BrowserTaskEvidence.MEMO_KEY, state.memo());
  }

  private Map<String, Object> wholeMemo() {
    Map<String, Object> memo = new LinkedHashMap<>(memo());
    String hash = Workflow.getMemo(InputHash.MEMO_KEY, String.class, String.class);
    if (hash != null) {
      memo.put(InputHash.MEMO_KEY, hash);
    }
    return memo;
  }

  private void finishHandlers(String ending) {
    state.done = true;
    state.ending = ending;
    if (input != null) {
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
    return control(Task.Action.PAUSE, "pause the task");
  }

  @Override
  public BrowserTaskProgress resume() {
    return control(Task.Action.RESUME, "resume the task");
  }

  @Override
  public void checkPause() {
    checkControl("pause the task");
  }

  @Override
  public void checkResume() {
    checkControl("resume the task");
  }

  private void checkControl(String what) {
    BrowserTaskPhase phase = state.phase();
    String problem =
        phase == BrowserTaskPhase.STOPPING
                || phase == BrowserTaskPhase.DONE
                || memory.stopRequested
                || memory.hasEnded()
            ? "the run is ending: it is too late to " + what
            : phase == BrowserTaskPhase.CREATING
                ? "the task does not exist yet: it is too early to " + what
                : memory.controlling
                    ? "another pause or resume is under way: wait for it to " + what
                    : null;
    if (problem != null) {
      throw Failures.refusedUpdate(problem, state.evidence());
    }
  }

  private BrowserTaskProgress control(Task.Action action, String summary) {
    memory.controlling = true;
    try {
      TaskSnapshot response =
          ActivityStubs.within(CONTROL_BOUND, summary)
              .updateBrowserTask(new UpdateBrowserTaskInput(memory.taskId(), action));
      memory.controlled(action, response);
      state.notePause(CancellableWaits.now());
    } catch (ActivityFailure e) {
      throw Failures.from(e, state.evidence());
    } finally {
      memory.controlling = false;
    }
    details.show();
    return state.progress();
  }

  @Override
  public BrowserTaskProgress refresh() {
    memory.refreshes.await(state::canPoll);
    return state.progress();
  }

  @Override
  public BrowserTaskProgress stop() {
    memory.stopRequested = true;
    // Detached: who asked for the stop gets a response although somebody else cancels the run.
    Workflow.newDetachedCancellationScope(
            () -> Workflow.await(() -> state.phase() == BrowserTaskPhase.DONE))
        .run();
    return state.progress();
  }

  @Override
  public void requestStop() {
    memory.stopRequested = true;
  }

  @Override
  public void taskUpdated() {
    memory.hint = true;
  }
}
