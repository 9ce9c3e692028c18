package com.browseruse.temporal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.TemporalProgram;
import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.worker.cli.RootCommand;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a person starts it: alone, with what this machine has. */
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are ended by signals")
class JarIT {
  @TempDir Path folder;
  private BrowserUseEmulator emulator;

  @BeforeEach
  void start() {
    emulator = BrowserUseEmulator.newBuilder().start();
  }

  @AfterEach
  void end() {
    emulator.close();
  }

  @Test
  void itKnowsItsVersion() {
    try (JarProcess jar = JarProcess.start(folder, Map.of(), "--version")) {
      assertThat(jar.awaitExit()).isZero();
      assertThat(jar.out()).containsPattern("browser-use-temporal \\d+\\.\\d+");
    }
  }

  @Test
  void oneCommandRunsATaskWithoutAnythingInstalled() throws IOException {
    Map<String, String> environment = Map.of("PATH", TemporalProgram.pathWithout());
    try (JarProcess jar =
        JarProcess.start(folder, environment, "run", "--dev", "--json", "Find milk")) {
      assertThat(jar.awaitExit()).as(jar::err).isZero();
      JsonNode result = new ObjectMapper().readTree(jar.out());
      assertThat(result.path("outcome").asText()).isEqualTo("SUCCEEDED");
      assertThat(jar.err())
          .contains("in-process")
          .doesNotContain("WARN", "Exception", "SLF4J", "\u001b");
    }
  }

  @Test
  void oneCommandRunsATaskOnARealServerAndLeavesNothingBehind() {
    TemporalProgram.program();
    try (JarProcess jar = JarProcess.start(folder, Map.of(), "run", "--dev", "Find milk")) {
      jar.awaitErr("was created");
      List<ProcessHandle> children = jar.descendants();
      assertThat(children).isNotEmpty();

      assertThat(jar.awaitExit()).as(jar::err).isZero();

      // The link helps while the run lasts; the server behind it ends with the process.
      assertThat(jar.out()).startsWith("SUCCEEDED").doesNotContain("/namespaces/");
      assertThat(jar.err())
          .contains("/namespaces/default/workflows/")
          .doesNotContain("WARN", "Exception", "SLF4J", "\u001b");
      awaitEnd(children);
    }
  }

  @Test
  void ctrlCStopsTheRemoteTask() throws Exception {
    TemporalProgram.program();
    emulator.addScenario(
        Scenario.newBuilder().startDelay(Duration.ZERO).outcome(Scenario.Outcome.NEVER).build());
    Map<String, String> environment =
        Map.of("BROWSER_USE_BASE_URL", emulator.baseUrl().toString(), "BROWSER_USE_API_KEY", "k");
    try (JarProcess jar = JarProcess.start(folder, environment, "run", "--dev", "Find milk")) {
      jar.awaitErr("was created");
      List<ProcessHandle> children = jar.descendants();

      jar.interrupt();

      assertThat(jar.awaitExit()).as(jar::err).isEqualTo(RootCommand.INTERRUPTED);
      assertThat(emulator.tasks()).singleElement().matches(t -> t.status().equals("stopped"));
      awaitEnd(children);
    }
  }

  @Test
  @DisplayName("Ctrl-C on dev stops the tasks of its runs, before its server ends (new-user 1)")
  void ctrlCOnDevStopsTheTasksOfItsRuns() throws Exception {
    TemporalProgram.program();
    emulator.addScenario(
        Scenario.newBuilder().startDelay(Duration.ZERO).outcome(Scenario.Outcome.NEVER).build());
    Map<String, String> environment =
        Map.of("BROWSER_USE_BASE_URL", emulator.baseUrl().toString(), "BROWSER_USE_API_KEY", "k");
    try (JarProcess dev = JarProcess.start(folder, environment, "dev")) {
      dev.awaitErr("Ctrl-C cancels the runs");
      Map<String, String> there = new HashMap<>(environment);
      dev.out()
          .lines()
          .filter(line -> line.startsWith("export TEMPORAL_ADDRESS="))
          .forEach(line -> there.put("TEMPORAL_ADDRESS", line.replaceFirst(".*=", "")));
      try (JarProcess starter = JarProcess.start(folder, there, "start", "Find milk")) {
        assertThat(starter.awaitExit()).as(starter::err).isZero();
      }
      await().atMost(JarProcess.WAIT_LIMIT).until(() -> emulator.tasks().size() == 1);
      List<ProcessHandle> children = dev.descendants();

      dev.interrupt();

      assertThat(dev.awaitExit()).as(dev::err).isZero();
      assertThat(emulator.tasks()).singleElement().matches(t -> t.status().equals("stopped"));
      // A busy machine may not end all of the worker in time, which the SDK warns of.
      assertThat(dev.err()).doesNotContain("ERROR", "ActivityWorkerShutdownException");
      awaitEnd(children);
    }
  }

  @Test
  @DisplayName("a second Ctrl-C ends the process at once (new-user 9)")
  void aSecondCtrlCEndsTheProcessAtOnce() throws Exception {
    TemporalProgram.program();
    emulator.addScenario(
        Scenario.newBuilder()
            .startDelay(Duration.ZERO)
            .outcome(Scenario.Outcome.NEVER)
            .ignoreStop(true)
            .build());
    Map<String, String> environment =
        Map.of("BROWSER_USE_BASE_URL", emulator.baseUrl().toString(), "BROWSER_USE_API_KEY", "k");
    try (JarProcess jar = JarProcess.start(folder, environment, "run", "--dev", "Find milk")) {
      jar.awaitErr("was created");
      List<ProcessHandle> children = jar.descendants();
      jar.interrupt();
      jar.awaitErr("Ctrl-C again leaves at once");

      jar.interrupt();

      assertThat(jar.awaitExit()).as(jar::err).isEqualTo(RootCommand.INTERRUPTED);
      assertThat(jar.err()).contains("stop --task " + emulator.tasks().get(0).id());
      awaitEnd(children);
    }
  }

  @Test
  void aServerDoesNotOutliveAKilledProcess() throws Exception {
    TemporalProgram.program();
    try (JarProcess jar = JarProcess.start(folder, Map.of(), "dev")) {
      jar.awaitErr("Ctrl-C cancels the runs");
      List<ProcessHandle> children = jar.descendants();
      assertThat(children).isNotEmpty();

      jar.kill();

      awaitEnd(children);
    }
  }

  @Test
  void theEmulatorAloneTellsWhereItIsAndEndsInOrder() {
    try (JarProcess jar = JarProcess.start(folder, Map.of(), "emulator")) {
      jar.awaitErr("The emulator listens at http://127.0.0.1:");
      assertThat(jar.out())
          .containsPattern(
              Pattern.compile("export BROWSER_USE_BASE_URL=http://127\\.0\\.0\\.1:\\d+"));

      jar.terminate();

      assertThat(jar.awaitExit()).isZero();
    }
  }

  private static void awaitEnd(List<ProcessHandle> processes) {
    await()
        .atMost(JarProcess.WAIT_LIMIT)
        .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }
}
