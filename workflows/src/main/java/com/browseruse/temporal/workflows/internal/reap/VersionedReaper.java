package com.browseruse.temporal.workflows.internal.reap;

import com.browseruse.temporal.workflows.reap.ReapResult;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.WorkflowVersioningBehavior;
import org.jspecify.annotations.Nullable;

/** The reaper on a worker with versioning. */
public final class VersionedReaper extends ReapOrphanedTasksWorkflowImpl {
  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
  public ReapResult reap(@Nullable RawValue rawInput, @Nullable RawValue rawMemory) {
    return super.reap(rawInput, rawMemory);
  }
}
