package com.browseruse.temporal.workflows.internal.batch;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.internal.child.ChildOptions;
import com.browseruse.temporal.workflows.internal.child.ChildRun;
import com.browseruse.temporal.workflows.internal.input.InputHash;
import com.browseruse.temporal.workflows.internal.json.RawJson;
import com.browseruse.temporal.workflows.internal.run.ActivityStubs;
import com.browseruse.temporal.workflows.internal.run.Failures;
import com.browseruse.temporal.workflows.internal.run.RunSummary;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A part of a batch: starts its lines while it has slots and its history has room. */
public class BatchPartImpl implements BatchPartEntry {
  /** No history gets longer. */
  private static final long MOST_EVENTS = 3_900;

  /** From its start on a run costs so many: the child, its end, a slot that is handed over. */
  private static final int EVENTS_OF_A_RUN = 19;

  /** Temporal ends a workflow whose history has 50 MiB. */
  private static final long MOST_BYTES = 40_000_000;

  /** So much is started before the first of it is known to have been: a response has 4 MiB. */
  private static final int BYTES_AT_ONCE = 1_000_000;

  private static final Duration KEEP = Duration.ofMinutes(10);
  private static final Duration KEEP_BOUND = Duration.ofMinutes(30);

  private final PartJson.Input input;
  private final Map<String, BrowserTask> unstarted;
  private final Map<String, ChildRun> running = new LinkedHashMap<>();

  /** Of the lines that run, how many bytes their results may have at most. */
  private final Map<String, Integer> expected = new LinkedHashMap<>();

  private final KnownRuns known;
  private final PartReports reports;
  private @Nullable String results;
  private PartJson.Order order;
  private int slots;

  /** Whether it starts no further line. */
  private boolean closed;

  private boolean handingOver;
  private boolean stopped;
  private int bytesAtOnce;
  private @Nullable ChildRun pace;

  @WorkflowInit
  public BatchPartImpl(RawValue raw) {
    PartJson.Input read = RawJson.readOrNull(raw, PartJson.Input.class);
    input = read == null || read.lines() == null ? PartJson.Input.NONE : read;
    unstarted = new LinkedHashMap<>(input.lines());
    order = input.order();
    slots = input.slots();
    reports = new PartReports(input);
    known = new KnownRuns(input.batchId());
  }

  long mostEvents() {
    return MOST_EVENTS;
  }

  @Override
  public void order(RawValue raw) {
    PartJson.Order read = RawJson.readOrNull(raw, PartJson.Order.class);
    order = read == null ? order : read;
  }

  @Override
  public void slots(RawValue raw) {
    Integer read = RawJson.readOrNull(raw, Integer.class);
    slots += read == null ? 0 : read;
  }

  @Override
  public RawValue run(RawValue raw) {
    if (input == PartJson.Input.NONE) {
      throw Failures.of(
          FailureTypes.INVALID_REQUEST, "a part is started by its batch: start the batch itself");
    }
    CancellationScope workflow = CancellationScope.current();
    Workflow.newDetachedCancellationScope(() -> runDetached(workflow)).run();
    if (workflow.isCancelRequested()) {
      throw new CanceledFailure("the batch was cancelled");
    }
    return RawJson.of(new PartJson.End(slots, results));
  }

  private void runDetached(CancellationScope workflow) {
    while (!workflow.isCancelRequested() && !isOver()) {
      closeIfFull();
      while (canStart()) {
        startNext();
        closeIfFull();
      }
      stopIfTold();
      handOver();
      if (mustReport()) {
        reports.send(unstarted, closed);
      }
      Workflow.await(() -> workflow.isCancelRequested() || isOver() || isDue());
    }
    if (workflow.isCancelRequested()) {
      cancel();
    } else if (!reports.ended().isEmpty()) {
      results = keep();
    }
  }

  /** Has the artifact store, if there is one, keep the results beyond Temporal's retention. */
  private @Nullable String keep() {
    String name = BatchIds.nameOfPart(Workflow.getInfo().getWorkflowId());
    try {
      RawValue response =
          ActivityStubs.stub(
                  BatchActivities.class,
                  ActivityStubs.options(KEEP, KEEP_BOUND),
                  "keep the results of %d lines".formatted(reports.ended().size()))
              .keepBrowserTaskBatchResults(
                  RawJson.of(new BatchActivities.Keep(input.batchId(), name, reports.ended())));
      return RawJson.read(response, BatchActivities.Kept.class).uri();
    } catch (ActivityFailure e) {
      // The runs still have their results.
      return null;
    }
  }

  private boolean isOver() {
    return closed && running.isEmpty() && reports.isComplete() && !handingOver;
  }

  private boolean isDue() {
    return canStart() || !closed && mustClose() || mustStop() || canHandOver() || mustReport();
  }

  private boolean canStart() {
    return !closed
        && order.ending() == null
        && !order.paused()
        && slots > 0
        && !unstarted.isEmpty()
        && !known.isSearching()
        && !reports.isAtLimit()
        && (pace == null || pace.hasStarted());
  }

