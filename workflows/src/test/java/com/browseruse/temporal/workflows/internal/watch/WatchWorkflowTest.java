package com.browseruse.temporal.workflows.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import com.browseruse.temporal.activities.BrowserUseActivities;
import com.browseruse.temporal.activities.TaskWatchActivities;
import com.browseruse.temporal.activities.TaskWatchActivities.WatchInput;
import com.browseruse.temporal.activities.TaskWatchActivities.WatchReport;
import com.browseruse.temporal.workflows.ClosingEnvironments;
import com.browseruse.temporal.workflows.WatchBrowserTasksWorkflow;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The watcher on a mocked activity, which reports at once until it has nothing more to say. */
class WatchWorkflowTest {
  private static final String QUEUE = "queue";
  private static final Instant READ = Instant.parse("2026-03-01T12:00:00Z");

  private final TestWorkflowEnvironment env = TestWorkflowEnvironment.newInstance();
  private final TaskWatchActivities activities =
      mock(TaskWatchActivities.class, withSettings().withoutAnnotations());
  private final List<WatchInput> inputs = new CopyOnWriteArrayList<>();
  private WorkflowStub watcher;

  /** Continues as new soon. */
  public static final class ShortWatcher extends WatchBrowserTasksWorkflowImpl {
    @Override
    protected long longHistory() {
      return 20;
    }
  }

  private void watch(int reports, WatchReport report) {
    when(activities.watchBrowserTasks(any()))
        .thenAnswer(
            call -> {
              if (inputs.size() == reports) {
                throw ApplicationFailure.newBuilder()
                    .setMessage("nothing more")
                    .setType("Enough")
                    .setNextRetryDelay(Duration.ofHours(10))
                    .build();
              }
              inputs.add(call.getArgument(0));
              return report;
            });
    Worker worker = env.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(ShortWatcher.class);
    worker.registerActivitiesImplementations(BrowserUseActivities.implementations(activities));
    env.start();
    WatcherStarter.start(env.getWorkflowClient(), QUEUE);
    watcher = env.getWorkflowClient().newUntypedWorkflowStub(WatchBrowserTasksWorkflow.idOf(QUEUE));
    await().until(() -> inputs.size() == reports);
  }

  @AfterEach
  void close() {
    ClosingEnvironments.close(env);
  }

  @AfterAll
  static void awaitClosed() throws InterruptedException {
    ClosingEnvironments.await();
  }

  private String details() {
    return watcher
        .query(WorkflowClient.QUERY_TYPE_WORKFLOW_METADATA, WorkflowMetadata.class)
        .getCurrentDetails();
  }

  @Test
  void eachWatchBeginsWhereTheLastHasEnded() {
    WatchReport report = new WatchReport(READ, 2, List.of("a", "b"), 2.5, 30, 20, 3, null);
    watch(10, report);
    assertThat(inputs.get(0)).isEqualTo(new WatchInput(15, null));
    assertThat(inputs.get(1)).isEqualTo(new WatchInput(600, report));
    assertThat(inputs.get(9)).isEqualTo(new WatchInput(600, report));
    await()
        .untilAsserted(
            () ->
                assertThat(details())
                    .startsWith("### Browser tasks: watched")
                    .contains(
                        "| Live tasks | 2 |",
                        "| Reads the list | every 2.5 s |",
                        "| Requests a minute | 40 |",
                        "| Hints sent | 30, the last watch: 3 |",
                        "2026-03-01T12:00:00Z"));
    assertThat(watcher.describe().getWorkflowExecutionInfo().getFirstRunId())
        .as("it has continued as new")
        .isNotEqualTo(watcher.describe().getExecution().getRunId());
  }

  @Test
  void anOutageIsToldInTheUi() {
    watch(1, new WatchReport(null, 0, List.of(), 10, 30, 4, 0, "GET /tasks was answered: 503"));
    await()
        .untilAsserted(
            () ->
                assertThat(details())
                    .startsWith("### Browser tasks: the list cannot be read")
                    .contains("| Problem | GET /tasks was answered: 503 |", "| none |"));
  }

  @Test
  void aSecondStartFindsTheFirst() {
    watch(1, new WatchReport(READ, 0, List.of(), 10, 15, 4, 0, null));
    String run = watcher.describe().getExecution().getRunId();
    WatcherStarter.start(env.getWorkflowClient(), QUEUE);
    assertThat(watcher.describe().getExecution().getRunId()).isEqualTo(run);
  }

  @Test
  void whoCancelsItEndsIt() {
    watch(1, new WatchReport(READ, 0, List.of(), 10, 15, 4, 0, null));
    watcher.cancel();
    assertThatThrownBy(() -> watcher.getResult(Void.class))
        .isInstanceOf(WorkflowFailedException.class);
  }
}
