package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.QuickActivities;
import com.browseruse.temporal.activities.internal.BrowserSessionActivitiesImpl;
import com.browseruse.temporal.activities.internal.OrphanedTaskActivitiesImpl;
import com.browseruse.temporal.activities.internal.create.SessionQueue;
import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.testing.BrowserUseTestEnvironment;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Everything in one JVM: the plugin with our client, a Temporal server that skips time, and the
 * emulator over HTTP. The emulator lives by the time of the server, so that both skip together.
 */
abstract class WholeTestBase {
  static final String KEY = BrowserUseTestEnvironment.API_KEY;
  static final String TASK = "Find the answer";

  static final String CREATE = "POST /api/v2/tasks";
  static final String LIST = "GET /api/v2/tasks";
  static final String VIEW = "GET /api/v2/tasks/{id}";
  static final String STATUS = "GET /api/v2/tasks/{id}/status";
  static final String UPDATE = "PATCH /api/v2/tasks/{id}";

  /** Looks 10 s apart, so that a test can do something between two of them. */
  static final PollingOptions STEADY =
      PollingOptions.newBuilder()
          .initialInterval(Duration.ofSeconds(10))
          .maxInterval(Duration.ofSeconds(10))
          .growth(0.0)
          .build();

  private static final Queue<Thread> CLOSING = new ConcurrentLinkedQueue<>();

  private BrowserUseTestEnvironment environment;
  TestWorkflowEnvironment env;
  BrowserUseEmulator emulator;
  BrowserUseClient client;
  WorkflowStub run;

  int sessionLimit() {
    return 10;
  }

  /** How long a call may take in real time; the longer, the less a busy machine disturbs. */
  Duration callTimeout() {
    return Duration.ofSeconds(10);
  }

  /** How long a create waits, in real time, before its second look at a list. */
  Duration listPause() {
    return Duration.ofMillis(20);
  }

  ApiVersion apiVersion() {
    return ApiVersion.V2;
  }

  /** How many workflows a worker keeps in memory; with none, each task replays its history. */
  int cacheSize() {
    return 600;
  }

  /** Whether the plugin runs sessions. */
  boolean plugsSessions() {
    return true;
  }

  BrowserTaskActivities activities() {
    return QuickActivities.create(client, listPause());
  }

  @BeforeEach
  void build() {
    environment =
        BrowserUseTestEnvironment.newBuilder()
            .hints(false)
            .emulator(BrowserUseEmulator.newBuilder().apiKey(KEY).sessionLimit(sessionLimit()))
            .client(options -> options.apiVersion(apiVersion()).callTimeout(callTimeout()))
            .temporal(
                TestEnvironmentOptions.newBuilder()
                    .setWorkerFactoryOptions(
                        WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(cacheSize()).build())
                    .setWorkflowClientOptions(
                        WorkflowClientOptions.newBuilder()
                            .setWorkerHeartbeatInterval(Duration.ofSeconds(-1))
                            .build())
                    .build())
            .plugin(
                made -> {
                  client = made;
                  BrowserUsePlugin.Builder plugin =
                      BrowserUsePlugin.newBuilder(activities())
                          .reaper(OrphanedTaskActivitiesImpl.create(made));
                  if (plugsSessions()) {
                    plugin.sessions(BrowserSessionActivitiesImpl.create(made, new SessionQueue(0)));
                  }
                  return plugin.build();
                })
            .build();
    emulator = environment.emulator();
    env = environment.temporal();
    startWorkers();
  }

  void startWorkers() {
    env.start();
  }

  @AfterEach
  void tearDown() {
    // Most of the time of a short test would go into waiting for the pollers to end.
    Thread closing = new Thread(environment::close, "close");
    CLOSING.add(closing);
    closing.start();
  }

  @AfterAll
  static void awaitClosed() throws InterruptedException {
    for (Thread closing = CLOSING.poll(); closing != null; closing = CLOSING.poll()) {
      closing.join();
    }
  }

