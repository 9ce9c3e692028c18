package com.browseruse.temporal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.browseruse.temporal.server.TemporalProgram;
import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.worker.cli.RootCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What Ctrl-C does to a process of the jar and to the tasks of its runs. */
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are ended by signals")
@Tag("undisturbed")
class CtrlCIT {
  @TempDir Path folder;
  private BrowserUseEmulator emulator;
  private Map<String, String> environment;

  @BeforeEach
  void start() {
    TemporalProgram.program();
    emulator = BrowserUseEmulator.newBuilder().start();
    environment =
        Map.of("BROWSER_USE_BASE_URL", emulator.baseUrl().toString(), "BROWSER_USE_API_KEY", "k");
  }

  @AfterEach
  void end() {
    if (emulator != null) {
      emulator.close();
    }
  }

  @Test
  void ctrlCStopsTheRemoteTask() throws Exception {
    emulator.addScenario(
        Scenario.newBuilder().startDelay(Duration.ZERO).outcome(Scenario.Outcome.NEVER).build());
    try (JarProcess jar = JarProcess.start(folder, environment, "run", "--dev", "Find milk")) {
      jar.awaitErr("was created");
      List<ProcessHandle> children = jar.descendants();

      jar.interrupt();

      assertThat(jar.awaitExit()).as(jar::err).isEqualTo(RootCommand.INTERRUPTED);
      assertThat(emulator.tasks()).singleElement().matches(t -> t.status().equals("stopped"));
      JarProcess.awaitEnd(children);
    }
  }

  @Test
  @DisplayName("Ctrl-C on dev stops the tasks of its runs, before its server ends (new-user 1)")
  void ctrlCOnDevStopsTheTasksOfItsRuns() throws Exception {
    emulator.addScenario(
        Scenario.newBuilder().startDelay(Duration.ZERO).outcome(Scenario.Outcome.NEVER).build());
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
      JarProcess.awaitEnd(children);
    }
  }

  @Test
  @DisplayName("a second Ctrl-C ends the process at once (new-user 9)")
  void aSecondCtrlCEndsTheProcessAtOnce() throws Exception {
    emulator.addScenario(
        Scenario.newBuilder()
            .startDelay(Duration.ZERO)
            .outcome(Scenario.Outcome.NEVER)
            .ignoreStop(true)
            .build());
    try (JarProcess jar = JarProcess.start(folder, environment, "run", "--dev", "Find milk")) {
      jar.awaitErr("was created");
      assumeFalse(jar.ignoresInterrupt(), "a build in the background of a shell has no Ctrl-C");
      List<ProcessHandle> children = jar.descendants();
      jar.interrupt();
      jar.awaitErr("Ctrl-C again leaves at once");

      jar.interrupt();

      assertThat(jar.awaitExit()).as(jar::err).isEqualTo(RootCommand.INTERRUPTED);
      assertThat(jar.err()).contains("stop --task " + emulator.tasks().get(0).id());
      JarProcess.awaitEnd(children);
    }
  }
}
