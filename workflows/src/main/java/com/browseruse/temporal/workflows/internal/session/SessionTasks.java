package com.browseruse.temporal.workflows.internal.session;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopScope;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.browseruse.temporal.workflows.internal.child.ChildOptions;
import com.browseruse.temporal.workflows.internal.child.ChildRun;
import com.browseruse.temporal.workflows.internal.input.InputHash;
import com.browseruse.temporal.workflows.internal.run.CancellableWaits;
import com.browseruse.temporal.workflows.internal.run.Failures;
import com.browseruse.temporal.workflows.internal.run.RunSummary;
import com.browseruse.temporal.workflows.session.BrowserSessionTask;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tasks of a session that wait for their turn, and how one is run. Must run detached. */
final class SessionTasks {
  private final SessionMemory memory;
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /** How many tasks of updates are not over. */
  private int unfinishedUpdates;

  /**
   * One that waits.
   *
   * @param isOfInput whether it came with the input, and nobody waits for it
   */
  private record Waiting(
      String workflowId,
      BrowserTask task,
      boolean isOfInput,
      CompletablePromise<BrowserTaskResult> result) {}

  SessionTasks(SessionMemory memory) {
    this.memory = memory;
  }

  /** Adds the tasks of the input that are not over yet. */
  void addInput(List<BrowserTask> tasks) {
    String id = Workflow.getInfo().getWorkflowId();
    for (int i = memory.inputTasksOver; i < tasks.size(); i++) {
      waiting.add(new Waiting(id + "-input-" + (i + 1), tasks.get(i), true, Workflow.newPromise()));
    }
  }

  /** Adds the task of an update, and waits for its result. */
  BrowserTaskResult run(String workflowId, BrowserTask task) {
    CompletablePromise<BrowserTaskResult> result = Workflow.newPromise();
    waiting.add(new Waiting(workflowId, task, false, result));
    unfinishedUpdates++;
    try {
      return result.get();
    } finally {
      unfinishedUpdates--;
    }
  }

  int unfinishedUpdates() {
    return unfinishedUpdates;
  }

