package com.browseruse.temporal.workflows.internal.reap;

import com.browseruse.temporal.workflows.reap.ReapOrphanedTasksWorkflow;
import com.browseruse.temporal.workflows.reap.ReapResult;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * The worker's view of {@link ReapOrphanedTasksWorkflow}, with raw arguments as in {@link
 * com.browseruse.temporal.workflows.internal.run.RunBrowserTaskEntry}.
 */
@WorkflowInterface
public interface ReapOrphanedTasksEntry {
  @WorkflowMethod(name = ReapOrphanedTasksWorkflow.TYPE)
  ReapResult reap(@Nullable RawValue input, @Nullable RawValue memory);

  @QueryMethod(description = "What the reaper has found, stopped and left so far.")
  ReapResult progress();
}
