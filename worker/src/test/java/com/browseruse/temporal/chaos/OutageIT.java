package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.RecordedTask;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What an API that denies, fails or asks to be left alone costs a run, by the ledger: only time.
 */
@ExtendWith(TemporalServerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(300)
@Tag("sweep")
@Tag("undisturbed")
class OutageIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Longer than a run needs to believe that its task is gone. */
  private static final Duration DENIAL = Duration.ofSeconds(35);

  private static final int RUNS = 5;

  private static Testbed testbed(TemporalServer server) {
    return new Testbed(server, "outage").withLocalWorker(Testbed.CALL_LIMIT);
  }

  private static void awaitTasks(Testbed testbed, int count) {
    await().atMost(LIMIT).until(() -> testbed.emulator().tasks().size() == count);
    await().atMost(LIMIT).until(() -> testbed.requests(Route.VIEW) >= count);
  }

  private static int stops(EndedRun run) {
    return run.tasks().stream().mapToInt(RecordedTask::stops).sum();
  }

  /** What is answered to every read and every stop. */
  enum Denial {
    KEY_WITHDRAWN(fault -> fault.status(401).body("{\"detail\": \"Invalid API key\"}")),
    FIREWALL(fault -> fault.status(403).body("<html>blocked</html>")),
    FORBIDDEN(fault -> fault.status(403).body("{\"detail\": \"Forbidden\"}")),
    NO_SUCH_ROUTE(fault -> fault.status(404).body("{\"detail\": \"Not Found\"}"));

    final UnaryOperator<Fault.Builder> change;

    Denial(UnaryOperator<Fault.Builder> change) {
      this.change = change;
    }
  }

  @ParameterizedTest(name = "core 1: {0}")
  @EnumSource
  void aDenialEndsNoRunAndLeavesNoTask(Denial denial, TemporalServer server) throws Exception {
    try (Testbed testbed = testbed(server)) {
      testbed.addScenario(Inputs.lasting(DENIAL.plusSeconds(10)));
      for (int i = 0; i < RUNS; i++) {
        testbed.start(Inputs.quick());
      }
      awaitTasks(testbed, RUNS);
      testbed.addFault(denial.change.apply(Fault.on("GET", "/tasks/")));
      testbed.addFault(denial.change.apply(Fault.on("PATCH", "/tasks/")));
      Instant denied = Instant.now();
      await()
          .atMost(LIMIT)
          .until(() -> Duration.between(denied, Instant.now()).compareTo(DENIAL) > 0);
      testbed.emulator().clearFaults();
      for (EndedRun run : testbed.awaitEnds()) {
        run.endedBy(EndedRun.SUCCEEDED);
        run.exactlyOneTask();
        run.answered(Inputs.OUTPUT);
        assertThat(stops(run)).isZero();
      }
    }
  }

  @Test
  @DisplayName("core 1: a cancel in a denial stops the task once it can")
  void aCancelInADenialStopsTheTaskOnceItCan(TemporalServer server) {
    try (Testbed testbed = testbed(server)) {
      testbed.addScenario(Inputs.endless());
      WorkflowStub run = testbed.start(Inputs.quick());
      awaitTasks(testbed, 1);
      testbed.addFault(Denial.FIREWALL.change.apply(testbed.on(Route.STOP).times(8)));
      testbed.addFault(Denial.KEY_WITHDRAWN.change.apply(testbed.on(Route.VIEW).times(8)));
      run.cancel("enough");
      EndedRun ended = EndedRun.await(run, testbed);
      ended.endedBy(EndedRun.CANCELED);
      ended.exactlyOneTask();
    }
  }

  @Test
  @DisplayName("core 2: a session that cannot be read delays no poll")
  void aSessionThatCannotBeReadDelaysNoPoll(TemporalServer server) {
    try (Testbed testbed = testbed(server)) {
      testbed.addScenario(Inputs.lasting(Duration.ofSeconds(15)));
      testbed.addFault(testbed.on(Route.SESSION).status(500));
      testbed.start(
          Inputs.quick(options -> options.exposeLiveUrl(true).timeout(Duration.ofMinutes(2))));
      EndedRun ended = testbed.awaitEnds().get(0);
      ended.endedBy(EndedRun.SUCCEEDED);
      ended.exactlyOneTask();
      assertThat(stops(ended)).isZero();
      assertThat(testbed.requests(Route.VIEW)).as("polls and the result").isGreaterThanOrEqualTo(2);
      assertThat(testbed.requests(Route.SESSION)).isPositive();
    }
  }

  private static Fault.Builder leaveMeAlone(Fault.Builder fault) {
    return fault.status(429).header("Retry-After", "10").body("{\"error\": \"rate_limited\"}");
  }

  @Test
  @DisplayName("core 5: a result is waited for as long as the API asks")
  void aResultIsWaitedForAsLongAsTheApiAsks(TemporalServer server) {
    try (Testbed testbed = testbed(server)) {
      testbed.addScenario(Inputs.lasting(Duration.ofSeconds(1)));
      // The task has ended by the first poll, so that the next view is that of the result.
      testbed.addFault(leaveMeAlone(testbed.on(Route.VIEW).after(1).times(1)));
      testbed.start(Inputs.slow());
      EndedRun ended = testbed.awaitEnds().get(0);
      ended.endedBy(EndedRun.SUCCEEDED);
      ended.exactlyOneTask();
      assertThat(testbed.requests(Route.VIEW)).isEqualTo(3);
    }
  }

  @Test
  @DisplayName("core 5: a stop waits as long as the API asks, and is not given up for it")
  void aStopWaitsAsLongAsTheApiAsks(TemporalServer server) {
    try (Testbed testbed = testbed(server)) {
      testbed.addScenario(Inputs.endless());
      WorkflowStub run = testbed.start(Inputs.quick());
      awaitTasks(testbed, 1);
      testbed.addFault(leaveMeAlone(testbed.on(Route.STOP).times(2)));
      run.cancel("enough");
      EndedRun ended = EndedRun.await(run, testbed);
      ended.endedBy(EndedRun.CANCELED);
      ended.exactlyOneTask();
      assertThat(testbed.requests(Route.STOP)).isEqualTo(3);
    }
  }

  @Test
  @DisplayName("core 5: reads that are put off do not count against a task that was told to stop")
  void readsThatArePutOffDoNotCount(TemporalServer server) {
    try (Testbed testbed = testbed(server)) {
      testbed.addScenario(Inputs.endless());
      WorkflowStub run = testbed.start(Inputs.slow());
      RunConditions.awaitAll(testbed, "has its task", RunConditions::hasTask);
      // The task stops, and no answer tells.
      testbed.addFault(testbed.on(Route.STOP).status(500).commit());
      testbed.addFault(leaveMeAlone(testbed.on(Route.VIEW).times(2)));
      run.cancel("enough");
      EndedRun ended = EndedRun.await(run, testbed);
      ended.endedBy(EndedRun.CANCELED);
      ended.exactlyOneTask();
      assertThat(testbed.requests(Route.VIEW)).isEqualTo(3);
      // A poll on its way may have been put off instead of the first read after the stop, and the
      // worker puts off reads by itself until the time that the API has named.
      assertThat(testbed.requests(Route.STOP)).as("all but one to a stopped task").isBetween(2, 8);
    }
  }
}
