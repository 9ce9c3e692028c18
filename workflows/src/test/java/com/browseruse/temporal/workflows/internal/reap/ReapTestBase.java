package com.browseruse.temporal.workflows.internal.reap;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.withSettings;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskStatusInput;
import com.browseruse.temporal.activities.OrphanedTaskActivities;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Found;
import com.browseruse.temporal.activities.OrphanedTaskActivities.FoundSessions;
import com.browseruse.temporal.activities.OrphanedTaskActivities.LiveTask;
import com.browseruse.temporal.activities.OrphanedTaskActivities.StopResult;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import com.browseruse.temporal.workflows.ClosingEnvironments;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.reap.ReapInput;
import com.browseruse.temporal.workflows.reap.ReapOrphanedTasksWorkflow;
import com.browseruse.temporal.workflows.reap.ReapResult;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A reaper on mocked activities, in a Temporal server that skips time. */
abstract class ReapTestBase {
  static final ReapInput APPLY = ReapInput.newBuilder().apply(true).build();

  final OrphanedTaskActivities orphans =
      mock(OrphanedTaskActivities.class, withSettings().withoutAnnotations());
  final BrowserTaskActivities remote =
      mock(BrowserTaskActivities.class, withSettings().withoutAnnotations());

  /** The status of each task as a poll reads it. */
  final Map<String, TaskStatus> remoteStatus = new ConcurrentHashMap<>();

  TestWorkflowEnvironment env;
  WorkflowStub reaper;

  int cacheSize() {
    return 600;
  }

  /** Whether a reaper continues as new soon; then there is no plugin. */
  boolean hasShortHistories() {
    return false;
  }

  /** A reaper to which a short history is long. */
  public static final class ShortHistoryReaper extends ReapOrphanedTasksWorkflowImpl {
    @Override
    protected long longHistory() {
      return 60;
    }
  }

  @BeforeEach
  void startEnvironment() {
    lenient()
        .when(remote.getBrowserTaskStatus(any()))
        .thenAnswer(
            call -> {
              GetBrowserTaskStatusInput input = call.getArgument(0);
              return status(input.taskId(), remoteStatus.get(input.taskId()));
            });
    lenient()
        .when(orphans.findOrphanedSessions(any()))
        .thenReturn(new FoundSessions(List.of(), 0, null));
    env =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(cacheSize()).build())
                .build());
    Worker worker = env.newWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE);
    if (hasShortHistories()) {
      worker.registerWorkflowImplementationTypes(ShortHistoryReaper.class);
      worker.registerActivitiesImplementations(remote, orphans);
    } else {
      BrowserUsePlugin.newBuilder(remote)
          .reaper(orphans)
          .build()
          .initializeWorker(worker.getTaskQueue(), worker);
    }
    env.start();
  }

  @AfterEach
  void closeEnvironment() {
    ClosingEnvironments.close(env);
  }

  @AfterAll
  static void awaitClosed() throws InterruptedException {
    ClosingEnvironments.await();
  }

  void start(Object... input) {
    reaper =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                ReapOrphanedTasksWorkflow.TYPE,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(ReapOrphanedTasksWorkflow.WORKFLOW_ID)
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build());
    reaper.start(input);
  }

  ReapResult reap(Object... input) {
    start(input);
    return reaper.getResult(ReapResult.class);
  }

  void found(LiveTask... items) {
    lenient()
        .when(orphans.findOrphanedTasks(any()))
        .thenReturn(new Found(List.of(items), items.length, null));
  }

  LiveTask orphan(String id) {
    return item(id, Verdict.ORPHAN);
  }

  LiveTask owned(String id) {
    return item(id, Verdict.OWNED);
  }

  /** Why a task with a verdict is left, or stopped. */
  static String reason(Verdict verdict) {
    return "because it is " + verdict;
  }

  LiveTask item(String id, Verdict verdict) {
    return new LiveTask(
        id,
        "workflow-of-" + id,
        TaskStatus.STARTED,
        "0.05",
        Instant.ofEpochMilli(env.currentTimeMillis()).minusSeconds(3600),
        verdict,
        reason(verdict));
  }

  /** What every stop answers. */
  void stopsAnswer(String id, StopResult answer) {
    lenient()
        .when(
            orphans.stopOrphanedTask(argThat(input -> input != null && input.taskId().equals(id))))
        .thenReturn(answer);
  }

  static StopResult sent(String id, TaskStatus status) {
    return new StopResult(status(id, status), Verdict.ORPHAN, null);
  }

  static StopResult left(Verdict verdict) {
    return new StopResult(null, verdict, reason(verdict));
  }

  static TaskSnapshot status(String id, TaskStatus status) {
    return new TaskSnapshot(id, status, null, null, "0.07");
  }

  void assertNothingIsStopped() {
    verify(orphans, never()).stopOrphanedTask(any());
    verify(remote, never()).updateBrowserTask(any());
  }
}
