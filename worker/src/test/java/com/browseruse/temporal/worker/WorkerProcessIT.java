package com.browseruse.temporal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.TemporalProgram;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Workers as processes, on a real server, started and killed as an operator would. */
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are ended by signals")
@ExtendWith(TemporalServerExtension.class)
@Tag("undisturbed")
class WorkerProcessIT {
  private static final Pattern HTTP = Pattern.compile("HTTP at (\\S+)");
  private static final String QUEUE = "worker-processes";
  private static final String TYPE = RunBrowserTaskWorkflow.TYPE;
  private static final Map<String, String> MILK = Map.of("task", "Find milk");
  private static final String TASK = "{\"task\": \"Find milk\"}";

  private static TemporalServer temporal;
  private static BrowserUseEmulator emulator;

  @TempDir Path folder;

  @BeforeAll
  static void start(TemporalServer server) {
    temporal = server;
    emulator = BrowserUseEmulator.newBuilder().start();
  }

  @AfterAll
  static void end() {
    if (emulator != null) {
      emulator.close();
    }
  }

  @AfterEach
  void forget() {
    emulator.reset();
  }

  @Test
  void aWorkerServesWhoeverStartsTheWorkflowByName() throws Exception {
    try (JarProcess worker = worker()) {
      cli("start", "by-name", "--type", TYPE, "--task-queue", QUEUE, "--input", TASK);

      assertThat(cli("result", "by-name")).contains("SUCCEEDED");

      Matcher http = HTTP.matcher(worker.err());
      assertThat(http.find()).as(worker::err).isTrue();
      URI port = URI.create(http.group(1));
      assertThat(get(port.resolve("/health"))).contains("\"healthy\":true");
      await()
          .atMost(JarProcess.WAIT_LIMIT)
          .until(() -> get(port.resolve("/metrics")).contains("temporal_workflow_completed_total"));

      worker.terminate();
      assertThat(worker.awaitExit()).as(worker::err).isZero();
      assertThat(worker.err()).contains("Drained.").doesNotContain("the-key");
    }
  }

  @Test
  void aWrongInputFailsTheRunAtOnce() throws Exception {
    try (JarProcess worker = worker()) {
      WorkflowStub run = start("wrong-1", Map.of("task", "Find milk", "colour", "red"));

      assertThatThrownBy(() -> run.getResult(Map.class))
          .as(worker::err)
          .hasStackTraceContaining("colour is not a known field");
      assertThat(emulator.tasks()).isEmpty();
    }
  }

  /** Beside the matrix of kills, with the jar itself as the worker. */
  @Tag("sweep")
  @Test
  void anotherWorkerTakesOverFromAKilledOneWithoutASecondTask() throws Exception {
    emulator.addScenario(
        Scenario.newBuilder()
            .startDelay(Duration.ZERO)
            .steps(10)
            .stepDuration(Duration.ofSeconds(1))
            .build());
    WorkflowStub run;
    try (JarProcess first = worker()) {
      run = start("handed-over", MILK);
      await().atMost(JarProcess.WAIT_LIMIT).until(() -> emulator.tasks().size() == 1);
      first.kill();
    }
    try (JarProcess second = worker()) {
      assertThat(run.getResult(BrowserTaskResult.class).outcome())
          .isEqualTo(BrowserTaskOutcome.SUCCEEDED);

      assertThat(ledger()).containsOnlyOnce("\"handed-over\"");
      assertThat(second.err()).doesNotContain("ERROR");
    }
  }

  @Test
  void aRunThatWasStartedByNameIsWatchedWithTheJar() throws Exception {
    try (JarProcess worker = worker()) {
      start("watched-by-jar", MILK);
      try (JarProcess watch = JarProcess.start(folder, environment(), "watch", "watched-by-jar")) {
        assertThat(watch.awaitExit()).as(watch::err).isZero();
        assertThat(watch.out()).as(worker::err).startsWith("SUCCEEDED");
      }
    }
  }

  @Test
  void withoutAWorkerAQuestionIsAnsweredWithWhatIsKnown() throws Exception {
    WorkflowStub run = start("nobody-home", MILK);
    try (JarProcess describe = JarProcess.start(folder, environment(), "describe", "nobody-home")) {
      assertThat(describe.awaitExit()).as(describe::err).isZero();
      assertThat(describe.out()).contains("RUNNING", "No worker on task queue " + QUEUE);
    }
    run.terminate("for the test");
  }

  private JarProcess worker() {
    return JarProcess.start(folder, environment(), "worker").awaitErr("Ready:");
  }

  private static Map<String, String> environment() {
    return Map.of(
        "TEMPORAL_ADDRESS",
        temporal.address(),
        "BROWSER_USE_TASK_QUEUE",
        QUEUE,
        "BROWSER_USE_BASE_URL",
        emulator.baseUrl().toString(),
        "BROWSER_USE_HTTP_PORT",
        "0",
        "BROWSER_USE_API_KEY",
        "the-key");
  }

  private static String ledger() throws IOException, InterruptedException {
    return get(emulator.baseUrl().resolve("/__admin/tasks"));
  }

  private static String get(URI uri) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static WorkflowStub start(String workflowId, Map<String, String> input) {
    WorkflowStub run =
        temporal
            .client()
            .newUntypedWorkflowStub(
                TYPE,
                WorkflowOptions.newBuilder().setWorkflowId(workflowId).setTaskQueue(QUEUE).build());
    run.start(input);
    return run;
  }

  /** Runs the Temporal CLI, as a caller who has nothing of ours. */
  private static String cli(String verb, String workflowId, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(TemporalProgram.program().toString()));
    command.addAll(List.of("workflow", verb, "--workflow-id", workflowId));
    command.addAll(List.of("--address", temporal.address()));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(JarProcess.WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return output;
  }
}
