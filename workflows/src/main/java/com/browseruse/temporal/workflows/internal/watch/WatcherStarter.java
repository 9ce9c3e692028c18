package com.browseruse.temporal.workflows.internal.watch;

import com.browseruse.temporal.workflows.WatchBrowserTasksWorkflow;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.workflowservice.v1.GetClusterInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that there is one watcher for each task queue of the workers of a process, as long as
 * these are up. It never fails them: without a watcher, runs poll.
 */
public final class WatcherStarter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WatcherStarter.class);

  /** A watcher that somebody has terminated is back after this time. */
  private static final Duration CHECK = Duration.ofMinutes(2);

  private static final Duration CHECK_AFTER_FAILURE = Duration.ofSeconds(5);

  /** So long the start of the workers waits, so that their first runs are watched. */
  private static final Duration FIRST = Duration.ofSeconds(2);

  private static final String SUMMARY = "Watches the browser tasks of task queue %s for their runs";

  private final WorkflowClient client;
  private final List<String> taskQueues;
  private final BiConsumer<String, String> watched;
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "browser-use-watcher-starter");
            thread.setDaemon(true);
            return thread;
          });

  /** Takes whom to tell the namespace and the task queue of a watcher that is at work. */
  public WatcherStarter(
      WorkflowClient client, List<String> taskQueues, BiConsumer<String, String> watched) {
    this.client = client;
    this.taskQueues = taskQueues;
    this.watched = watched;
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Starts the watchers, or goes on trying in the background. */
  public void start() {
    Future<?> first = executor.submit(this::check);
    try {
      first.get(FIRST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.debug("Could not start the watcher in time", e);
    }
  }

  private void check() {
    Duration next = CHECK;
    try {
      if (isTestServer()) {
        // A watch would keep it from skipping time.
        return;
      }
      taskQueues.forEach(this::ensure);
    } catch (RuntimeException e) {
      log.debug("Could not start a watcher of browser tasks", e);
      next = CHECK_AFTER_FAILURE;
    }
    if (!executor.isShutdown()) {
      executor.schedule(this::check, next.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** The server of Temporal's Java SDK does not describe itself. */
  private boolean isTestServer() {
    try {
      client
          .getWorkflowServiceStubs()
          .blockingStub()
          .getClusterInfo(GetClusterInfoRequest.getDefaultInstance());
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode() == Status.Code.UNIMPLEMENTED;
    }
    return false;
  }

  private void ensure(String taskQueue) {
    start(client, taskQueue);
    watched.accept(client.getOptions().getNamespace(), taskQueue);
  }

  /** Starts the watcher of a task queue, unless it is at work. */
  static void start(WorkflowClient client, String taskQueue) {
    client
        .newUntypedWorkflowStub(
            WatchBrowserTasksWorkflow.TYPE,
            WorkflowOptions.newBuilder()
                .setTaskQueue(taskQueue)
                .setWorkflowId(WatchBrowserTasksWorkflow.idOf(taskQueue))
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setStaticSummary(SUMMARY.formatted(taskQueue))
                .build())
        .start();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
