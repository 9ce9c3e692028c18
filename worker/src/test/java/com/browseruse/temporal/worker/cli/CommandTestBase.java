package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.worker.dev.DevTemporal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.ResourceLock;

/** One process with all that commands need: in-process Temporal, the emulator, a real worker. */
@ResourceLock("what the commands of one process share")
abstract class CommandTestBase {
  static final Duration WAIT_LIMIT = Duration.ofSeconds(40);

  static DevTemporal temporal;
  static BrowserUseEmulator emulator;
  static Cli worker;
  private static CompletableFuture<Integer> workerExit;

  final Cli cli = cli();

  @BeforeAll
  static void start() {
    temporal = DevTemporal.start(Map.of("PATH", ""), DevTemporal.Ports.ANY, "default", () -> false);
    emulator = BrowserUseEmulator.newBuilder().start();
    worker = cli();
    workerExit = worker.start("worker");
    await().atMost(WAIT_LIMIT).until(() -> worker.err().contains("Ready:"));
  }

  @AfterAll
  static void aWorkerThatIsToldToStopDrains() throws Exception {
    worker.interrupt();
    try {
      assertThat(workerExit.get(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS)).isZero();
      assertThat(worker.err()).contains("Drained.").doesNotContain("secret-key");
    } finally {
      emulator.close();
      temporal.close();
    }
  }

  @AfterEach
  void forget() {
    emulator.reset();
  }

  static Cli cli() {
    return new Cli()
        .pollingOften()
        .with("TEMPORAL_ADDRESS", temporal.address())
        .with("BROWSER_USE_BASE_URL", emulator.baseUrl().toString())
        .with("BROWSER_USE_API_KEY", "secret-key");
  }

  static void addScenario(Scenario scenario) {
    emulator.addScenario(scenario);
  }

  static Scenario quick() {
    return Scenario.newBuilder()
        .startDelay(Duration.ZERO)
        .steps(2)
        .stepDuration(Duration.ofMillis(100))
        .output("Milk costs $2")
        .build();
  }

  static Scenario endless() {
    return Scenario.newBuilder().startDelay(Duration.ZERO).outcome(Scenario.Outcome.NEVER).build();
  }

  static RecordedTask onlyTask() {
    assertThat(emulator.tasks()).hasSize(1);
    return emulator.tasks().get(0);
  }
}
