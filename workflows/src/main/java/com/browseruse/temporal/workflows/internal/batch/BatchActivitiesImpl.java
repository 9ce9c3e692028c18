package com.browseruse.temporal.workflows.internal.batch;

import com.browseruse.temporal.artifacts.ArtifactStore;
import com.browseruse.temporal.artifacts.SafeNames;
import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import com.browseruse.temporal.workflows.internal.input.InputHash;
import com.browseruse.temporal.workflows.internal.json.PlainJson;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks with the client of the worker, in its namespace. */
public final class BatchActivitiesImpl implements BatchActivities {
  private final @Nullable ArtifactStore store;

  /** Takes where results are kept, or null. */
  public BatchActivitiesImpl(@Nullable ArtifactStore store) {
    this.store = store;
  }

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

  @Override
  public RawValue keepBrowserTaskBatchResults(RawValue raw) {
    Keep keep = RawJson.read(raw, Keep.class);
    return RawJson.of(new Kept(store == null ? null : keep(store, keep)));
  }

  private static String keep(ArtifactStore store, Keep keep) {
    String path = "batches/%s/%s.jsonl".formatted(SafeNames.of(keep.batchId()), keep.name());
    ActivityExecutionContext context = Activity.getExecutionContext();
    try (ArtifactStore.Upload upload = store.open(path)) {
      for (BatchJson.Line line : keep.lines()) {
        context.heartbeat(null);
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("id", line.id());
        kept.put("workflowId", BatchIds.ofLine(keep.batchId(), line.id()));
        if (line.outcome() == null) {
          Map<String, @Nullable Object> failure = new LinkedHashMap<>();
          failure.put("type", line.failure());
          failure.put("message", line.message());
          kept.put("failure", failure);
        } else {
          WorkflowStub run =
              context
                  .getWorkflowClient()
                  .newUntypedWorkflowStub(BatchIds.ofLine(keep.batchId(), line.id()));
          kept.put("result", BrowserTaskHandle.of(run).result());
        }
        byte[] json = (PlainJson.write(kept) + "\n").getBytes(StandardCharsets.UTF_8);
        upload.write(json, 0, json.length);
      }
      return upload.complete().uri().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
