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

  /** Runs a task and tells how it ended. */
  @WorkflowMethod(name = TYPE)
  BrowserTaskResult run(BrowserTask input);
}
