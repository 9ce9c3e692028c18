package com.browseruse.temporal.workflows.reap;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Stops remote tasks that no workflow owns any more: those of runs that were terminated, timed out
 * by Temporal, reset or lost. They go on and cost money, and no code of a run can see them.
 *
 * <p>It reads every remote task with our markers for its namespace, asks Temporal who owns it (see
 * {@link com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict}), and stops it if
 * surely nobody does. So it does with the sessions of {@code RunBrowserSessionWorkflow}s that have
 * ended. Unless told to {@code apply}, it only tells what it would stop.
 *
 * <p>Two Temporal servers that share the name of a namespace must not share a project of Browser
 * Use Cloud, or each takes the other's tasks for orphans.
 */
@WorkflowInterface
public interface ReapOrphanedTasksWorkflow {
  /** The workflow type. */
  String TYPE = "ReapOrphanedTasksWorkflow";

  /**
   * The id to start it under, so that there is one at a time. That of a schedule has the time added
   * to its id, and may run beside it without harm.
   */
  String WORKFLOW_ID = "browser-task-reaper";

  /** Reaps, and tells what it found, stopped and left; null is a dry run with the defaults. */
  @WorkflowMethod(name = TYPE)
  ReapResult reap(ReapInput input);

  /** {@return what it found, stopped and left so far} */
  @QueryMethod(description = "What the reaper has found, stopped and left so far.")
  ReapResult progress();
}
