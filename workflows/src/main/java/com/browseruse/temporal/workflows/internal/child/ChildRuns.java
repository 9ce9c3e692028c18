package com.browseruse.temporal.workflows.internal.child;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.internal.run.Failures;
import com.browseruse.temporal.workflows.internal.run.RunSummary;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs as children of the calling workflow, so many at once. The caller gets its answer, or its
 * cancel, when none of them is alive any more.
 */
public final class ChildRuns {
  private final CancellationScope caller = CancellationScope.current();
  private final List<BrowserTask> tasks;
  private final int atOnce;
  private final ChildWorkflowOptions options;
  private final List<ChildRun> children = new ArrayList<>();

  public ChildRuns(List<BrowserTask> tasks, int atOnce, ChildWorkflowOptions options) {
    if (tasks.isEmpty()) {
      throw ChildOptions.refused("tasks must hold at least one task");
    }
    if (atOnce < 1) {
      throw ChildOptions.refused("atOnce must be at least 1, but is " + atOnce);
    }
    this.tasks = List.copyOf(tasks);
    this.atOnce = atOnce;
    this.options = options;
  }

  /** Gives all results in the order of the tasks; the first failure ends the others. */
  public List<BrowserTaskResult> all() {
    runUntil(() -> firstFailure() != null);
    RuntimeException failure = firstFailure();
    endAll();
    if (failure != null && !caller.isCancelRequested()) {
      throw failure;
    }
    if (children.size() < tasks.size()
        || children.stream().anyMatch(child -> child.failure() != null)) {
      throw new CanceledFailure("the calling workflow was cancelled");
    }
    return children.stream().map(child -> child.result()).toList();
  }

  /** Gives the first success, which ends the others. */
  public BrowserTaskResult first() {
    runUntil(() -> winner() != null);
    ChildRun winner = winner();
    endAll();
    if (winner != null) {
      return winner.result();
    }
    if (caller.isCancelRequested()) {
      throw new CanceledFailure("the calling workflow was cancelled");
    }
    throw children.stream()
        .filter(child -> child.failure() == null)
        .findFirst()
        .map(child -> noneSucceeded(child.result()))
        .orElseGet(() -> Objects.requireNonNull(firstFailure()));
  }

  private RuntimeException noneSucceeded(BrowserTaskResult result) {
    return Failures.of(
        FailureTypes.BROWSER_TASK_UNSUCCESSFUL,
        tasks.size() == 1
            ? "the task ended with outcome " + result.outcome()
            : "none of the " + tasks.size() + " tasks succeeded",
        BrowserTaskEvidence.of(result));
  }

  private @Nullable RuntimeException firstFailure() {
    return children.stream()
        .map(ChildRun::failure)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private @Nullable ChildRun winner() {
    return children.stream().filter(ChildRun::hasSucceeded).findFirst().orElse(null);
  }

  private long alive() {
    return children.stream().filter(ChildRun::isAlive).count();
  }

  /** Starts one after the other, until all have ended, it is enough, or the caller is cancelled. */
  private void runUntil(Supplier<Boolean> isEnough) {
    Supplier<Boolean> mustEnd = () -> caller.isCancelRequested() || isEnough.get();
    for (int i = 0; i < tasks.size(); i++) {
      await(() -> alive() < atOnce || mustEnd.get());
      if (mustEnd.get()) {
        break;
      }
      start(i);
    }
    await(() -> alive() == 0 || mustEnd.get());
  }

  private void start(int index) {
    BrowserTask task = tasks.get(index);
    ChildWorkflowOptions safe = ChildOptions.of(options, RunSummary.of(task));
    if (safe.getWorkflowId() != null && tasks.size() > 1) {
      safe =
          ChildWorkflowOptions.newBuilder(safe)
              .setWorkflowId(safe.getWorkflowId() + "-" + (index + 1))
              .build();
    }
    children.add(ChildRun.start(task, safe));
  }

  private void endAll() {
    for (ChildRun child : children) {
      // Not before there is a child that can take the cancel.
      await(child::hasStarted);
      child.cancel();
    }
    await(() -> alive() == 0);
  }

  private static void await(Supplier<Boolean> condition) {
    Workflow.newDetachedCancellationScope(() -> Workflow.await(condition)).run();
  }
}
