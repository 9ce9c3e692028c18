package com.browseruse.temporal.workflows.internal.batch;

import com.browseruse.temporal.workflows.internal.json.RawJson;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a part tells the batch, and when: seldom enough for the history of the batch, and soon
 * enough for its limits. One report is under way at a time, so that they arrive in order.
 */
final class PartReports {
  private final PartJson.Input input;
  private final List<BatchJson.Line> untold = new ArrayList<>();
  private final List<BatchJson.Line> ended = new ArrayList<>();
  private int resultBytes;
  private int failures;
  private BigDecimal costUsd = BigDecimal.ZERO;
  private boolean isSending;
  private boolean toldStarted;
  private boolean toldClosed;

  PartReports(PartJson.Input input) {
    this.input = input;
    this.resultBytes = input.resultBytes();
  }

  void add(BatchJson.Line line) {
    failures += line.outcome() == null ? 1 : 0;
    costUsd = line.ranBefore() ? costUsd : costUsd.add(LineEnds.cost(line));
    BatchJson.Line bare = LineEnds.withoutResult(line);
    ended.add(bare);
    resultBytes -= line.result() == null ? 0 : line.result().toJson().length();
    untold.add(resultBytes < 0 ? bare : line);
  }

  /** All lines that have ended, without their results. */
  List<BatchJson.Line> ended() {
    return ended;
  }

  /** Whether the batch is about to end because of what has ended here. */
  boolean isAtLimit() {
    return input.failuresLeft() != null && failures >= input.failuresLeft()
        || input.costLeftUsd() != null && costUsd.compareTo(input.costLeftUsd()) > 0;
  }

  /** Whether the batch was told that this part starts no more. */
  boolean toldClosed() {
    return toldClosed;
  }

  boolean isSending() {
    return isSending;
  }

  boolean isComplete() {
    return toldClosed && untold.isEmpty() && !isSending;
  }

  /**
   * Whether it is time for a report.
   *
   * @param hasStarted whether as many lines have been started as can be for now
   * @param isClosed whether no further line is started
   * @param isIdle whether no line runs
   */
  boolean isDue(boolean hasStarted, boolean isClosed, boolean isIdle) {
    if (isSending) {
      return false;
    }
    return isClosed && !toldClosed
        // The first end may be hours away.
        || !toldStarted && hasStarted
        || !untold.isEmpty() && (isClosed && isIdle || isAtLimit())
        || untold.size() >= input.reportEvery()
        || input.reportFailures() != null && untoldFailures() >= input.reportFailures()
        || input.reportCostUsd() != null && untoldCost().compareTo(input.reportCostUsd()) >= 0;
  }

  private long untoldFailures() {
    return untold.stream().filter(line -> line.outcome() == null).count();
  }

  private BigDecimal untoldCost() {
    return untold.stream().map(LineEnds::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Tells what has happened since the last report. */
  void send(Map<String, ?> unstarted, boolean isClosed) {
    isSending = true;
    toldStarted = true;
    toldClosed = isClosed;
    List<String> rest = isClosed ? List.copyOf(unstarted.keySet()) : null;
    PartJson.Report report =
        new PartJson.Report(input.number(), unstarted.size(), rest, List.copyOf(untold));
    untold.clear();
    Async.procedure(() -> signal(report))
        .handle(
            (done, failure) -> {
              // The batch is over: a report that nobody takes is no reason to fail.
              isSending = false;
              return null;
            });
  }

  private static void signal(PartJson.Report report) {
    String batchId = Workflow.getInfo().getParentWorkflowId().orElseThrow();
    String runId = Workflow.getInfo().getParentRunId().orElseThrow();
    Workflow.newUntypedExternalWorkflowStub(
            WorkflowExecution.newBuilder().setWorkflowId(batchId).setRunId(runId).build())
        .signal(BatchEntry.REPORT, RawJson.of(report));
  }
}
