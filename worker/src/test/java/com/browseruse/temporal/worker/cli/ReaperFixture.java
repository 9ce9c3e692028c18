package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Temporal server, a worker, and a remote side whose tasks are half an hour old at once. */
final class ReaperFixture {
  static final Duration WAIT_LIMIT = Duration.ofSeconds(60);

  /** The server may be shared. */
  static final String QUEUE = "reaped-tasks";

  final TemporalConnection connection;
  final BrowserUseEmulator emulator =
      BrowserUseEmulator.newBuilder()
          .clock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-30)))
          .start();
  private final String taskQueue;
  private final Cli worker;
  private final CompletableFuture<Integer> workerExit;

  ReaperFixture(String temporalAddress) {
    this(temporalAddress, QUEUE);
  }

  ReaperFixture(String temporalAddress, String taskQueue) {
    this.taskQueue = taskQueue;
    connection = TemporalConnection.open(temporalAddress, null, "default");
    worker = cli();
    workerExit = worker.start("worker");
    await().atMost(WAIT_LIMIT).until(() -> worker.err().contains("Ready:"));
    forget();
  }

  void forget() {
    emulator.reset();
    emulator.addScenario(
        Scenario.newBuilder().startDelay(Duration.ZERO).outcome(Scenario.Outcome.NEVER).build());
  }

  Cli cli() {
    return new Cli()
        .pollingOften()
        .with("TEMPORAL_ADDRESS", connection.address())
        .with("BROWSER_USE_TASK_QUEUE", taskQueue)
        .with("BROWSER_USE_BASE_URL", emulator.baseUrl().toString())
        .with("BROWSER_USE_API_KEY", "secret-key");
  }

  WorkflowClient client() {
    return connection.client();
  }

  WorkflowStub start(String workflowId, Duration executionTimeout) {
    return start(workflowId, executionTimeout, taskQueue);
  }

  /** Starts a run, and waits until its memo tells its task. */
  WorkflowStub start(String workflowId, Duration executionTimeout, String taskQueue) {
    WorkflowStub run =
        client()
            .newUntypedWorkflowStub(
                RunBrowserTaskWorkflow.TYPE,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(workflowId)
                    .setWorkflowExecutionTimeout(executionTimeout)
                    .setTaskQueue(taskQueue)
                    .build());
    int before = emulator.tasks().size();
    run.start(BrowserTask.of("Find milk"));
    await().atMost(WAIT_LIMIT).until(() -> emulator.tasks().size() > before);
    await()
        .atMost(WAIT_LIMIT)
        .until(() -> run.describe().getMemo("browserTask", Map.class) != null);
    return run;
  }

  String newestTask() {
    return emulator.tasks().get(emulator.tasks().size() - 1).id();
  }

  RecordedTask ledger(String taskId) {
    return emulator.tasks().stream()
        .filter(task -> task.id().equals(taskId))
        .findFirst()
        .orElseThrow();
  }

  void assertUntouched(String taskId) {
    assertThat(ledger(taskId).status()).isEqualTo("started");
    assertThat(ledger(taskId).stops()).isZero();
  }

  void close() throws Exception {
    worker.interrupt();
    workerExit.get(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS);
    connection.close();
    emulator.close();
  }
}
