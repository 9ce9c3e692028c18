package com.browseruse.temporal.workflows.internal.batch;

import com.browseruse.temporal.workflows.batch.BrowserTaskBatchResult;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowVersioningBehavior;
import org.jspecify.annotations.Nullable;

/** The batch on a worker with versioning. */
public final class VersionedBatch extends RunBrowserTaskBatchWorkflowImpl {
  @WorkflowInit
  public VersionedBatch(RawValue rawInput, @Nullable RawValue rawRest) {
    super(rawInput, rawRest);
  }

  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
  public BrowserTaskBatchResult run(RawValue rawInput, @Nullable RawValue rawRest) {
    return super.run(rawInput, rawRest);
  }
}
