package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** A worker that stands still, as a whole, for longer than Temporal waits, and goes on then. */
@ExtendWith(TemporalServerExtension.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are stopped by signals")
@Timeout(900)
@Tag("sweep")
@Tag("undisturbed")
class FrozenWorkerIT {
  private static final int RUNS = 40;

  /** Longer than the heartbeat timeout of a create. */
  private static final Duration FROZEN = Duration.ofSeconds(100);

  private static final Duration THAWED = Duration.ofSeconds(10);

  @RepeatedTest(2)
  @DisplayName(
      "temporal 1: what thaws within its creates sends nothing that another has taken over")
  void aWorkerThatThawsMakesNoSecondTask(TemporalServer server) throws Exception {
    try (Testbed testbed = new Testbed(server, "frozen");
        WorkerProcess frozen = WorkerProcess.withLongTimeouts(testbed)) {
      testbed.addScenario(Inputs.endless());
      testbed.warmUp();
      for (int i = 0; i < RUNS; i++) {
        testbed.start(Inputs.slow());
      }
      await()
          .pollInterval(Duration.ofMillis(2))
          .atMost(Duration.ofMinutes(1))
          .until(() -> testbed.emulator().tasks().size() >= 3);
      frozen.signal("STOP");
      int before = testbed.emulator().tasks().size();
      try (WorkerProcess other = WorkerProcess.withLongTimeouts(testbed)) {
        await()
            .pollInterval(Duration.ofSeconds(1))
            .pollDelay(FROZEN)
            .atMost(FROZEN.plusMinutes(3))
            .until(() -> testbed.runs().stream().allMatch(RunConditions::hasTask));
        frozen.signal("CONT");
        await().pollDelay(THAWED).atMost(THAWED.plusMinutes(1)).until(() -> true);
        System.out.printf(
            "%nFrozen with %d tasks of %d runs: %d tasks after the thaw%n",
            before, RUNS, testbed.emulator().tasks().size());
        assertThat(testbed.emulator().tasks()).as("one task for each run").hasSize(RUNS);
        testbed.runs().forEach(run -> run.cancel("enough"));
        List<EndedRun> ends = testbed.awaitEnds();
        ends.forEach(EndedRun::exactlyOneTask);
        assertThat(other.output()).doesNotContain("ERROR");
      }
    }
  }
}