  int waiting() {
    return waiting.size();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Runs the next task to its end, or until the session must end: then it is stopped first. */
  void runNext(Supplier<Boolean> mustEnd, Supplier<String> whyItEnds, Runnable show) {
    Waiting next = waiting.remove();
    if (next.isOfInput && memory.inputTaskFailed) {
      fail(next, skipped());
      return;
    }
    memory.runningTask = next.workflowId;
    show.run();
    ChildRun run =
        ChildRun.start(
            inSession(next.task, Objects.requireNonNull(memory.sessionId)), options(next));
    Workflow.await(() -> !run.isAlive() || mustEnd.get());
    String stoppedSince = null;
    if (run.isAlive()) {
      stoppedSince = whyItEnds.get();
      show.run();
      // Gracefully: unlike one that is cancelled, the run can tell what became of its task.
      run.stop();
      Workflow.await(() -> !run.isAlive());
    }
    memory.runningTask = null;
    end(next, run, stoppedSince);
  }

  /** Fails all that wait. */
  void failAll(ApplicationFailure failure) {
    while (!waiting.isEmpty()) {
      fail(waiting.remove(), failure);
    }
  }

  static ApplicationFailure notRun(String why) {
    return Failures.of(
        FailureTypes.SESSION_STOPPED, "the task was not run, since " + why, noTask());
  }

  private static ApplicationFailure skipped() {
    return Failures.of(
        BrowserTaskException.CANCELLED,
        "the task was not run, since an earlier task of the input has failed",
        noTask());
  }

  private static BrowserTaskEvidence noTask() {
    return new SessionMemory().evidence();
  }

  static BrowserTask inSession(BrowserTask task, String sessionId) {
    return task.toBuilder().sessionId(sessionId).stopScope(StopScope.TASK).build();
  }

  private static ChildWorkflowOptions options(Waiting next) {
    ChildWorkflowOptions.Builder options =
        ChildWorkflowOptions.newBuilder()
            .setWorkflowId(next.workflowId)
            .setMemo(Map.of(InputHash.MEMO_KEY, InputHash.of(next.task)))
            .setTaskQueue(Workflow.getInfo().getTaskQueue());
    if (!next.isOfInput) {
      // What the id of the update stands for, also once this workflow has continued as new.
      options.setWorkflowIdReusePolicy(
          WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE);
    }
    return ChildOptions.of(options.build(), RunSummary.of(next.task));
  }

  private void end(Waiting task, ChildRun run, @Nullable String stoppedSince) {
    RuntimeException failure = run.failure();
    if (failure != null) {
      fail(task, failure(failure, run, task, stoppedSince));
      return;
    }
    BrowserTaskResult result = run.result();
    if (stoppedSince != null && wasStopped(result)) {
      fail(task, stopped(BrowserTaskEvidence.of(result), stoppedSince));
      return;
    }
    memory.add(
        new BrowserSessionTask(
            task.workflowId,
            result.taskId(),
            result.outcome(),
            null,
            null,
            text(result.costUsd())));
    over(task, false);
    task.result.complete(result);
  }

  private void fail(Waiting task, ApplicationFailure failure) {
    BrowserTaskEvidence evidence = evidence(failure);
    BrowserTaskResult result = evidence.result();
    memory.add(
        new BrowserSessionTask(
            task.workflowId,
            evidence.taskId(),
            result == null ? null : result.outcome(),
            failure.getType(),
            failure.getOriginalMessage(),
            text(evidence.costUsd())));
    over(task, true);
    if (task.isOfInput) {
      CancellableWaits.ignoreFailure(task.result);
    }
    task.result.completeExceptionally(failure);
  }

  private void over(Waiting task, boolean hasFailed) {
    if (task.isOfInput) {
      memory.inputTasksOver++;
      memory.inputTaskFailed |= hasFailed;
    }
  }

  private ApplicationFailure failure(
      RuntimeException end, ChildRun run, Waiting task, @Nullable String stoppedSince) {
    Throwable cause = end instanceof ChildWorkflowFailure ? end.getCause() : end;
    if (cause instanceof ApplicationFailure ours) {
      BrowserTaskEvidence evidence = evidence(ours);
      BrowserTaskResult result = evidence.result();
      if (stoppedSince != null && result != null && wasStopped(result)) {
        return stopped(evidence, stoppedSince);
      }
      memory.hasEndedByItself |=
          ours.getType().equals(FailureTypes.SESSION_STOPPED)
              || ours.getType().equals(FailureTypes.SESSION_NOT_FOUND);
      return ours;
    }
    if (run.isRefused()) {
      return Failures.of(
          FailureTypes.INVALID_REQUEST,
          "the id of the update has run its task already: its result is that of the workflow "
              + task.workflowId,
          noTask());
    }
    if (cause instanceof CanceledFailure) {
      return Failures.of(
          BrowserTaskException.CANCELLED,
          "the workflow of the task, " + task.workflowId + ", was cancelled",
          noTask());
    }
    if (cause instanceof TerminatedFailure) {
      return Failures.of(
          BrowserTaskException.TERMINATED,
          "the workflow of the task, "
              + task.workflowId
              + ", was terminated, which gives it no time to stop its task",
          noTask());
    }
    return Failures.of(
        FailureTypes.SERVICE_UNAVAILABLE,
        "the workflow of the task, " + task.workflowId + ", could not be run: " + cause,
        noTask());
  }

  private static boolean wasStopped(BrowserTaskResult result) {
    return result.outcome() == BrowserTaskOutcome.STOPPED
        || result.outcome() == BrowserTaskOutcome.UNKNOWN;
  }

  private static ApplicationFailure stopped(BrowserTaskEvidence evidence, String why) {
    return Failures.of(
        FailureTypes.SESSION_STOPPED,
        "the task was stopped with its session, since " + why,
        evidence);
  }

  private static BrowserTaskEvidence evidence(ApplicationFailure failure) {
    try {
      BrowserTaskEvidence evidence =
          failure.getDetails().getSize() == 0
              ? null
              : failure.getDetails().get(BrowserTaskEvidence.class);
      return Objects.requireNonNullElseGet(evidence, SessionTasks::noTask);
    } catch (DataConverterException e) {
      // Of somebody else's worker.
      return noTask();
    }
  }

  private static @Nullable String text(@Nullable BigDecimal usd) {
    return usd == null ? null : usd.toPlainString();
  }
}