  /** A task of half a minute, in which the run looks some times. */
  static Scenario.Builder halfAMinute() {
    return Scenario.newBuilder()
        .startDelay(Duration.ofSeconds(1))
        .steps(3)
        .stepDuration(Duration.ofSeconds(10))
        .output("42");
  }

  void play(Scenario.Builder scenario) {
    emulator.addScenario(scenario.build());
  }

  static Fault.Builder onCreate() {
    return Fault.on("POST", "/tasks$");
  }

  static Fault.Builder onList() {
    return Fault.on("GET", "/tasks$");
  }

  /** The task view and the status, whichever is asked for. */
  static Fault.Builder onLook() {
    return Fault.on("GET", "/tasks/.+");
  }

  static Fault.Builder onStop() {
    return Fault.on("PATCH", "/tasks/");
  }

  void spoil(Fault.Builder fault) {
    emulator.addFault(fault.build());
  }

  void start() {
    start(options -> options);
  }

  void start(UnaryOperator<BrowserTask.Builder> options) {
    startWith(TaskRequest.newBuilder(TASK).build(), options);
  }

  void startWith(TaskRequest request, UnaryOperator<BrowserTask.Builder> options) {
    run = start(options.apply(BrowserTask.newBuilder(request)).build());
  }

  WorkflowStub start(BrowserTask input) {
    WorkflowStub stub =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                RunBrowserTaskWorkflow.TYPE,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build());
    stub.start(input);
    return stub;
  }

  BrowserTaskResult result() {
    return run.getResult(BrowserTaskResult.class);
  }

  BrowserTaskResult succeeded() {
    BrowserTaskResult result = result();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    return result;
  }

  ApplicationFailure failure() {
    return (ApplicationFailure) closedWithout().getCause();
  }

  ApplicationFailure failure(String type) {
    ApplicationFailure failure = failure();
    assertThat(failure.getType()).isEqualTo(type);
    return failure;
  }

  void assertCancelled() {
    assertThat(closedWithout().getCause()).isInstanceOf(CanceledFailure.class);
  }

  private WorkflowFailedException closedWithout() {
    return catchThrowableOfType(WorkflowFailedException.class, this::result);
  }

  BrowserTaskProgress progress() {
    return run.query("progress", BrowserTaskProgress.class);
  }

  BrowserTaskProgress update(String name) {
    return run.update(name, BrowserTaskProgress.class);
  }

  /** Asks for the graceful end. Time is skipped for who waits for a run, not for an update. */
  WorkflowUpdateHandle<BrowserTaskProgress> askToStop() {
    return run.startUpdate("stop", WorkflowUpdateStage.ACCEPTED, BrowserTaskProgress.class);
  }

  static BrowserTaskEvidence facts(ApplicationFailure failure) {
    return failure.getDetails().get(BrowserTaskEvidence.class);
  }

  BrowserTaskEvidence memo() {
    return (BrowserTaskEvidence)
        run.describe().getMemo(BrowserTaskEvidence.MEMO_KEY, BrowserTaskEvidence.class);
  }

  int requests(String route) {
    return emulator.requests().getOrDefault(route, 0);
  }

  /** Waits in real time until a route was called so often; the work may still be under way. */
  void awaitRequests(String route, int count) {
    await().until(() -> requests(route) >= count);
  }

  /** Waits in real time until the run knows its task. */
  void awaitTask() {
    await().until(() -> progress().taskId() != null);
  }

  /**
   * Waits in real time until there are so many tasks, and each is known to the run that made it.
   */
  void awaitTasks(int count) {
    await()
        .until(
            () ->
                emulator.tasks().size() == count
                    && emulator.tasks().stream()
                        .map(task -> task.metadata().get("temporal_workflow_id"))
                        .map(
                            id ->
                                env.getWorkflowClient()
                                    .newWorkflowStub(RunBrowserTaskWorkflow.class, id))
                        .allMatch(owner -> owner.progress().taskId() != null));
  }

  Oracle oracle() {
    return oracle(run);
  }

  Oracle oracle(WorkflowStub of) {
    return Oracle.of(env, emulator, of);
  }
}
