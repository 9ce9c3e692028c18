package com.browseruse.temporal.workflows.internal.child;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.internal.run.Failures;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.ChildWorkflowStub;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * One run as a child, in a scope of its own, so that a cancel of the caller can wait until there is
 * something to cancel.
 */
public final class ChildRun {
  private final ChildWorkflowStub stub;
  private final CancellationScope scope;
  private final Promise<?> started;
  private final Promise<BrowserTaskResult> result;

  private ChildRun(BrowserTask task, ChildWorkflowOptions options) {
    stub = Workflow.newUntypedChildWorkflowStub(RunBrowserTaskWorkflow.TYPE, options);
    CompletablePromise<BrowserTaskResult> end = Workflow.newPromise();
    scope =
        Workflow.newDetachedCancellationScope(
            () ->
                end.completeFrom(
                    stub.executeAsync(RawValue.class, task).thenApply(ChildRun::read)));
    result = end;
    scope.run();
    // Temporal warns of failures that nobody reads; that of the result says the same.
    started = stub.getExecution().handle((execution, failure) -> execution);
  }

  /** Starts a run; the options are those of {@link ChildOptions}. */
  public static ChildRun start(BrowserTask task, ChildWorkflowOptions options) {
    return new ChildRun(task, options);
  }

  /** Past the data converter, which would cut the digits of the numbers in a structured output. */
  public static BrowserTaskResult read(RawValue result) {
    try {
      return BrowserTaskResult.fromJson(result.getPayload().getData().toStringUtf8());
    } catch (IllegalArgumentException e) {
      throw Failures.of(
          FailureTypes.UNEXPECTED_RESPONSE,
          "the run must end with the JSON of a BrowserTaskResult");
    }
  }

  public boolean isAlive() {
    return !result.isCompleted();
  }

  /** Whether there is a child that can take a cancel, or none any more. */
  public boolean hasStarted() {
    return started.isCompleted() || !isAlive();
  }

  /** How it ended; of one that is alive or has failed there is none. */
  public BrowserTaskResult result() {
    return result.get();
  }

  /** What the run failed with, as its caller wants to catch it: with its type at the top. */
  public @Nullable RuntimeException failure() {
    RuntimeException failure = isAlive() ? null : result.getFailure();
    return failure instanceof ChildWorkflowFailure child
            && child.getCause() instanceof ApplicationFailure cause
        ? cause
        : failure;
  }

  /** Whether Temporal has refused to start it, since its id has a run already. */
  public boolean isRefused() {
    return failure() instanceof ChildWorkflowFailure child
        && child.getCause() instanceof WorkflowExecutionAlreadyStarted;
  }

  boolean hasSucceeded() {
    return !isAlive()
        && result.getFailure() == null
        && result.get().outcome() == BrowserTaskOutcome.SUCCEEDED;
  }

  /** Has something done at the end of the run, however it ends. */
  public void whenEnded(Runnable action) {
    result.handle(
        (value, failure) -> {
          action.run();
          return null;
        });
  }

  /** Cancels it; not before it has started. */
  public void cancel() {
    if (isAlive()) {
      scope.cancel();
    }
  }

  /** Has its task stopped, so that it ends with a result. */
  public void stop() {
    // By its id alone: the child's stub names its first run, which may have continued as new. The
    // run may end first.
    Async.procedure(
            () ->
                Workflow.newUntypedExternalWorkflowStub(stub.getExecution().get().getWorkflowId())
                    .signal("stop"))
        .handle((nothing, failure) -> null);
  }
}
