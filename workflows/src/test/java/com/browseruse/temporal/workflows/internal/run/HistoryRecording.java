package com.browseruse.temporal.workflows.internal.run;

import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.BrowserTaskActivities.CollectedArtifact;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.activities.BrowserTaskActivities.FoundBrowserTasks;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.FailureTypes.CreateFailureDetail;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatch;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchResult;
import com.browseruse.temporal.workflows.batch.RunBrowserTaskBatchWorkflow;
import com.browseruse.temporal.workflows.session.BrowserSession;
import com.browseruse.temporal.workflows.session.BrowserSessionResult;
import com.browseruse.temporal.workflows.session.RunBrowserSessionWorkflow;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records the histories that {@link RecordedHistoriesTest} replays: every path of a run, on a real
 * server. Not part of the build; run it when a path is new. What is released stays as it is
 * recorded; before that, delete what a change of the workflow has made useless.
 *
 * <pre>
 * temporal server start-dev --headless --ip 127.0.0.1 --port 7233
 * mvn -pl workflows -am test -Dtest=HistoryRecording -Dhistories.server=127.0.0.1:7233
 * </pre>
 */
@Timeout(120)
@EnabledIfSystemProperty(named = "histories.server", matches = ".+")
class HistoryRecording {
  private final RemoteTask remote = new RemoteTask();
  private TestWorkflowEnvironment env;
  private WorkflowStub run;

  @AfterEach
  void close() {
    env.close();
  }

  static Map<String, Consumer<HistoryRecording>> everyPath() {
    return Map.ofEntries(
        Map.entry("finished", path -> path.start(options -> options).end()),
        Map.entry("collected", HistoryRecording::collected),
        Map.entry("failed-create", HistoryRecording::failedCreate),
        Map.entry("failed-after-create", HistoryRecording::failedAfterCreate),
        Map.entry("refused-input", path -> path.startRaw(Map.of("colour", "red")).ended()),
        Map.entry("stopped", path -> path.start(o -> o).polled().update("stop").ended()),
        Map.entry("cancelled", path -> path.start(o -> o).polled().cancel().ended()),
        Map.entry("cancelled-while-creating", HistoryRecording::cancelledWhileCreating),
        Map.entry("timed-out", path -> path.start(o -> o.timeout(Duration.ofSeconds(2))).ended()),
        Map.entry("over-budget", HistoryRecording::overBudget),
        Map.entry("duplicate", HistoryRecording::duplicate),
        Map.entry("paused", HistoryRecording::paused),
        Map.entry("watched", HistoryRecording::watched),
        Map.entry("batch", HistoryRecording::batch),
        Map.entry("continued", HistoryRecording::continued),
        Map.entry("denied-for-a-moment", HistoryRecording::deniedForAMoment),
        Map.entry("session", HistoryRecording::session),
        Map.entry("unclear-create", HistoryRecording::unclearCreate));
  }

  @ParameterizedTest
  @MethodSource("newNames")
  void record(String name) throws IOException {
    open(name);
    everyPath().get(name).accept(this);
    String id = run.getExecution().getWorkflowId();
    int part = 1;
    for (String runId = firstRun(); runId != null; part++) {
      WorkflowExecutionHistory history = client().fetchHistory(id, runId);
      write(file(name, part), history);
      for (String child : parts(history)) {
        part++;
        write(file(name, part), client().fetchHistory(child));
      }
      runId = RecordedHistoriesTest.nextRun(history);
    }
  }

