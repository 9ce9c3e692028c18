package com.browseruse.temporal.workflows.internal.nexus;

import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.internal.input.InputReader;
import com.browseruse.temporal.workflows.internal.run.RunSummary;
import com.browseruse.temporal.workflows.internal.run.StartOptions;
import io.nexusrpc.handler.OperationHandler;
import io.nexusrpc.handler.OperationImpl;
import io.nexusrpc.handler.ServiceImpl;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.converter.RawValue;
import io.temporal.nexus.Nexus;
import io.temporal.nexus.NexusOperationContext;
import io.temporal.nexus.WorkflowHandle;
import io.temporal.nexus.WorkflowRunOperation;

/** Starts a run for each request, and cancels it; all else of an operation is Temporal's. */
@ServiceImpl(service = BrowserTaskServiceEntry.class)
public final class BrowserTaskServiceHandler {
  private static final String ID_PREFIX = "nexus-";

  @OperationImpl
  public OperationHandler<RawValue, BrowserTaskResult> runTask() {
    return WorkflowRunOperation.fromWorkflowHandle(
        (context, details, input) -> {
          NexusOperationContext nexus = Nexus.getOperationContext();
          WorkflowOptions options =
              describe(input, ID_PREFIX + details.getRequestId(), nexus.getInfo().getTaskQueue())
                  .setWorkflowIdConflictPolicy(
                      WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                  .setWorkflowIdReusePolicy(
                      WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                  .build();
          return WorkflowHandle.fromWorkflowStub(
              nexus
                  .getWorkflowClient()
                  .newUntypedWorkflowStub(RunBrowserTaskWorkflow.TYPE, options),
              BrowserTaskResult.class,
              input);
        });
  }

  private static WorkflowOptions.Builder describe(RawValue input, String id, String taskQueue) {
    try {
      BrowserTask task = InputReader.read(input);
      return StartOptions.of(id, task, taskQueue, RunSummary.of(task));
    } catch (IllegalArgumentException e) {
      // The run refuses it, so that its caller gets the same failure as any other.
      return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(taskQueue);
    }
  }
}
