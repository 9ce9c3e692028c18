package com.browseruse.temporal.workflows.caller;

import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * One run of a browser task, as a service sees it; {@link BrowserTasks} gives it. All calls but
 * {@link #resultAsync} wait for Temporal; queries and updates are answered by a worker, and fail if
 * none is up.
 */
public final class BrowserTaskHandle {
  private final WorkflowCalls<BrowserTaskResult> calls;
  private final boolean isNew;

  BrowserTaskHandle(WorkflowStub workflow, boolean isNew) {
    calls = new WorkflowCalls<>(workflow, BrowserTaskResult.class, BrowserTaskResult::fromJson);
    this.isNew = isNew;
  }

  /** {@return a handle of a run that was started in another way, such as by a typed stub} */
  public static BrowserTaskHandle of(WorkflowStub run) {
    return new BrowserTaskHandle(run, false);
  }

  /** {@return the id of the workflow} */
  public String id() {
    return calls.id();
  }

  /** {@return whether the call that gave this handle started the run, or found one of its id} */
  public boolean isNew() {
    return isNew;
  }

  /** {@return the workflow, for what Temporal itself knows of it, such as its description} */
  public WorkflowStub workflow() {
    return calls.workflow();
  }

  /** {@return where the run is, as its last poll saw the task; also after its end} */
  public BrowserTaskProgress progress() {
    return calls.workflow().query("progress", BrowserTaskProgress.class);
  }

  /**
   * Has the run look at its task now, and tells where it is, the newest step included. A run whose
   * workers watch its task hardly polls otherwise, and {@link #progress} may be half an hour old.
   * However many ask, a run looks once a second at most. Of a run that is over it gives the {@link
   * #progress}.
   */
  public BrowserTaskProgress refresh() {
    try {
      return update("refresh");
    } catch (WorkflowNotFoundException e) {
      return progress();
    }
  }

  /**
   * Pauses the agent, not the deadline. Throws {@link BrowserTaskException} if that cannot be, and
   * {@link WorkflowNotFoundException} if the run is over.
   */
  public BrowserTaskProgress pause() {
    return update("pause");
  }

  /** Lets a paused agent go on; otherwise as {@link #pause}. */
  public BrowserTaskProgress resume() {
    return update("resume");
  }

  /**
   * Stops the task, waits for its end, and tells where the run is; it ends with a result. Otherwise
   * as {@link #pause}.
   */
  public BrowserTaskProgress stop() {
    return update("stop");
  }

  /**
   * Asks the run to stop its task and to end as {@value BrowserTaskException#CANCELLED}, and does
   * not wait for that. A run that is over stays as it is.
   */
  public void cancel() {
    calls.cancel();
  }

  /** {@return how the task ended, once the run is over, else {@link BrowserTaskException}} */
  public BrowserTaskResult result() {
    return calls.result();
  }

  /**
   * {@return the structured output of the task as a value of the class that it was asked for with,
   * by {@link BrowserTask.Builder#output}}
   *
   * @throws BrowserTaskException as {@link #result()} does; {@link
   *     BrowserTaskException.OutputInvalid} if there is no output that becomes such a value
   */
  public <T> T result(Class<T> type) {
    BrowserTaskResult result = result();
    try {
      return result.structuredOutputAs(type);
    } catch (ApplicationFailure e) {
      throw BrowserTaskException.of(e, result);
    }
  }

  /**
   * {@return as {@link #result()}, but waits no longer than that; the run goes on}
   *
   * @throws TimeoutException if the run was not over in time
   */
  public BrowserTaskResult result(Duration limit) throws TimeoutException {
    return calls.result(limit);
  }

  /** {@return how the task ended, or a {@link BrowserTaskException}, once the run is over} */
  public CompletableFuture<BrowserTaskResult> resultAsync() {
    return calls.resultAsync();
  }

  private BrowserTaskProgress update(String name) {
    return calls.update(name, BrowserTaskProgress.class);
  }
}
