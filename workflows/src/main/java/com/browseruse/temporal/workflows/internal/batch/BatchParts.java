package com.browseruse.temporal.workflows.internal.batch;

import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.internal.json.RawJson;
import com.browseruse.temporal.workflows.internal.run.CancellableWaits;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.ChildWorkflowStub;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a batch that are open, and where its slots are: each is here, or in one part. The
 * newest part starts lines; those before it only wait for what they have started.
 */
final class BatchParts {
  /** A part takes no more lines than this; how many it really starts, its history decides. */
  private static final int MOST_LINES = 300;

  private static final int MOST_BYTES = 400_000;

  /** How many reports a batch gets because of the number of lines, and how many for each limit. */
  private static final int REPORTS = 400;

  private static final int LIMIT_REPORTS = 50;

  private final BatchMemory memory;
  private final List<Part> open = new ArrayList<>();
  private int slots;
  private int opened;

  BatchParts(BatchMemory memory) {
    this.memory = memory;
    this.slots = memory.concurrency();
  }

  /** A part as the batch sees it. */
  private static final class Part {
    final int number;
    final String id;
    final ChildWorkflowStub stub;
    final CancellationScope scope;
    final Promise<PartJson.End> end;
    PartJson.Order order;
    int unstarted;

    /** Whether it starts further lines. */
    boolean starts = true;

    boolean started;

    Part(PartJson.Input input, ChildWorkflowOptions options) {
      number = input.number();
      id = options.getWorkflowId();
      order = input.order();
      unstarted = input.lines().size();
      stub = Workflow.newUntypedChildWorkflowStub(BatchPartEntry.TYPE, options);
      CompletablePromise<PartJson.End> end = Workflow.newPromise();
      scope =
          Workflow.newDetachedCancellationScope(
              () ->
                  end.completeFrom(
                      stub.executeAsync(RawValue.class, RawJson.of(input))
                          .thenApply(raw -> RawJson.read(raw, PartJson.End.class))));
      this.end = end;
      scope.run();
      stub.getExecution()
          .handle(
              (execution, failure) -> {
                started = failure == null;
                return null;
              });
    }

    boolean isAlive() {
      return !end.isCompleted();
    }
  }

  /** Takes the report of a part that is open. */
  void report(PartJson.Report report) {
    for (Part part : open) {
      if (part.number == report.number()) {
        part.unstarted = report.unstarted();
        if (report.rest() != null && part.starts) {
          part.starts = false;
          memory.takeBack(report.rest());
        }
        count();
        report.ended().forEach(line -> memory.ended(line, CancellableWaits.now()));
      }
    }
  }

  private void count() {
    memory.waitingInParts =
        open.stream().filter(part -> part.starts).mapToInt(part -> part.unstarted).sum();
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** Whether {@link #act} has something to do. */
  boolean isDue() {
    return needsPart()
        || open.stream().anyMatch(part -> !part.isAlive() || isDue(part))
        || slots > 0 && newest() != null && newest().starts && newest().started;
  }

  private boolean isDue(Part part) {
    return part.started && !part.order.equals(order(part));
  }

  private boolean needsPart() {
    return !memory.queue.isEmpty() && memory.stop == null && (newest() == null || !newest().starts);
  }

  private @Nullable Part newest() {
    return open.isEmpty() ? null : open.get(open.size() - 1);
  }

  private PartJson.Order order(Part part) {
    Part newest = newest();
    String next = newest != null && newest != part && newest.started ? newest.id : null;
    return new PartJson.Order(memory.paused, memory.ending(), next);
  }

  /** Takes leave of parts that are over, opens one that is needed, and tells all what to do. */
  void act() {
    for (Iterator<Part> parts = open.iterator(); parts.hasNext(); ) {
      Part part = parts.next();
      if (!part.isAlive()) {
        parts.remove();
        PartJson.End end = part.end.get();
        slots += end.slots();
        memory.keep(end.results());
      }
    }
    count();
    if (needsPart()) {
      open();
    }
    for (Part part : List.copyOf(open)) {
      if (isDue(part)) {
        part.order = order(part);
        tell(part, BatchPartEntry.ORDER, part.order);
      }
    }
    Part newest = newest();
    if (slots > 0 && newest != null && newest.starts && newest.started) {
      int given = slots;
      slots = 0;
      if (!tell(newest, BatchPartEntry.SLOTS, given)) {
        slots += given;
      }
    }
  }

  /** Whether a part has got a signal; one that ends at the same time gets no more. */
  private static boolean tell(Part part, String signal, Object value) {
    try {
      part.stub.signal(signal, RawJson.of(value));
      return true;
    } catch (TemporalFailure e) {
      return false;
    }
  }

  private void open() {
    Map<String, BrowserTask> lines = new LinkedHashMap<>();
    int bytes = 0;
    for (Map.Entry<String, BrowserTask> line : memory.queue.entrySet()) {
      bytes += line.getValue().toJson().length();
      if (lines.size() == MOST_LINES || !lines.isEmpty() && bytes > MOST_BYTES) {
        break;
      }
      lines.put(line.getKey(), line.getValue());
    }
    memory.queue.keySet().removeAll(lines.keySet());
    String batchId = Workflow.getInfo().getWorkflowId();
    opened++;
    PartJson.Input input =
        new PartJson.Input(
            batchId,
            opened,
            lines,
            slots,
            new PartJson.Order(memory.paused, null, null),
            Math.max(1, (memory.total() + REPORTS - 1) / REPORTS),
            memory.limits.maxFailures() == null
                ? null
                : Math.max(1, memory.limits.maxFailures() / LIMIT_REPORTS),
            memory.limits.maxCostUsd() == null
                ? null
                : memory
                    .limits
                    .maxCostUsd()
                    .divide(BigDecimal.valueOf(LIMIT_REPORTS), 6, RoundingMode.HALF_UP),
            memory.failuresLeft(),
            memory.costLeftUsd(),
            memory.resultBytes());
    slots = 0;
    open.add(
        new Part(
            input,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(BatchIds.ofPart(batchId, opened))
                .setTaskQueue(Workflow.getInfo().getTaskQueue())
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setStaticSummary("part %d of a batch".formatted(opened))
                .build()));
    count();
  }

  /** Cancels all parts, and waits until none of their runs is alive. */
  void cancel() {
    for (Part part : open) {
      Workflow.await(() -> part.started || !part.isAlive());
      if (part.isAlive()) {
        part.scope.cancel();
      }
    }
    Workflow.await(() -> open.stream().noneMatch(Part::isAlive));
    // That they were cancelled is no news.
    open.forEach(part -> part.end.handle((end, failure) -> null));
    open.clear();
    count();
  }
}
