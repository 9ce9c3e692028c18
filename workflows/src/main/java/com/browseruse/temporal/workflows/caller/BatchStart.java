package com.browseruse.temporal.workflows.caller;

import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatch;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchPhase;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchResult;
import com.browseruse.temporal.workflows.batch.RunBrowserTaskBatchWorkflow;
import com.browseruse.temporal.workflows.internal.batch.BatchJson;
import com.browseruse.temporal.workflows.internal.batch.BatchReader;
import com.browseruse.temporal.workflows.internal.input.InputHash;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts a batch, or finds the one that lasts, and gives it its lines piece by piece. */
final class BatchStart {
  /** Temporal takes 2 MiB at once; a worker reads it in a moment. */
  private static final int PIECE_BYTES = 200_000;

  private static final int PIECE_LINES = 500;

  private BatchStart() {}

  static BrowserTaskBatchHandle start(
      WorkflowClient client, String id, String taskQueue, BrowserTaskBatch batch) {
    List<BrowserTaskBatch> pieces = pieces(batch);
    String hash = InputHash.of(batch.tasks());
    WorkflowStub run =
        client.newUntypedWorkflowStub(
            RunBrowserTaskBatchWorkflow.TYPE,
            WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(taskQueue)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .setStaticSummary(
                    "batch of %d, %d at once".formatted(batch.tasks().size(), batch.concurrency()))
                .setMemo(Map.of(InputHash.MEMO_KEY, hash))
                .build());
    BrowserTaskBatchHandle handle;
    try {
      run.start(pieces.get(0));
      handle = new BrowserTaskBatchHandle(client, run, true);
    } catch (WorkflowExecutionAlreadyStarted e) {
      WorkflowStub found = client.newUntypedWorkflowStub(id);
      if (!BrowserTasks.isSame(
          hash, BrowserTasks.describe(found, id, RunBrowserTaskBatchWorkflow.TYPE))) {
        throw new IllegalArgumentException(
            ("The batch %s has other lines, and is not over yet: wait for its end, or give this one"
                    + " an id of its own")
                .formatted(id));
      }
      handle = new BrowserTaskBatchHandle(client, found, false);
    }
    for (BrowserTaskBatch piece : pieces.subList(1, pieces.size())) {
      if (!add(handle, piece)) {
        break;
      }
    }
    return handle;
  }

  /** Whether the batch still takes lines: who has started it may have given it all. */
  private static boolean add(BrowserTaskBatchHandle handle, BrowserTaskBatch piece) {
    if (!handle.isNew() && handle.progress().phase() != BrowserTaskBatchPhase.COLLECTING) {
      return false;
    }
    try {
      handle.workflow().update("addTasks", BrowserTaskBatchResult.class, piece);
      return true;
    } catch (WorkflowUpdateException e) {
      if (handle.progress().phase() != BrowserTaskBatchPhase.COLLECTING) {
        return false;
      }
      throw BrowserTaskException.of(handle.workflow(), e);
    }
  }

  private static List<BrowserTaskBatch> pieces(BrowserTaskBatch batch) {
    List<Map<String, BrowserTask>> pieces = new ArrayList<>();
    Map<String, BrowserTask> piece = new LinkedHashMap<>();
    pieces.add(piece);
    long all = 0;
    long bytes = 0;
    for (Map.Entry<String, BrowserTask> line : batch.tasks().entrySet()) {
      int size = line.getValue().toJson().length();
      if (!piece.isEmpty() && (bytes + size > PIECE_BYTES || piece.size() == PIECE_LINES)) {
        piece = new LinkedHashMap<>();
        pieces.add(piece);
        bytes = 0;
      }
      piece.put(line.getKey(), line.getValue());
      bytes += size;
      all += size;
    }
    BatchReader.checkBytes(all);
    List<BrowserTaskBatch> result = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      result.add(
          new BrowserTaskBatch(
              new BatchJson.Input(
                  pieces.get(i),
                  i < pieces.size() - 1,
                  i == 0 ? limits(batch) : BatchJson.Limits.NONE)));
    }
    return result;
  }

  private static BatchJson.Limits limits(BrowserTaskBatch batch) {
    return new BatchJson.Limits(batch.concurrency(), batch.maxCostUsd(), batch.maxFailures());
  }
}
