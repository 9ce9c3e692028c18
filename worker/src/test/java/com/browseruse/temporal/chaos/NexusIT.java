package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.CpuBudget;
import com.browseruse.temporal.server.PythonProgram;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import io.nexusrpc.OperationException;
import io.nexusrpc.handler.OperationContext;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.interceptors.NexusOperationInboundCallsInterceptor;
import io.temporal.common.interceptors.NexusOperationInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.CanceledFailure;
import io.temporal.worker.WorkerOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Callers in a namespace of their own. */
@ExtendWith(TemporalServerExtension.class)
@Timeout(300)
@ResourceLock(CpuBudget.CALLERS)
@Tag("undisturbed")
class NexusIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int CANCELS = Sweep.count(10, 100);
  private static final int BATCH = 10;
  private static final int LATEST_MILLIS = 120;
  private static final long SEED = 4711;

  /** How many more responses to starts are lost. */
  private static final AtomicInteger LOSSES = new AtomicInteger();

  private static Testbed testbed;
  private static LocalWorker worker;
  private static NexusCallers callers;

  /** Starts a run, and then fails to say so, as a worker that is lost. */
  private static final class LosingResponses extends WorkerInterceptorBase {
    @Override
    public NexusOperationInboundCallsInterceptor interceptNexusOperation(
        OperationContext context, NexusOperationInboundCallsInterceptor next) {
      return new NexusOperationInboundCallsInterceptorBase(next) {
        @Override
        public StartOperationOutput startOperation(StartOperationInput input)
            throws OperationException {
          StartOperationOutput response = super.startOperation(input);
          if (LOSSES.getAndDecrement() > 0) {
            throw new IllegalStateException("for the test");
          }
          return response;
        }
      };
    }
  }

  @BeforeAll
  static void start(TemporalServer server) {
    testbed = new Testbed(server, "nexus");
    worker =
        LocalWorker.start(
            testbed,
            Testbed.CALL_LIMIT,
            WorkerOptions.newBuilder(),
            client -> BrowserUsePlugin.newBuilder(client).build(),
            new LosingResponses());
    callers = new NexusCallers(testbed);
  }

  @AfterAll
  static void end() {
    if (callers != null) {
      callers.close();
    }
    if (worker != null) {
      worker.close();
    }
    if (testbed != null) {
      testbed.close();
    }
  }

  @BeforeEach
  void forget() {
    testbed.emulator().reset();
    LOSSES.set(0);
  }

  private static String resultOf(WorkflowStub call) throws Exception {
    return call.getResult(LIMIT.toSeconds(), TimeUnit.SECONDS, String.class);
  }

  private RecordedTask onlyTask() {
    assertThat(testbed.emulator().tasks()).hasSize(1);
    return testbed.emulator().tasks().get(0);
  }

  /** The run of the only task. */
  private WorkflowStub run() {
    await().atMost(LIMIT).until(() -> testbed.emulator().tasks().size() == 1);
    WorkflowStub run =
        testbed
            .server()
            .client()
            .newUntypedWorkflowStub(onlyTask().metadata().get("temporal_workflow_id"));
    await()
        .atMost(LIMIT)
        .until(() -> run.describe().getMemo("browserTask", Map.class, Map.class) != null);
    return run;
  }

  @Test
  void aCallerGetsTheResult() throws Exception {
    testbed.addScenario(Inputs.lasting(Duration.ofMillis(400)));
    assertThat(resultOf(callers.call(Inputs.quick()))).isEqualTo("SUCCEEDED 42");
    assertThat(onlyTask().metadata())
        .containsEntry("temporal_namespace", "default")
        .hasEntrySatisfying("temporal_workflow_id", id -> assertThat(id).startsWith("nexus-"));
    assertThat(run().describe().getStaticSummary()).isEqualTo("browser task, at most 1 h");
  }

  @Test
  void aCallerGetsTheFailureWithItsEvidence() throws Exception {
    testbed.addScenario(
        Scenario.newBuilder()
            .startDelay(Duration.ZERO)
            .stepDuration(Duration.ofMillis(200))
            .costPerStep(BigDecimal.ONE)
            .outcome(Scenario.Outcome.NEVER));
    String end =
        resultOf(callers.call(Inputs.quick(task -> task.maxCostUsd(new BigDecimal("0.50")))));
    assertThat(end).startsWith("BudgetExceeded " + onlyTask().id() + " STOPPED: ");
    assertThat(onlyTask().status()).isEqualTo("stopped");
  }

  @Test
  void aCallerGetsToKnowThatTheRunWasTerminated() throws Exception {
    testbed.addScenario(Inputs.endless());
    WorkflowStub call = callers.call(Inputs.quick());
    run().terminate("for the test");
    assertThat(resultOf(call)).startsWith("Terminated null null: The run was terminated");
  }

  @Test
  void anInputOfAnyKindIsRefusedByTheRun() {
    for (Object input : List.of(Map.of("task", ""), Map.of("tsk", "a"), 5, "x")) {
      assertThatThrownBy(() -> resultOf(callers.callPlainly(input)))
          .isInstanceOf(WorkflowFailedException.class)
          .rootCause()
          .hasMessageContaining("type='InvalidRequest', nonRetryable=true");
    }
    assertThat(testbed.emulator().tasks()).isEmpty();
  }

  @Test
  void aCancelOfTheCallerStopsTheTaskBeforeTheCallerCloses() {
    testbed.addScenario(Inputs.endless());
    WorkflowStub call = callers.call(Inputs.quick());
    run();
    call.cancel();
    assertCancelled(call);
    assertThat(onlyTask().status()).isEqualTo("stopped");
    assertThat(onlyTask().finishedAt()).isNotNull().isBeforeOrEqualTo(closed(call));
  }

  /** Also when the request is only about to be sent, or under way. */
  @Test
  void aCallerThatIsCancelledWithinMillisecondsLeavesNothingAlive() {
    testbed.addScenario(Inputs.endless());
    Random random = new Random(SEED);
    Map<String, WorkflowStub> calls = new LinkedHashMap<>();
    int latest = LATEST_MILLIS;
    while (calls.size() < CANCELS || testbed.emulator().tasks().isEmpty()) {
      for (int count = 0; count < BATCH; count++) {
        String text = "Task " + calls.size();
        calls.put(text, callAndCancel(text, random.nextInt(latest)));
      }
      calls.values().forEach(NexusIT::assertCancelled);
      // For machines that are too slow for a task by then.
      latest = testbed.emulator().tasks().isEmpty() ? latest * 2 : latest;
    }
    List<RecordedTask> tasks = testbed.emulator().tasks();
    System.out.printf(
        "%nCallers by Nexus, cancelled within %d ms of their start (seed %d): %d, of which %d had a"
            + " task, all stopped%n",
        latest, SEED, calls.size(), tasks.size());
    assertThat(tasks).extracting(RecordedTask::task).doesNotHaveDuplicates();
    assertThat(tasks)
        .allSatisfy(
            task ->
                assertThat(task.finishedAt())
                    .as("end of %s", task)
                    .isNotNull()
                    .isBeforeOrEqualTo(closed(calls.get(task.task()))));
  }

  private static WorkflowStub callAndCancel(String text, int delay) {
    WorkflowStub call = callers.call(Inputs.quick(text, task -> task));
    await()
        .pollDelay(Duration.ofMillis(delay))
        .pollInterval(Duration.ofMillis(1))
        .until(() -> true);
    call.cancel();
    return call;
  }

  /** Nexus has no parent-close policy. */
  @Test
  void aCallerThatIsTerminatedLeavesItsRunAtWork() {
    testbed.addScenario(Inputs.endless());
    WorkflowStub call = callers.call(Inputs.quick());
    WorkflowStub run = run();
    call.terminate("for the test");
    assertThat(BrowserTaskHandle.of(run).refresh().phase()).isEqualTo(BrowserTaskPhase.RUNNING);
    assertThat(onlyTask().stops()).isZero();
    run.cancel();
    assertCancelled(run);
    assertThat(onlyTask().status()).isEqualTo("stopped");
  }

  private static void assertCancelled(WorkflowStub call) {
    assertThatThrownBy(() -> resultOf(call))
        .isInstanceOf(WorkflowFailedException.class)
        .hasCauseInstanceOf(CanceledFailure.class);
  }

  private Instant closed(WorkflowStub call) {
    var time =
        callers
            .client()
            .fetchHistory(call.getExecution().getWorkflowId())
            .getLastEvent()
            .getEventTime();
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  @Test
  @Tag("sweep")
  void aCallerInPythonGetsResultsAndFailures(@TempDir Path folder) throws Exception {
    testbed.addScenario(Inputs.lasting(Duration.ZERO));
    Path examples = Path.of("../docs/examples/python");
    assertThat(
            PythonProgram.in(folder, examples.resolve("requirements.txt"))
                .run(
                    examples.resolve("nexus.py"),
                    testbed.server().address(),
                    callers.client().getOptions().getNamespace(),
                    callers.endpoint().getSpec().getName()))
        .containsExactly("result SUCCEEDED 42", "failure InvalidRequest, task None");
  }

  /** The worker has started the run, and is lost before it can say so. */
  @Test
  void aRequestWhoseResponseIsLostIsTakenUpAgain() throws Exception {
    testbed.addScenario(Inputs.endless());
    LOSSES.set(1);
    WorkflowStub call = callers.call(Inputs.quick());
    await().atMost(LIMIT).until(() -> LOSSES.get() < 0);
    run().cancel();
    assertThat(resultOf(call)).isEqualTo("Cancelled null null: The run was cancelled.");
    assertThat(onlyTask().status()).isEqualTo("stopped");
  }

  @Test
  void aRequestThatIsSentAgainStartsNoSecondTask() throws Exception {
    testbed.addScenario(Inputs.endless());
    List<CompletableFuture<HttpResponse<String>>> atOnce =
        Stream.generate(this::request).limit(4).toList();
    for (CompletableFuture<HttpResponse<String>> response : atOnce) {
      assertThat(response.get().statusCode()).as(response.get().body()).isEqualTo(201);
    }
    String token = atOnce.get(0).get().body();
    WorkflowStub run = run();
    assertThat(run.getExecution().getWorkflowId()).isEqualTo("nexus-request-" + testbed.name());
    assertThat(request().get().body()).as("while it lasts").isEqualTo(token);
    run.cancel();
    assertThatThrownBy(() -> run.getResult(String.class))
        .isInstanceOf(WorkflowFailedException.class);
    assertThat(request().get().body()).as("once it is over").isEqualTo(token);
    assertThat(onlyTask().status()).isEqualTo("stopped");
  }

  /** As a server sends it, each time with the same id. */
  private CompletableFuture<HttpResponse<String>> request() {
    URI uri =
        URI.create(
            testbed.server().httpAddress()
                + "/nexus/endpoints/"
                + callers.endpoint().getId()
                + "/services/BrowserTaskService/runTask");
    return HttpClient.newHttpClient()
        .sendAsync(
            HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("Nexus-Request-Id", "request-" + testbed.name())
                .POST(HttpRequest.BodyPublishers.ofString(Inputs.quick().toJson()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
