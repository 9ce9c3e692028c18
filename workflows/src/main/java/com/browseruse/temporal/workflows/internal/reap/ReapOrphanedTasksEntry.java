package com.browseruse.temporal.workflows.internal.reap;

import com.browseruse.temporal.workflows.ReapOrphanedTasksWorkflow;
import com.browseruse.temporal.workflows.ReapResult;
import com.browseruse.temporal.workflows.internal.run.RunBrowserTaskEntry;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * The worker's view of {@link ReapOrphanedTasksWorkflow}; callers use that one. It takes its input
 * raw, for the reason that {@link RunBrowserTaskEntry} has.
 */
@WorkflowInterface
public interface ReapOrphanedTasksEntry {

  /**
   * Reaps.
   *
   * @param input what to do, as it came
   * @param carry what the run before has left, a {@link ReapCarry}; null for the first
   * @return what it found, stopped and left
   */
  @WorkflowMethod(name = ReapOrphanedTasksWorkflow.TYPE)
  ReapResult reap(RawValue input, RawValue carry);

  /**
   * Tells how far it is.
   *
   * @return what it found, stopped and left so far
   */
  @QueryMethod(description = "What the reaper has found, stopped and left so far.")
  ReapResult progress();
}
