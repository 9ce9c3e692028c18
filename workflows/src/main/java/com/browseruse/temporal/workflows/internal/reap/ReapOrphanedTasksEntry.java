package com.browseruse.temporal.workflows.internal.reap;

import com.browseruse.temporal.workflows.ReapOrphanedTasksWorkflow;
import com.browseruse.temporal.workflows.ReapResult;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * The worker's view of {@link ReapOrphanedTasksWorkflow}; callers use that one. It takes its input
 * raw, since a failure of the data converter would retry the workflow task for ever; and a {@link
 * ReapMemory}, if it continues as new.
 */
@WorkflowInterface
public interface ReapOrphanedTasksEntry {

  @WorkflowMethod(name = ReapOrphanedTasksWorkflow.TYPE)
  ReapResult reap(@Nullable RawValue input, @Nullable RawValue memory);

  @QueryMethod(description = "What the reaper has found, stopped and left so far.")
  ReapResult progress();
}