  private boolean mustClose() {
    long events = Workflow.getInfo().getHistoryLength();
    long bytes = Workflow.getInfo().getHistorySize();
    int results = expected.values().stream().mapToInt(Integer::intValue).sum();
    return order.ending() != null
        || unstarted.isEmpty() && !known.isSearching()
        || events + (long) EVENTS_OF_A_RUN * (running.size() + 1) > mostEvents()
        || !running.isEmpty() && bytes + results > MOST_BYTES;
  }

  private void closeIfFull() {
    closed |= mustClose();
  }

  private void startNext() {
    Map.Entry<String, BrowserTask> next = unstarted.entrySet().iterator().next();
    unstarted.remove(next.getKey());
    start(
        next.getKey(),
        next.getValue(),
        // What has a result keeps it.
        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY);
    slots--;
  }

  private void start(String id, BrowserTask task, WorkflowIdReusePolicy reuse) {
    ChildWorkflowOptions options =
        ChildWorkflowOptions.newBuilder()
            .setWorkflowId(BatchIds.ofLine(input.batchId(), id))
            .setWorkflowIdReusePolicy(reuse)
            .setTaskQueue(Workflow.getInfo().getTaskQueue())
            .setMemo(Map.of(InputHash.MEMO_KEY, InputHash.of(task)))
            .build();
    ChildRun run = ChildRun.start(task, ChildOptions.of(options, RunSummary.of(task)));
    running.put(id, run);
    expected.put(id, task.options().maxInlineOutput());
    run.whenEnded(() -> ended(id, task, run));
    bytesAtOnce += task.toJson().length();
    if (bytesAtOnce > BYTES_AT_ONCE) {
      bytesAtOnce = 0;
      pace = run;
    }
  }

  private void ended(String id, BrowserTask task, ChildRun run) {
    expected.remove(id);
    if (!run.isRefused()) {
      settle(id, LineEnds.of(id, run));
    } else if (known.isOver()) {
      settle(id, LineEnds.notWaitedFor(id));
    } else {
      // It keeps its slot until it is known what there is.
      known.refused(id, task);
      if (!known.isActive()) {
        Async.procedure(() -> known.search(unstarted, new Verdicts()));
      }
    }
  }

  private void settle(String id, BatchJson.Line line) {
    running.remove(id);
    slots++;
    reports.add(line);
  }

  /** What becomes of lines that have run before, whether they were started here or not yet. */
  private final class Verdicts implements KnownRuns.Judge {
    @Override
    public void ended(String id, BatchJson.Line line) {
      if (running.containsKey(id)) {
        settle(id, line);
      } else if (!closed && unstarted.remove(id) != null) {
        reports.add(line);
      }
    }

    @Override
    public void start(String id, WorkflowIdReusePolicy reuse) {
      if (running.containsKey(id)) {
        BatchPartImpl.this.start(id, Objects.requireNonNull(input.lines().get(id)), reuse);
      }
    }
  }

  private boolean mustStop() {
    return order.ending() == PartJson.Ending.STOP && !stopped;
  }

  private void stopIfTold() {
    if (mustStop()) {
      stopped = true;
      known.end();
      settleRefused();
      running.values().forEach(ChildRun::stop);
    }
  }

  private boolean canHandOver() {
    return reports.toldClosed() && slots > 0 && order.next() != null && !handingOver;
  }

  /** Gives the slots that are free to the part that starts lines now. */
  private void handOver() {
    if (!canHandOver()) {
      return;
    }
    handingOver = true;
    int given = slots;
    slots = 0;
    String next = order.next();
    Async.procedure(
            () ->
                Workflow.newUntypedExternalWorkflowStub(next)
                    .signal(BatchPartEntry.SLOTS, RawJson.of(given)))
        .handle(
            (done, failure) -> {
              handingOver = false;
              if (failure != null) {
                // It is over: the batch says who is next, or gets the slots in the end.
                slots += given;
                if (Objects.equals(next, order.next())) {
                  order = new PartJson.Order(order.paused(), order.ending(), null);
                }
              }
              return null;
            });
  }

  private boolean mustReport() {
    boolean hasStarted = unstarted.size() < input.lines().size() && !canStart();
    return reports.isDue(hasStarted, closed, running.isEmpty());
  }

  /** Cancels all runs, waits until none is alive, and tells the batch how they ended. */
  private void cancel() {
    closed = true;
    known.end();
    for (ChildRun run : List.copyOf(running.values())) {
      Workflow.await(run::hasStarted);
      run.cancel();
    }
    Workflow.await(
        () -> running.values().stream().noneMatch(ChildRun::isAlive) && !reports.isSending());
    settleRefused();
    reports.send(unstarted, true);
    Workflow.await(() -> !reports.isSending());
  }

  /** Ends the lines that wait for an earlier run of theirs. */
  private void settleRefused() {
    for (Map.Entry<String, ChildRun> line : List.copyOf(running.entrySet())) {
      if (!line.getValue().isAlive()) {
        settle(line.getKey(), LineEnds.notWaitedFor(line.getKey()));
      }
    }
  }
}
