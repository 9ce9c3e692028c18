package com.browseruse.temporal.workflows.internal.watch;

import io.temporal.common.VersioningBehavior;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.WorkflowVersioningBehavior;
import org.jspecify.annotations.Nullable;

/** The watcher on a worker with versioning. */
public final class VersionedWatcher extends WatchBrowserTasksWorkflowImpl {
  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
  public void watch(@Nullable RawValue rawMemory) {
    super.watch(rawMemory);
  }
}
