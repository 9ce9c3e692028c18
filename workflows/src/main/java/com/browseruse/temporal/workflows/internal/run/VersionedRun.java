package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.workflows.BrowserTaskResult;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowVersioningBehavior;
import org.jspecify.annotations.Nullable;

/**
 * The run on a worker with versioning, where Temporal asks for a behavior; on any other worker it
 * refuses every task that names one.
 */
public final class VersionedRun extends RunBrowserTaskWorkflowImpl {
  @WorkflowInit
  public VersionedRun(RawValue rawInput, RawValue rawMemory, @Nullable RawValue rawRest) {
    super(rawInput, rawMemory, rawRest);
  }

  // A run must not depend on the last worker of its build: without it nobody stops its task.
  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
  public BrowserTaskResult run(RawValue rawInput, RawValue rawMemory, @Nullable RawValue rawRest) {
    return super.run(rawInput, rawMemory, rawRest);
  }
}
