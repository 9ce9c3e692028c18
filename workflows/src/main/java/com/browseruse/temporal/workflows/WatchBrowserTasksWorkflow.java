package com.browseruse.temporal.workflows;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Watches the remote tasks of a whole task queue by one list, so that their runs hardly poll: it
 * sends each run the signal {@code taskUpdated} when its task is no longer alive. It goes on for
 * ever, continuing as new. Workers with the {@link BrowserUsePlugin} start it, so that nobody else
 * need to; one that was terminated or cancelled is back within minutes.
 *
 * <p>What it sends are hints, which carry no truth: a run looks for itself, and looks now and then
 * without any.
 */
@WorkflowInterface
public interface WatchBrowserTasksWorkflow {
  /** The workflow type. */
  String TYPE = "WatchBrowserTasksWorkflow";

  /** {@return the id of the one watcher of a task queue} */
  static String idOf(String taskQueue) {
    return "browser-tasks-watcher:" + taskQueue;
  }

  /** Watches until it is cancelled or terminated. */
  @WorkflowMethod(name = TYPE)
  void watch();
}
