package com.browseruse.temporal.workflows;

import com.browseruse.temporal.task.TaskMarkers;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Runs one browser task to its end. Each run has exactly one remote task, and leaves none behind:
 * if the run is cancelled, stopped, out of time or over budget, the task is stopped first.
 *
 * <p>This is the caller's view. It runs on any worker that has the {@link BrowserUsePlugin}.
 *
 * <pre>{@code
 * RunBrowserTaskWorkflow workflow =
 *     client.newWorkflowStub(
 *         RunBrowserTaskWorkflow.class,
 *         WorkflowOptions.newBuilder()
 *             .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
 *             .setWorkflowId("price-check-4711")
 *             .build());
 * BrowserTaskResult result = workflow.run(BrowserTask.of("Find the price of ..."));
 * }</pre>
 */
@WorkflowInterface
public interface RunBrowserTaskWorkflow extends RunBrowserTaskControls {
  /** The workflow type. */
  String TYPE = TaskMarkers.RUN_WORKFLOW_TYPE;

  /** The task queue that workers listen on unless told otherwise. */
  String DEFAULT_TASK_QUEUE = "browser-tasks";

  /**
   * Runs a task and tells how it ended.
   *
   * <p>What ends without a result fails with an {@link io.temporal.failure.ApplicationFailure}, of
   * which Temporal makes the cause of a {@link io.temporal.client.WorkflowFailedException} or a
   * {@link io.temporal.failure.ChildWorkflowFailure}. Its type is one of {@link
   * com.browseruse.temporal.task.FailureTypes}, its detail a {@link BrowserTaskEvidence}:
   *
   * <ul>
   *   <li>{@code InvalidRequest}, {@code UnsupportedOperation}: refused, before or by the API;
   *   <li>{@code AuthenticationFailed}, {@code InsufficientCredits}: the account cannot do it;
   *   <li>{@code TaskNotFound}, {@code SessionNotFound}, {@code SessionStopped}: what it needs is
   *       gone;
   *   <li>{@code BrowserTaskTimedOut}, {@code BudgetExceeded}: too long, or too expensive; the task
   *       was told to stop;
   *   <li>{@code BrowserTaskUnsuccessful}, {@code StructuredOutputInvalid}: with {@link
   *       BrowserTaskOptions#failUnlessSuccessful} only;
   *   <li>{@code UnexpectedResponse}, {@code ServiceUnavailable}: the API, until the time was up.
   * </ul>
   *
   * <p>A cancelled run fails with a {@link io.temporal.failure.CanceledFailure}, which has no
   * detail: what became of its task is in its memo, as {@link BrowserTaskEvidence#MEMO_KEY}.
   *
   * @param input what the task is, and what holds for the run
   * @return what came out
   */
  @WorkflowMethod(name = TYPE)
  BrowserTaskResult run(BrowserTask input);
}
