package com.browseruse.temporal.workflows;

import com.browseruse.temporal.workflows.internal.batch.BatchIds;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.common.converter.RawValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run of a batch, as a service sees it; {@link BrowserTasks#batch} gives it. All calls wait for
 * Temporal; queries and updates are answered by a worker, and fail if none is up.
 */
public final class BrowserTaskBatchHandle {
  private final WorkflowClient client;
  private final WorkflowStub workflow;
  private final boolean isNew;

  BrowserTaskBatchHandle(WorkflowClient client, WorkflowStub workflow, boolean isNew) {
    this.client = client;
    this.workflow = workflow;
    this.isNew = isNew;
  }

  /** {@return the id of the batch, which is that of its workflow} */
  public String id() {
    return workflow.getExecution().getWorkflowId();
  }

  /** {@return whether the call that gave this handle started the run, or found one that lasts} */
  public boolean isNew() {
    return isNew;
  }

  /** {@return the workflow, for what Temporal itself knows of it, such as its description} */
  public WorkflowStub workflow() {
    return workflow;
  }

  /** {@return where the batch is; also after its end} */
  public BrowserTaskBatchResult progress() {
    return workflow.query("progress", BrowserTaskBatchResult.class);
  }

  /**
   * {@return how lines ended, without their results, in the order of their ends, from a number on;
   * also while the batch lasts}
   *
   * @param from how many the caller has already
   */
  public List<BrowserTaskBatchLine> lines(int from) {
    List<BrowserTaskBatchLine> lines = new ArrayList<>();
    BrowserTaskBatchLine[] page;
    do {
      page = workflow.query("lines", BrowserTaskBatchLine[].class, from + lines.size());
      lines.addAll(List.of(page));
    } while (page.length > 0);
    return lines;
  }

  /** {@return the run of a line, which need not have been started yet} */
  public BrowserTaskHandle line(String lineId) {
    return BrowserTaskHandle.of(client.newUntypedWorkflowStub(BatchIds.ofLine(id(), lineId)));
  }

  /**
   * Starts no further line until {@link #resume}; those that run go on. Throws {@link
   * BrowserTaskException} if the batch is ending, and {@link WorkflowNotFoundException} if it is
   * over.
   */
  public BrowserTaskBatchResult pause() {
    return update("pause");
  }

  /** Goes on starting lines; otherwise as {@link #pause}. */
  public BrowserTaskBatchResult resume() {
    return update("resume");
  }

  /**
   * Starts no further line, stops the tasks of those that run, and waits for their end; the batch
   * ends with a result. Otherwise as {@link #pause}.
   */
  public BrowserTaskBatchResult stop() {
    return update("stop");
  }

  /**
   * Asks the batch to stop all tasks and to end as {@value BrowserTaskException#CANCELLED}, and
   * does not wait for that. A batch that is over stays as it is.
   */
  public void cancel() {
    try {
      workflow.cancel();
    } catch (WorkflowNotFoundException e) {
      // What Temporal says of a workflow that is over.
    }
  }

  /** {@return how the batch ended, once it is over, else {@link BrowserTaskException}} */
  public BrowserTaskBatchResult result() {
    try {
      return read(workflow.getResult(RawValue.class));
    } catch (WorkflowFailedException e) {
      throw BrowserTaskException.of(workflow, e);
    }
  }

  /**
   * {@return as {@link #result()}, but waits no longer than that; the batch goes on}
   *
   * @throws TimeoutException if the batch was not over in time
   */
  public BrowserTaskBatchResult result(Duration limit) throws TimeoutException {
    try {
      return read(workflow.getResult(limit.toMillis(), TimeUnit.MILLISECONDS, RawValue.class));
    } catch (WorkflowFailedException e) {
      throw BrowserTaskException.of(workflow, e);
    }
  }

  /** Past the data converter, which would cut the digits of the numbers in structured outputs. */
  private BrowserTaskBatchResult read(RawValue result) {
    try {
      return BrowserTaskBatchResult.fromJson(result.getPayload().getData().toStringUtf8());
    } catch (IllegalArgumentException e) {
      // Another encoding than JSON.
      return workflow.getResult(BrowserTaskBatchResult.class);
    }
  }

  private BrowserTaskBatchResult update(String name) {
    try {
      return workflow.update(name, BrowserTaskBatchResult.class);
    } catch (WorkflowUpdateException e) {
      throw BrowserTaskException.of(workflow, e);
    }
  }
}
