package com.browseruse.temporal.workflows.internal.child;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.internal.run.Failures;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** With which options a child can always stop its task. */
public final class ChildOptions {
  private ChildOptions() {}

  /** Fills in what is missing; refuses what would end a run without its code. */
  public static ChildWorkflowOptions of(ChildWorkflowOptions options, String summary) {
    ParentClosePolicy policy = options.getParentClosePolicy();
    if (policy == ParentClosePolicy.PARENT_CLOSE_POLICY_TERMINATE) {
      throw refused(
          "parentClosePolicy must be REQUEST_CANCEL or ABANDON, not TERMINATE, which gives a run no"
              + " time to stop its task");
    }
    checkNone("workflowRunTimeout", options.getWorkflowRunTimeout());
    checkNone("workflowExecutionTimeout", options.getWorkflowExecutionTimeout());
    ChildWorkflowOptions.Builder safe = ChildWorkflowOptions.newBuilder(options);
    if (policy == null || policy == ParentClosePolicy.PARENT_CLOSE_POLICY_UNSPECIFIED) {
      // Temporal's own default is TERMINATE.
      safe.setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL);
    }
    if (options.getCancellationType() == null) {
      safe.setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED);
    }
    if (options.getTaskQueue() == null) {
      safe.setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE);
    }
    if (options.getStaticSummary() == null) {
      safe.setStaticSummary(summary);
    }
    return safe.build();
  }

  private static void checkNone(String name, @Nullable Duration timeout) {
    if (timeout != null && !timeout.isZero()) {
      throw refused(
          name
              + " must not be set, since it ends a run without stopping its task: set the timeout"
              + " of the BrowserTask");
    }
  }

  /** A plain exception would fail each task of the calling workflow, for ever. */
  static RuntimeException refused(String sentence) {
    return Failures.of(FailureTypes.INVALID_REQUEST, sentence);
  }
}
