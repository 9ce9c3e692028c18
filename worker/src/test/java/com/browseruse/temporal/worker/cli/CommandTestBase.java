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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** All that the commands of a class need: in-process Temporal, the emulator, a real worker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CommandTestBase {
  static final Duration WAIT_LIMIT = Duration.ofSeconds(40);

  DevTemporal temporal;
  BrowserUseEmulator emulator;
  Cli worker;
  Cli cli;
  private CompletableFuture<Integer> workerExit;

  @BeforeAll
  void start() {
    temporal = DevTemporal.start(Map.of("PATH", ""), DevTemporal.Ports.ANY, "default", () -> false);
    emulator = BrowserUseEmulator.newBuilder().start();
    worker = cli();
    workerExit = worker.start("worker");
    await().atMost(WAIT_LIMIT).until(() -> worker.err().contains("Ready:"));
  }

  @AfterAll
  void aWorkerThatIsToldToStopDrains() throws Exception {
    worker.interrupt();
    try {
      assertThat(workerExit.get(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS)).isZero();
      assertThat(worker.err()).contains("Drained.").doesNotContain("secret-key");
    } finally {
      emulator.close();
      temporal.close();
    }
  }

  @BeforeEach
  void open() {
    cli = cli();
  }

  @AfterEach
  void forget() {
    emulator.reset();
  }

  Cli cli() {
    return new Cli()
        .pollingOften()
        .with("TEMPORAL_ADDRESS", temporal.address())
        .with("BROWSER_USE_BASE_URL", emulator.baseUrl().toString())
        .with("BROWSER_USE_API_KEY", "secret-key");
  }

  void addScenario(Scenario scenario) {
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

  RecordedTask onlyTask() {
    assertThat(emulator.tasks()).hasSize(1);
    return emulator.tasks().get(0);
  }
}
