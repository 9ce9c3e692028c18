package com.browseruse.temporal.workflows.caller;

import com.browseruse.temporal.workflows.batch.BrowserTaskBatchLine;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchResult;
import com.browseruse.temporal.workflows.internal.batch.BatchIds;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * One run of a batch, as a service sees it; {@link BrowserTasks#batch} gives it. All calls wait for
 * Temporal; queries and updates are answered by a worker, and fail if none is up.
 */
public final class BrowserTaskBatchHandle {
  private final WorkflowClient client;
  private final WorkflowCalls<BrowserTaskBatchResult> calls;
  private final boolean isNew;

  BrowserTaskBatchHandle(WorkflowClient client, WorkflowStub workflow, boolean isNew) {
    this.client = client;
    calls =
        new WorkflowCalls<>(
            workflow, BrowserTaskBatchResult.class, BrowserTaskBatchResult::fromJson);
    this.isNew = isNew;
  }

  /** {@return the id of the batch, which is that of its workflow} */
  public String id() {
    return calls.id();
  }

  /** {@return whether the call that gave this handle started the run, or found one that lasts} */
  public boolean isNew() {
    return isNew;
  }

  /** {@return the workflow, for what Temporal itself knows of it, such as its description} */
  public WorkflowStub workflow() {
    return calls.workflow();
  }

  /** {@return where the batch is; also after its end} */
  public BrowserTaskBatchResult progress() {
    return calls.workflow().query("progress", BrowserTaskBatchResult.class);
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
      page = calls.workflow().query("lines", BrowserTaskBatchLine[].class, from + lines.size());
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
    calls.cancel();
  }

  /** {@return how the batch ended, once it is over, else {@link BrowserTaskException}} */
  public BrowserTaskBatchResult result() {
    return calls.result();
  }

  /**
   * {@return as {@link #result()}, but waits no longer than that; the batch goes on}
   *
   * @throws TimeoutException if the batch was not over in time
   */
  public BrowserTaskBatchResult result(Duration limit) throws TimeoutException {
    return calls.result(limit);
  }

  private BrowserTaskBatchResult update(String name) {
    return calls.update(name, BrowserTaskBatchResult.class);
  }
}
