package com.browseruse.temporal.activities.internal;

import com.browseruse.temporal.activities.TaskWatchActivities;
import com.browseruse.temporal.activities.internal.create.HeartbeatLocks;
import com.browseruse.temporal.activities.internal.results.ActivityFailures;
import com.browseruse.temporal.activities.internal.watch.TaskWatch;
import com.browseruse.temporal.activities.internal.watch.WatchSwitch;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.TaskMarkers;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityWorkerShutdownException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The watcher's activity on top of a {@link BrowserUseClient}. */
public final class TaskWatchActivitiesImpl implements TaskWatchActivities {
  private static final Logger log = LoggerFactory.getLogger(TaskWatchActivitiesImpl.class);

  /** Who shuts down does not take up again at once what it has left. */
  private static final Duration SHUTDOWN_DELAY = Duration.ofSeconds(1);

  private final BrowserUseClient client;
  private final WatchSwitch process;
  private final double requestsPerSecond;

  private TaskWatchActivitiesImpl(
      BrowserUseClient client, WatchSwitch process, double requestsPerSecond) {
    this.client = client;
    this.process = process;
    this.requestsPerSecond = requestsPerSecond;
  }

  public static TaskWatchActivities create(
      BrowserUseClient client, WatchSwitch process, double requestsPerSecond) {
    return BackgroundHeartbeats.around(
        TaskWatchActivities.class, new TaskWatchActivitiesImpl(client, process, requestsPerSecond));
  }

  @Override
  public WatchReport watchBrowserTasks(WatchInput input) {
    if (input.seconds() < 1) {
      throw ActivityFailures.invalid("seconds must be at least 1, but is " + input.seconds());
    }
    ActivityExecutionContext context = Activity.getExecutionContext();
    WorkflowClient temporal = context.getWorkflowClient();
    TaskWatch watch =
        TaskWatch.of(
            client,
            workflowId -> hint(temporal, workflowId),
            process,
            requestsPerSecond,
            context.getInfo().getNamespace(),
            context.getHeartbeatDetails(WatchReport.class).orElse(input.before()));
    try {
      return watch.watch(input, report -> tell(context, report));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Activity.wrap(e);
    }
  }

  /** Throws if the watch is no longer this attempt's. */
  private void tell(ActivityExecutionContext context, WatchReport report) {
    ReentrantLock lock = HeartbeatLocks.of(context);
    lock.lock();
    try {
      context.heartbeat(report);
    } catch (ActivityWorkerShutdownException e) {
      throw handedOver();
    } finally {
      lock.unlock();
    }
    if (process.isClosed()) {
      throw handedOver();
    }
  }

  /** Nothing to warn of. */
  private static ApplicationFailure handedOver() {
    return ApplicationFailure.newBuilder()
        .setMessage("the worker is shutting down: another one takes over the watch")
        .setType("WorkerShutdown")
        .setCategory(ApplicationErrorCategory.BENIGN)
        .setNextRetryDelay(SHUTDOWN_DELAY)
        .build();
  }

  private static boolean hint(WorkflowClient temporal, String workflowId) {
    try {
      temporal.newUntypedWorkflowStub(workflowId).signal(TaskMarkers.RUN_HINT_SIGNAL);
      return true;
    } catch (WorkflowNotFoundException e) {
      // Its run is over.
      return true;
    } catch (RuntimeException e) {
      log.debug("Could not send a hint to workflow {}", workflowId, e);
      return false;
    }
  }
}
