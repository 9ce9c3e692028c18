package com.browseruse.temporal.chaos;

import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.chaos.FaultCell.Moment;
import com.browseruse.temporal.client.ApiVersion;
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
@ExtendWith(SharedTemporal.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(900)
class FaultTableIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Table SEEN =
      new Table("Faults", "api", "call", "fault", "moment", "end", "tasks", "creates", "seconds");

  static Stream<FaultCell> cellsOfVersion2() {
    return FaultCell.of(ApiVersion.V2);
  }

  static Stream<FaultCell> cellsOfVersion1() {
    return FaultCell.of(ApiVersion.V1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cellsOfVersion2")
  void aRunSurvivesAFault(FaultCell cell, TemporalServer server) {
    survive(cell, server);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cellsOfVersion1")
  void aRunOnVersion1SurvivesAFault(FaultCell cell, TemporalServer server) {
    survive(cell, server);
  }

  private static void survive(FaultCell cell, TemporalServer server) {
    Instant begin = Instant.now();
    try (Stage stage = new Stage(server, "fault", cell.version())) {
      WorkflowStub run = play(cell, stage);
      EndedRun.await(run, stage);
      if (cell.mishap().kind == Mishap.Kind.LATE) {
        await().atMost(LIMIT).until(() -> !stage.emulator().tasks().isEmpty());
      }
      EndedRun ended = EndedRun.await(run, stage);
      SEEN.add(
          cell.version(),
          cell.call(),
          cell.mishap(),
          cell.moment(),
          ended.how(),
          ended.tasks().size(),
          stage.requests(Route.CREATE),
          Duration.between(begin, Instant.now()).toSeconds());
      cell.judge(ended);
    }
  }

  /** Leads a run to the fault, and cancels it there if it must be. */
  private static WorkflowStub play(FaultCell cell, Stage stage) {
    Machine.take(Machine.A_RUN);
    try {
      stage.withLocalWorker(FaultCell.CALL_LIMIT);
      stage.play(cell.scenario());
      cell.call().lead(stage);
      stage.spoil(cell.fault(stage));
      WorkflowStub run = stage.start(Inputs.quick(cell.call().options));
      if (cell.call() == SpoiltCall.STOP) {
        Ends.awaitAll(stage, "knows its task", Ends::knowsItsTask);
        Ends.askToStop(run);
      }
      await().atMost(LIMIT).until(() -> stage.requests(cell.call().route) > 0);
      if (cell.moment() == Moment.CANCELLED_BETWEEN_ATTEMPTS) {
        Ends.awaitAll(stage, "repeats a call", Ends::repeatsACall);
      }
      if (cell.isCancelled()) {
        run.cancel("enough");
      }
      return run;
    } finally {
      Machine.giveBack(Machine.A_RUN);
    }
  }

  @AfterAll
  static void tell() {
    SEEN.print();
  }
}
