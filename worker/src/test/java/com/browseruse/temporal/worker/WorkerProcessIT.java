package com.browseruse.temporal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.TemporalProgram;
import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.worker.dev.DevTemporal;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Workers as processes, on a real server, started and killed as an operator would. */
@Timeout(180)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are ended by signals")
@Isolated("its time-outs are an operator's, and other tests keep the machine busy")
class WorkerProcessIT {
  private static Path program;
  private static DevTemporal temporal;
  private static BrowserUseEmulator emulator;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    program = TemporalProgram.program();
    temporal = DevTemporal.start(System.getenv(), DevTemporal.Ports.ANY, "default", () -> false);
    emulator = BrowserUseEmulator.newBuilder().start();
  }

  @AfterAll
  static void end() {
    if (emulator != null) {
      emulator.close();
    }
    if (temporal != null) {
      temporal.close();
    }
  }

  @AfterEach
  void forget() {
    emulator.reset();
  }

  @Test
  void aWorkerServesWhoeverStartsTheWorkflowByName() throws Exception {
    try (JarProcess worker = worker()) {
      cli("start", "by-name", "{\"task\": \"Find milk\"}");

      assertThat(cli("result", "by-name", null)).contains("SUCCEEDED");

      worker.terminate();
      assertThat(worker.awaitExit()).as(worker::err).isZero();
      assertThat(worker.err()).contains("Drained.").doesNotContain("the-key");
    }
  }

  @Test
  void aWrongInputFailsTheRunAtOnce() throws Exception {
    try (JarProcess worker = worker()) {
      cli("start", "wrong-1", "{\"task\": \"Find milk\", \"colour\": \"red\"}");

      assertThat(cli("result", "wrong-1", null))
          .as(worker::err)
          .contains("colour is not a known field");
      assertThat(emulator.tasks()).isEmpty();
    }
  }

  @Test
  void anotherWorkerTakesOverFromAKilledOneWithoutASecondTask() throws Exception {
    emulator.addScenario(
        Scenario.newBuilder()
            .startDelay(Duration.ZERO)
            .steps(10)
            .stepDuration(Duration.ofSeconds(1))
            .build());
    try (JarProcess first = worker()) {
      cli("start", "handed-over", "{\"task\": \"Find milk\"}");
      await().atMost(JarProcess.PATIENCE).until(() -> emulator.tasks().size() == 1);
      first.kill();
    }
    try (JarProcess second = worker()) {
      assertThat(cli("result", "handed-over", null)).contains("SUCCEEDED");

      assertThat(ledger()).containsOnlyOnce("\"handed-over\"");
      assertThat(second.err()).doesNotContain("ERROR");
    }
  }

  @Test
  void aRunThatWasStartedByNameIsWatchedWithTheJar() throws Exception {
    try (JarProcess worker = worker()) {
      cli("start", "watched-by-jar", "{\"task\": \"Find milk\"}");
      try (JarProcess watch = JarProcess.start(folder, environment(), "watch", "watched-by-jar")) {
        assertThat(watch.awaitExit()).as(watch::err).isZero();
        assertThat(watch.out()).as(worker::err).startsWith("SUCCEEDED");
      }
    }
  }

  @Test
  void withoutAWorkerAQuestionIsAnsweredWithWhatIsKnown() throws Exception {
    cli("start", "nobody-home", "{\"task\": \"Find milk\"}");
    try (JarProcess describe = JarProcess.start(folder, environment(), "describe", "nobody-home")) {
      assertThat(describe.awaitExit()).as(describe::err).isZero();
      assertThat(describe.out()).contains("RUNNING", "No worker on task queue browser-tasks");
    }
    cli("terminate", "nobody-home", null);
  }

  private JarProcess worker() {
    return JarProcess.start(folder, environment(), "worker").awaitErr("Ready:");
  }

  private static Map<String, String> environment() {
    return Map.of(
        "TEMPORAL_ADDRESS", temporal.address(),
        "BROWSER_USE_BASE_URL", emulator.baseUrl(),
        "BROWSER_USE_API_KEY", "the-key");
  }

  private static String ledger() throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(emulator.baseUrl() + "/__admin/tasks")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** Runs the Temporal CLI, as a caller who has nothing of ours. */
  private static String cli(String verb, String workflowId, String input)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "workflow",
                verb,
                "--workflow-id",
                workflowId,
                "--address",
                temporal.address()));
    if (input != null) {
      command.addAll(
          List.of(
              "--type",
              "RunBrowserTaskWorkflow",
              "--task-queue",
              "browser-tasks",
              "--input",
              input));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(JarProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return said;
  }
}
