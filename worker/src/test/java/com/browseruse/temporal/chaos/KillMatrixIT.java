package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.client.ApiVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A worker that is killed with {@code kill -9} at any point of a run, and another one after it:
 * each run has exactly one task, ends right, and leaves nothing alive.
 */
@ExtendWith(SharedTemporal.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(900)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are ended by signals")
class KillMatrixIT {
  private static final Table SEEN =
      new Table("Workers killed with -9", "api", "arrow", "runs", "tasks", "ends", "seconds");

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void aRunSurvivesTheKillOfItsWorker(Arrow arrow, TemporalServer server) {
    survive(arrow, ApiVersion.V2, server);
  }

  /** Version 1 finds what a lost create has made in another way, and stops it in another way. */
  @ParameterizedTest(name = "{0}")
  @EnumSource(
      names = {
        "THE_CREATE_IS_DONE_AFTER_THE_KILL",
        "THE_CREATE_IS_DONE_AND_NOT_ANSWERED",
        "THE_CREATE_IS_ANSWERED_AND_TEMPORAL_DOES_NOT_KNOW",
        "THE_STOP_IS_DONE_AND_NOT_ANSWERED"
      })
  void aRunOnVersion1SurvivesTheKillOfItsWorker(Arrow arrow, TemporalServer server) {
    survive(arrow, ApiVersion.V1, server);
  }

  private static void survive(Arrow arrow, ApiVersion version, TemporalServer server) {
    Instant begin = Instant.now();
    try (Stage stage = new Stage(server, arrow.name(), version)) {
      arrow.setting.accept(stage);
      List<EndedRun> ends;
      try (WorkerJvm second = replacement(arrow, stage)) {
        ends = stage.awaitEnds();
        assertThat(second.said()).doesNotContain("ERROR");
      }
      SEEN.add(
          version,
          arrow,
          ends.size(),
          stage.emulator().tasks().size(),
          ends.stream()
              .collect(Collectors.groupingBy(EndedRun::how, TreeMap::new, Collectors.counting())),
          Duration.between(begin, Instant.now()).toSeconds());
      ends.forEach(arrow.judge);
      assertThat(stage.requests(Route.CREATE))
          .as("creates")
          .isBetween(Crowd.RUNS - Crowd.STRAGGLERS, Crowd.RUNS);
      assertThat(ends.stream().filter(run -> run.cameToItsTask(arrow.creation)))
          .as("runs that came to their task as %s", arrow.creation)
          .hasSizeGreaterThanOrEqualTo(Crowd.RUNS - Crowd.STRAGGLERS);
    }
  }

  /** Leads all runs to the point, kills their worker, and starts another. */
  private static WorkerJvm replacement(Arrow arrow, Stage stage) {
    Machine.take(Machine.A_JVM);
    try (WorkerJvm first = arrow.firstWorker.apply(stage)) {
      stage.warmUp();
      for (int index = 0; index < Crowd.RUNS; index++) {
        stage.start(arrow.input.apply(index));
      }
      arrow.awaitPoint.accept(stage, first);
      first.kill();
      return WorkerJvm.ofTheJar(stage);
    } finally {
      Machine.giveBack(Machine.A_JVM);
    }
  }

  @AfterAll
  static void tell() {
    SEEN.print();
  }
}
