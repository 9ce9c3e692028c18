package com.browseruse.temporal.workflows.internal.batch;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchLine;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchResult;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchStop;
import com.browseruse.temporal.workflows.internal.input.InputReader;
import com.browseruse.temporal.workflows.internal.json.RawJson;
import com.browseruse.temporal.workflows.internal.run.CancellableWaits;
import com.browseruse.temporal.workflows.internal.run.Failures;
import com.browseruse.temporal.workflows.internal.run.Words;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The batch: its handlers, and its way from the first line to the last. */
public class RunBrowserTaskBatchWorkflowImpl implements BatchEntry {
  /** How many ends of lines one query gives. */
  private static final int LINES_AT_ONCE = 1_000;

  /** A caller that adds lines does nothing else. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final BatchMemory memory;
  private final BatchParts parts;
  private final @Nullable RuntimeException refusal;

  /** Before the first handler, which may add to what is read here. */
  @WorkflowInit
  public RunBrowserTaskBatchWorkflowImpl(RawValue rawInput, @Nullable RawValue rawRest) {
    BatchMemory read = new BatchMemory(BatchJson.Limits.NONE);
    RuntimeException problem = null;
    try {
      BatchJson.Input input = BatchReader.read(rawInput, 0);
      if (!InputReader.isNone(rawRest)) {
        throw new IllegalArgumentException(
            "input must be one JSON object, without a second argument");
      }
      read = new BatchMemory(input.limits());
      read.add(input);
    } catch (IllegalArgumentException e) {
      problem = refused(e);
    }
    memory = read;
    parts = new BatchParts(memory);
    refusal = problem;
  }

  private static RuntimeException refused(IllegalArgumentException e) {
    return Failures.of(FailureTypes.INVALID_REQUEST, String.valueOf(e.getMessage()));
  }

  @Override
  public BrowserTaskBatchResult run(RawValue rawInput, @Nullable RawValue rawRest) {
    if (refusal != null) {
      throw refusal;
    }
    CancellationScope workflow = CancellationScope.current();
    Workflow.newDetachedCancellationScope(() -> runDetached(workflow)).run();
    return new BrowserTaskBatchResult(memory.result());
  }

  private void runDetached(CancellationScope workflow) {
    show();
    try {
      collect(workflow);
      memory.begin(CancellableWaits.now());
      while (!isOver() && !workflow.isCancelRequested()) {
        parts.act();
        show();
        Workflow.await(() -> workflow.isCancelRequested() || isOver() || parts.isDue());
      }
    } catch (TemporalFailure e) {
      end(workflow);
      throw failed(e, workflow);
    }
    end(workflow);
    if (workflow.isCancelRequested()) {
      throw cancelled();
    }
  }

  private static CanceledFailure cancelled() {
    return new CanceledFailure("the batch was cancelled");
  }

  private boolean isOver() {
    return parts.isEmpty() && (memory.queue.isEmpty() || memory.stop != null);
  }

  /** Waits for the last lines. */
  private void collect(CancellationScope workflow) {
    while (memory.collecting && memory.stop == null && !workflow.isCancelRequested()) {
      int before = memory.total();
      Duration patience = PATIENCE;
      CancellationScope wait =
          Workflow.newCancellationScope(
              () -> {
                Promise<Void> timer =
                    Workflow.newTimer(
                        patience,
                        TimerOptions.newBuilder().setSummary("wait for further lines").build());
                timer.handle((fired, cancelled) -> null);
                Workflow.await(
                    () ->
                        timer.isCompleted()
                            || !memory.collecting
                            || memory.stop != null
                            || workflow.isCancelRequested());
              });
      wait.run();
      wait.cancel();
      if (memory.collecting
          && memory.stop == null
          && !workflow.isCancelRequested()
          && memory.total() == before) {
        throw Failures.of(
            FailureTypes.INVALID_REQUEST,
            "further lines were announced (more), but none came for " + Words.time(PATIENCE));
      }
    }
  }

  /** A part is gone with what it knew: the next run of the batch finds out what is missing. */
  private TemporalFailure failed(TemporalFailure failure, CancellationScope workflow) {
    if (workflow.isCancelRequested()) {
      return cancelled();
    }
    return failure instanceof ChildWorkflowFailure part
        ? Failures.of(
            FailureTypes.UNEXPECTED_RESPONSE,
            "the part %s of the batch has ended (%s): run the batch again to do what is missing"
                .formatted(part.getExecution().getWorkflowId(), cause(part)),
            progress())
        : failure;
  }

  private static String cause(ChildWorkflowFailure failure) {
    return failure.getCause() == null
        ? "unknown"
        : failure.getCause().getClass().getSimpleName().replace("Failure", "");
  }

  private void end(CancellationScope workflow) {
    parts.cancel();
    if (workflow.isCancelRequested()) {
      memory.stop(BrowserTaskBatchStop.CANCELLED);
    }
    memory.done = true;
    show();
    Workflow.upsertMemo(
        Map.of(BrowserTaskBatchResult.MEMO_KEY, new BrowserTaskBatchResult(memory.report())));
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  private void show() {
    Workflow.setCurrentDetails(BatchDetails.markdown(memory));
  }

  @Override
  public void report(RawValue report) {
    PartJson.Report read = RawJson.readOrNull(report, PartJson.Report.class);
    if (read != null) {
      parts.report(read);
      show();
    }
  }

  @Override
  public BrowserTaskBatchResult progress() {
    return new BrowserTaskBatchResult(memory.report());
  }

  @Override
  public List<BrowserTaskBatchLine> lines(int from) {
    return memory.lines(from, LINES_AT_ONCE);
  }

  @Override
  public BrowserTaskBatchResult addTasks(RawValue lines) {
    try {
      memory.add(BatchReader.read(lines, memory.total()));
    } catch (IllegalArgumentException e) {
      throw refused(e);
    }
    show();
    return progress();
  }

  @Override
  public void checkAddTasks(RawValue lines) {
    if (!memory.collecting) {
      throw tooLate("the batch has all its lines: it is too late to add any");
    }
  }

  @Override
  public BrowserTaskBatchResult pause() {
    memory.paused = true;
    show();
    return progress();
  }

  @Override
  public BrowserTaskBatchResult resume() {
    memory.paused = false;
    show();
    return progress();
  }

  @Override
  public void checkPause() {
    checkControl("pause");
  }

  @Override
  public void checkResume() {
    checkControl("resume");
  }

  private void checkControl(String what) {
    if (memory.done || memory.stop != null) {
      throw tooLate("the batch is ending: it is too late to " + what + " it");
    }
  }

  private RuntimeException tooLate(String sentence) {
    return Failures.refusedUpdate(sentence, progress());
  }

  @Override
  public BrowserTaskBatchResult stop() {
    requestStop();
    // Detached: who asked for the stop gets a response although somebody else cancels the batch.
    Workflow.newDetachedCancellationScope(() -> Workflow.await(() -> memory.done)).run();
    return progress();
  }

  @Override
  public void requestStop() {
    memory.stop(BrowserTaskBatchStop.REQUESTED);
  }
}