  private static void write(Path file, WorkflowExecutionHistory history) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, history.toJson(true) + "\n");
  }

  /** Children that are no runs of a task, whose paths are recorded on their own. */
  private static List<String> parts(WorkflowExecutionHistory history) {
    return history.getEvents().stream()
        .filter(HistoryEvent::hasChildWorkflowExecutionStartedEventAttributes)
        .map(HistoryEvent::getChildWorkflowExecutionStartedEventAttributes)
        .filter(child -> !child.getWorkflowType().getName().equals(RunBrowserTaskWorkflow.TYPE))
        .map(child -> child.getWorkflowExecution().getWorkflowId())
        .toList();
  }

  static List<String> newNames() {
    return names().stream().filter(name -> Files.notExists(file(name, 1))).toList();
  }

  private static Path file(String name, int part) {
    return Path.of("src/test/resources/histories", name + "-" + part + ".json");
  }

  static List<String> names() {
    return everyPath().keySet().stream().sorted().toList();
  }

  private void open(String name) {
    env =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setUseExternalService(true)
                .setTarget(System.getProperty("histories.server"))
                // Without this, the name of the machine would stand in every history.
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder().setIdentity("recorder").build())
                .build());
    RecordedHistoriesTest.register(env.newWorker(queue()), name, remote.activities);
    env.start();
  }

  private String queue() {
    return "histories-" + System.identityHashCode(this);
  }

  private WorkflowClient client() {
    return env.getWorkflowClient();
  }

  private String firstRun() {
    return run.getExecution().getRunId();
  }

  private HistoryRecording start(UnaryOperator<BrowserTask.Builder> options) {
    BrowserTask.Builder builder =
        BrowserTask.newBuilder("Find milk")
            .polling(
                PollingOptions.newBuilder()
                    .initialInterval(Duration.ofMillis(100))
                    .maxInterval(Duration.ofMillis(200))
                    .growth(0.1)
                    .build());
    return startRaw(options.apply(builder).build());
  }

  private HistoryRecording startRaw(Object input) {
    return startRaw(RunBrowserTaskWorkflow.TYPE, input);
  }

  private HistoryRecording startRaw(String type, Object input) {
    run =
        client()
            .newUntypedWorkflowStub(
                type,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(queue())
                    .setWorkflowId("history-" + UUID.randomUUID())
                    .build());
    run.start(input);
    return this;
  }

  private HistoryRecording polled() {
    return polled(2);
  }

  private HistoryRecording polled(int times) {
    await().atMost(Duration.ofSeconds(60)).until(() -> progress().polls() >= times);
    return this;
  }

  private HistoryRecording update(String name) {
    run.update(name, BrowserTaskProgress.class);
    return this;
  }

  private HistoryRecording cancel() {
    run.cancel();
    return this;
  }

  private BrowserTaskProgress progress() {
    return run.query("progress", BrowserTaskProgress.class);
  }

  private void end() {
    polled();
    remote.status = TaskStatus.FINISHED;
    ended();
  }

  private void ended() {
    try {
      run.getResult(BrowserTaskResult.class);
    } catch (WorkflowFailedException e) {
      // As good an end as any.
      return;
    }
  }

  private void collected() {
    when(remote.activities.collectBrowserTaskLogs(any()))
        .thenReturn(new CollectedArtifact("file:///artifacts/task-1/logs.txt", 3, "00"));
    start(options -> options.collectLogs(true).collectOutputFiles(true)).end();
  }

  private void failedCreate() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(
            ApplicationFailure.newNonRetryableFailure(
                "402",
                FailureTypes.INSUFFICIENT_CREDITS,
                new CreateFailureDetail(RemoteTask.UNCLEAR)));
    when(remote.activities.findBrowserTasks(any()))
        .thenReturn(new FoundBrowserTasks(List.of(RemoteTask.found(RemoteTask.ID))));
    start(options -> options).ended();
  }

  private void failedAfterCreate() {
    PollingOptions slowly =
        PollingOptions.newBuilder()
            .initialInterval(Duration.ofSeconds(4))
            .maxInterval(Duration.ofSeconds(8))
            .growth(0.1)
            .build();
    start(options -> options.polling(slowly)).polled();
    when(remote.activities.getBrowserTaskStatus(any()))
        .thenThrow(ApplicationFailure.newNonRetryableFailure("404", FailureTypes.TASK_NOT_FOUND));
    ended();
  }

  private void cancelledWhileCreating() {
    CountDownLatch cancelled = new CountDownLatch(1);
    when(remote.activities.createBrowserTask(any()))
        .thenAnswer(
            call -> {
              cancelled.await();
              return RemoteTask.created(false);
            });
    start(options -> options);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> progress().phase() == BrowserTaskPhase.CREATING);
    cancel();
    cancelled.countDown();
    ended();
  }

  private void overBudget() {
    start(options -> options.maxCostUsd(new BigDecimal("1.00"))).polled();
    remote.cost = "1.01";
    ended();
  }

  private void duplicate() {
    when(remote.activities.createBrowserTask(any()))
        .thenReturn(
            new CreatedBrowserTask(
                RemoteTask.ID, RemoteTask.SESSION, Task.Creation.ADOPTED, RemoteTask.UNCLEAR));
    when(remote.activities.findBrowserTasks(any()))
        .thenReturn(
            new FoundBrowserTasks(
                List.of(RemoteTask.found(RemoteTask.ID), RemoteTask.found("duplicate"))));
    when(remote.activities.updateBrowserTask(any()))
        .thenReturn(new TaskSnapshot("duplicate", TaskStatus.STOPPED, 0, null, null));
    start(options -> options).polled(8);
    remote.status = TaskStatus.FINISHED;
    ended();
  }

  private void unclearCreate() {
    when(remote.activities.createBrowserTask(any())).thenReturn(RemoteTask.created(true));
    start(options -> options);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> verify(remote.activities).findBrowserTasks(any()));
    end();
  }

  private void paused() {
    start(options -> options).polled().update("pause").polled(6).update("resume");
    run.signal("taskUpdated");
    end();
  }

  private void watched() {
    when(remote.activities.createBrowserTask(any()))
        .thenReturn(
            new CreatedBrowserTask(
                RemoteTask.ID, RemoteTask.SESSION, Task.Creation.CREATED, null, true));
    when(remote.activities.getWatchedBrowserTask(any())).thenAnswer(call -> remote.seen());
    startRaw(BrowserTask.of("Find milk"));
    await().atMost(Duration.ofSeconds(60)).until(() -> progress().taskId() != null);
    update("refresh");
    // The back-stop of a minute.
    await().atMost(Duration.ofSeconds(90)).until(() -> progress().polls() == 2);
    remote.status = TaskStatus.FINISHED;
    run.signal("taskUpdated");
    ended();
  }

  private void batch() {
    remote.status = TaskStatus.FINISHED;
    BrowserTask task = BrowserTask.of("Find milk");
    startRaw(
        RunBrowserTaskBatchWorkflow.TYPE,
        BrowserTaskBatch.newBuilder()
            .add("1", task)
            .add("2", task)
            .add("3", task)
            .concurrency(2)
            .build());
    run.getResult(BrowserTaskBatchResult.class);
  }

  private void deniedForAMoment() {
    when(remote.activities.getBrowserTaskStatus(any()))
        .thenAnswer(call -> remote.seen())
        .thenThrow(ApplicationFailure.newNonRetryableFailure("404", FailureTypes.TASK_NOT_FOUND))
        .thenAnswer(call -> remote.seen());
    when(remote.activities.getBrowserTask(any()))
        .thenThrow(ApplicationFailure.newNonRetryableFailure("404", FailureTypes.TASK_NOT_FOUND))
        .thenAnswer(call -> remote.view());
    start(options -> options).polled(4);
    end();
  }

  private void session() {
    remote.status = TaskStatus.FINISHED;
    startRaw(
        RunBrowserSessionWorkflow.TYPE,
        BrowserSession.newBuilder().tasks(BrowserTask.of("Find milk")).build());
    run.update("runTask", BrowserTaskResult.class, BrowserTask.of("Order milk"));
    run.update("close", BrowserSessionResult.class);
    run.getResult(BrowserSessionResult.class);
  }

  private void continued() {
    start(options -> options).polled(12);
    remote.status = TaskStatus.FINISHED;
    ended();
  }
}
