package com.browseruse.temporal.workflows.caller;

import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.internal.input.InputHash;
import com.browseruse.temporal.workflows.session.BrowserSessionProgress;
import com.browseruse.temporal.workflows.session.BrowserSessionResult;
import io.grpc.StatusRuntimeException;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ApplicationFailure;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A browser session, as a service sees it; {@link BrowserTasks#session} gives it. All calls but
 * {@link #runTaskAsync} wait for Temporal; queries and updates are answered by a worker.
 */
public final class BrowserSessionHandle {
  private final BrowserTasks tasks;
  private final WorkflowCalls<BrowserSessionResult> calls;
  private final boolean isNew;

  BrowserSessionHandle(BrowserTasks tasks, WorkflowStub workflow, boolean isNew) {
    this.tasks = tasks;
    calls =
        new WorkflowCalls<>(workflow, BrowserSessionResult.class, BrowserSessionResult::fromJson);
    this.isNew = isNew;
  }

  /** {@return the id of the workflow} */
  public String id() {
    return calls.id();
  }

  /** {@return whether the call that gave this handle opened the session, or found one of its id} */
  public boolean isNew() {
    return isNew;
  }

  /** {@return the workflow, for what Temporal itself knows of it, such as its description} */
  public WorkflowStub workflow() {
    return calls.workflow();
  }

  /** {@return where the session is; also after its end} */
  public BrowserSessionProgress progress() {
    return calls.workflow().query("progress", BrowserSessionProgress.class);
  }

  /**
   * Runs a task in the session when its turn comes, and waits for its end; each call is another
   * task.
   *
   * @throws BrowserTaskException if it is refused, or ends without a result; one whose session ends
   *     first is a {@link BrowserTaskException.NotFound} of type {@code SessionStopped}
   * @throws WorkflowNotFoundException if the session is over
   * @throws IllegalArgumentException if the task holds literal secrets that are not allowed
   */
  public BrowserTaskResult runTask(BrowserTask task) {
    return wait(update(UUID.randomUUID().toString(), task));
  }

  /**
   * Runs a task as {@link #runTask(BrowserTask)} does, under a key that stands for it for ever
   * within the session, once and for all: however often and from wherever a task is run under it,
   * there is one paid task, and all get its result or its failure, also once the session is over.
   *
   * @throws IllegalArgumentException also if another task has that key; no task is run then
   */
  public BrowserTaskResult runTask(String key, BrowserTask task) {
    checkSame(key, task);
    try {
      BrowserTaskResult result = wait(update(key, task));
      // It may have waited behind another task of its key.
      checkSame(key, task);
      return result;
    } catch (BrowserTaskException.Refused e) {
      return earlier(key, e);
    } catch (StatusRuntimeException | WorkflowException e) {
      if (!BrowserTasks.isNotFound(e)) {
        throw e;
      }
      return earlier(key, e);
    }
  }

  /**
   * Runs a task for a structured output, and gives it as a value of a class, such as a record, as
   * {@link BrowserTaskWorkflows#run(BrowserTask, Class)} does.
   */
  public <T> T runTask(BrowserTask task, Class<T> output) {
    BrowserTaskResult result =
        runTask(task.toBuilder().output(output).failUnlessSuccessful(true).build());
    try {
      return result.structuredOutputAs(output);
    } catch (ApplicationFailure e) {
      throw BrowserTaskException.of(e, result);
    }
  }

  /** {@return as {@link #runTask(BrowserTask)}, once it is over; it returns when it is accepted} */
  public CompletableFuture<BrowserTaskResult> runTaskAsync(BrowserTask task) {
    return results(update(UUID.randomUUID().toString(), task));
  }

  /**
   * Closes the session, with the task that is at work, and tells what was closed once it is. One
   * that is over tells what was.
   *
   * @throws BrowserTaskException as {@link #result} does
   */
  public BrowserSessionResult close() {
    try {
      return calls.update("close", BrowserSessionResult.class);
    } catch (StatusRuntimeException | WorkflowException e) {
      if (!BrowserTasks.isNotFound(e)) {
        throw e;
      }
      return result();
    }
  }

  /**
   * Asks the session to close and to end as {@value BrowserTaskException#CANCELLED}, and does not
   * wait for that. One that is over stays as it is.
   */
  public void cancel() {
    calls.cancel();
  }

  /** {@return what came of the session once it is over, else {@link BrowserTaskException}} */
  public BrowserSessionResult result() {
    return calls.result();
  }

  private WorkflowUpdateHandle<RawValue> update(String key, BrowserTask task) {
    tasks.checkSecrets(task);
    try {
      return calls
          .workflow()
          .startUpdate(
              UpdateOptions.newBuilder(RawValue.class)
                  .setUpdateName("runTask")
                  .setUpdateId(key)
                  .setWaitForStage(WorkflowUpdateStage.ACCEPTED)
                  .build(),
              task);
    } catch (WorkflowUpdateException e) {
      throw BrowserTaskException.of(calls.workflow(), e);
    }
  }

  private CompletableFuture<BrowserTaskResult> results(WorkflowUpdateHandle<RawValue> update) {
    return update
        .getResultAsync()
        .thenApply(result -> read(update, result))
        .exceptionally(
            problem -> {
              Throwable cause =
                  problem instanceof CompletionException && problem.getCause() != null
                      ? problem.getCause()
                      : problem;
              throw cause instanceof WorkflowUpdateException failure
                  ? BrowserTaskException.of(calls.workflow(), failure)
                  : new CompletionException(cause);
            });
  }

  /** Past the data converter, as in {@link BrowserTaskHandle}. */
  private BrowserTaskResult read(WorkflowUpdateHandle<RawValue> update, RawValue result) {
    try {
      return BrowserTaskResult.fromJson(result.getPayload().getData().toStringUtf8());
    } catch (IllegalArgumentException e) {
      // Another encoding than JSON.
      return calls.workflow().getUpdateHandle(update.getId(), BrowserTaskResult.class).getResult();
    }
  }

  private BrowserTaskResult wait(WorkflowUpdateHandle<RawValue> update) {
    try {
      return results(update).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void checkSame(String key, BrowserTask task) {
    String workflowId = TaskMarkers.sessionTaskId(id(), key);
    try {
      if (!BrowserTasks.isSame(
          InputHash.of(task), tasks.find(workflowId, RunBrowserTaskWorkflow.TYPE).describe())) {
        throw new IllegalArgumentException(
            "The key %s has run another task in session %s already: a key stands for one task for ever, so give this one a key of its own"
                .formatted(key, id()));
      }
    } catch (WorkflowNotFoundException e) {
      // Its turn has not come yet, or Temporal has forgotten it.
    }
  }

  /** What the task of a key came to before, as its own workflow tells. */
  private BrowserTaskResult earlier(String key, RuntimeException otherwise) {
    WorkflowStub child;
    try {
      child = tasks.find(TaskMarkers.sessionTaskId(id(), key), RunBrowserTaskWorkflow.TYPE);
    } catch (WorkflowNotFoundException | IllegalArgumentException e) {
      throw otherwise;
    }
    return new BrowserTaskHandle(child, false).result();
  }
}
