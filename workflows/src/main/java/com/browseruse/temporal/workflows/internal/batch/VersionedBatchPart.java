package com.browseruse.temporal.workflows.internal.batch;

import io.temporal.common.VersioningBehavior;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowVersioningBehavior;

/** A part of a batch on a worker with versioning. */
public final class VersionedBatchPart extends BatchPartImpl {
  @WorkflowInit
  public VersionedBatchPart(RawValue raw) {
    super(raw);
  }

  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
  public RawValue run(RawValue raw) {
    return super.run(raw);
  }
}
