package com.browseruse.temporal.workflows.internal.session;

import com.browseruse.temporal.workflows.session.BrowserSessionResult;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowVersioningBehavior;
import org.jspecify.annotations.Nullable;

/** The session on a worker with versioning. */
public final class VersionedSession extends RunBrowserSessionWorkflowImpl {
  @WorkflowInit
  public VersionedSession(RawValue rawInput, RawValue rawMemory, @Nullable RawValue rawRest) {
    super(rawInput, rawMemory, rawRest);
  }

  // A session must not depend on the last worker of its build: without it nobody closes it.
  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
  public BrowserSessionResult run(
      RawValue rawInput, RawValue rawMemory, @Nullable RawValue rawRest) {
    return super.run(rawInput, rawMemory, rawRest);
  }
}
