package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.activities.internal.results.ActivityFailures;
import com.browseruse.temporal.task.TaskMarkers;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a run can add to the memo of its workflow. If it cannot, Temporal ends it without running
 * its code, and leaves its task; and a workflow cannot see how large its memo is.
 */
public final class MemoRoom {
  /** Temporal Cloud takes 40 KB in all, other servers 2 MiB; a run adds less than 2 KB. */
  static final int LARGEST = 32 * 1024;

  private static final Logger log = LoggerFactory.getLogger(MemoRoom.class);

  private MemoRoom() {}

  /** Refuses a create whose run has a memo of its caller that leaves no room for its own. */
  public static void check(ActivityExecutionContext context) {
    ActivityInfo info = context.getInfo();
    if (!info.isInWorkflow() || !TaskMarkers.RUN_WORKFLOW_TYPE.equals(info.getWorkflowType())) {
      return;
    }
    Integer size = size(context);
    if (size != null && size > LARGEST) {
      throw ActivityFailures.invalid(
          "the memo of the workflow must have at most "
              + LARGEST
              + " bytes, since the run adds to it, but has "
              + size);
    }
  }

  /** Null if nobody can tell. */
  private static @Nullable Integer size(ActivityExecutionContext context) {
    try {
      return context
          .getWorkflowClient()
          .newUntypedWorkflowStub(context.getInfo().getWorkflowId())
          .describe()
          .getWorkflowExecutionInfo()
          .getMemo()
          .getSerializedSize();
    } catch (RuntimeException e) {
      log.debug("Could not look how large the memo of the workflow is", e);
      return null;
    }
  }
}
