package com.browseruse.temporal.workflows.internal.batch;

import com.browseruse.temporal.workflows.BrowserTaskHandle;
import com.browseruse.temporal.workflows.internal.input.InputHash;
import com.browseruse.temporal.workflows.internal.json.RawJson;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.RawValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks with the client of the worker, in its namespace. */
public final class BatchActivitiesImpl implements BatchActivities {
  @Override
  public RawValue findBrowserTaskBatchRuns(RawValue raw) {
    Search search = RawJson.read(raw, Search.class);
    ActivityExecutionContext context = Activity.getExecutionContext();
    List<Run> runs = new ArrayList<>();
    for (String id : search.ids()) {
      context.heartbeat(null);
      Run run = find(context.getWorkflowClient(), id, BatchIds.ofLine(search.batchId(), id));
      if (run != null) {
        runs.add(run);
      }
    }
    return RawJson.of(new Found(runs));
  }

  private static @Nullable Run find(WorkflowClient client, String id, String workflowId) {
    WorkflowStub stub = client.newUntypedWorkflowStub(workflowId);
    WorkflowExecutionDescription description;
    try {
      description = stub.describe();
    } catch (WorkflowNotFoundException e) {
      return null;
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return null;
      }
      throw e;
    }
    boolean isRunning = !description.getWorkflowExecutionInfo().hasCloseTime();
    boolean hasResult =
        description.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
    return new Run(
        id,
        isRunning,
        hash(description),
        hasResult
            ? LineEnds.withoutResult(LineEnds.of(id, BrowserTaskHandle.of(stub).result(), true))
            : null);
  }

  private static @Nullable String hash(WorkflowExecutionDescription description) {
    try {
      return description.getMemo(InputHash.MEMO_KEY, String.class, String.class);
    } catch (DataConverterException e) {
      // Encrypted with another key.
      return null;
    }
  }
}
