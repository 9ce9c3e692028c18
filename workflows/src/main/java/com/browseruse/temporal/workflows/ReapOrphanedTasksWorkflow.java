package com.browseruse.temporal.workflows;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Stops remote tasks of ours that no workflow owns any more: those of runs that were terminated,
 * that ran into a time-out of Temporal, that were reset or lost. They go on and cost money, and no
 * code of a run can see them.
 *
 * <p>It reads every remote task that carries our markers for the namespace it runs in, asks
 * Temporal who owns it (see {@link
 * com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict}), and stops it if surely
 * nobody does. Unless told to {@code apply}, it only tells what it would stop.
 *
 * <p>Namespaces are told apart by their names: two Temporal servers that share a name must not
 * share a project of Browser Use Cloud, or each takes the other's tasks for orphans.
 *
 * <p>This is the caller's view. It runs on any worker that has the {@link BrowserUsePlugin}.
 */
@WorkflowInterface
public interface ReapOrphanedTasksWorkflow {

  /** The workflow type. */
  String TYPE = "ReapOrphanedTasksWorkflow";

  /**
   * The id under which the reaper is meant to be started, so that there is one at a time. One that
   * a schedule starts has the time added to its id by Temporal, and may run beside it: both ask for
   * the owner of a task before they stop it, so that this does no harm.
   */
  String WORKFLOW_ID = "browser-task-reaper";

  /**
   * Reaps, and tells what it found, stopped and left.
   *
   * @param input what to do; null for a dry run with the defaults
   */
  @WorkflowMethod(name = TYPE)
  ReapResult reap(ReapInput input);

  /** {@return what it found, stopped and left so far} */
  @QueryMethod(description = "What the reaper has found, stopped and left so far.")
  ReapResult progress();
}
