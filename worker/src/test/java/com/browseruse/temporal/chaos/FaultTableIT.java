package com.browseruse.temporal.chaos;

import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.chaos.FaultCase.Cancel;
import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.server.CpuBudget;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault of every call, the run being left alone or cancelled at that very point. */
@ExtendWith(TemporalServerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(900)
class FaultTableIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Table SEEN =
      new Table("Faults", "api", "call", "fault", "cancel", "end", "tasks", "creates", "seconds");

  static Stream<FaultCase> rowsOfVersion2() {
    return FaultCase.of(ApiVersion.V2);
  }

  static Stream<FaultCase> rowsOfVersion1() {
    return FaultCase.of(ApiVersion.V1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rowsOfVersion2")
  void aRunSurvivesAFault(FaultCase row, TemporalServer server) {
    survive(row, server);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rowsOfVersion1")
  void aRunOnVersion1SurvivesAFault(FaultCase row, TemporalServer server) {
    survive(row, server);
  }

  private static void survive(FaultCase row, TemporalServer server) {
    Instant begin = Instant.now();
    try (Testbed testbed = new Testbed(server, "fault", row.version())) {
      WorkflowStub run = start(row, testbed);
      EndedRun.await(run, testbed);
      if (row.fault().kind == CallFault.Kind.LATE) {
        await().atMost(LIMIT).until(() -> !testbed.emulator().tasks().isEmpty());
      }
      EndedRun ended = EndedRun.await(run, testbed);
      int creates = testbed.requests(Route.CREATE);
      SEEN.add(
          row.version(),
          row.call(),
          row.fault(),
          row.cancel(),
          ended.how(),
          ended.tasks().size(),
          creates,
          Duration.between(begin, Instant.now()).toSeconds());
      row.check(ended, creates);
    }
  }

  /** Brings a run to the fault, and cancels it there if it must be. */
  private static WorkflowStub start(FaultCase row, Testbed testbed) {
    CpuBudget.RUNS.acquireUninterruptibly();
    try {
      testbed.withLocalWorker(FaultCase.CALL_LIMIT);
      testbed.addScenario(row.scenario());
      row.call().prepare(testbed);
      testbed.addFault(row.fault(testbed));
      WorkflowStub run = testbed.start(Inputs.quick(row.call().options));
      if (row.call() == ApiCall.STOP) {
        RunConditions.awaitAll(testbed, "has its task", RunConditions::hasTask);
        EndRequests.askToStop(run);
      }
      await().atMost(LIMIT).until(() -> testbed.requests(row.call().route) > 0);
      if (row.cancel() == Cancel.BETWEEN_ATTEMPTS) {
        RunConditions.awaitAll(
            testbed, "has a call that failed", RunConditions.hasFailedCall(testbed.server()));
      }
      if (row.isCancelled()) {
        run.cancel("enough");
      }
      return run;
    } finally {
      CpuBudget.RUNS.release();
    }
  }

  @AfterAll
  static void tell() {
    SEEN.print();
  }
}
