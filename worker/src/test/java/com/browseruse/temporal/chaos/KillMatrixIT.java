package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.server.CpuBudget;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A worker that is killed with {@code kill -9} at any point of a run, and another one after it:
 * each run has exactly one task, ends right, and leaves nothing alive.
 */
@ExtendWith(TemporalServerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(900)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are ended by signals")
class KillMatrixIT {
  private static final Table SEEN =
      new Table("Workers killed with -9", "api", "point", "runs", "tasks", "ends", "seconds");

  /** Every day none in a create: 75 s may have to pass until it is sent again. */
  static Set<KillPoint> pointsOfVersion2() {
    return Sweep.ON
        ? EnumSet.allOf(KillPoint.class)
        : EnumSet.of(KillPoint.BETWEEN_POLLS, KillPoint.THE_STOP_IS_DONE_AND_NOT_ANSWERED);
  }

  static Set<KillPoint> pointsOfVersion1() {
    return EnumSet.of(
        KillPoint.THE_CREATE_IS_DONE_AFTER_THE_KILL,
        KillPoint.THE_CREATE_IS_DONE_AND_NOT_ANSWERED,
        KillPoint.THE_CREATE_IS_ANSWERED_AND_TEMPORAL_DOES_NOT_KNOW,
        KillPoint.THE_STOP_IS_DONE_AND_NOT_ANSWERED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pointsOfVersion2")
  void aRunSurvivesTheKillOfItsWorker(KillPoint point, TemporalServer server) {
    survive(point, ApiVersion.V2, server);
  }

  /** Version 1 finds what a lost create has made in another way, and stops it in another way. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("pointsOfVersion1")
  @Tag("sweep")
  void aRunOnVersion1SurvivesTheKillOfItsWorker(KillPoint point, TemporalServer server) {
    survive(point, ApiVersion.V1, server);
  }

  private static void survive(KillPoint point, ApiVersion version, TemporalServer server) {
    Instant begin = Instant.now();
    try (Testbed testbed = new Testbed(server, point.name(), version)) {
      point.setting.accept(testbed);
      List<EndedRun> ends;
      try (WorkerProcess second = replacement(point, testbed)) {
        ends = testbed.awaitEnds();
        assertThat(second.output()).doesNotContain("ERROR");
      }
      SEEN.add(
          version,
          point,
          ends.size(),
          testbed.emulator().tasks().size(),
          ends.stream()
              .collect(Collectors.groupingBy(EndedRun::how, TreeMap::new, Collectors.counting())),
          Duration.between(begin, Instant.now()).toSeconds());
      ends.forEach(point.check);
      assertThat(testbed.requests(Route.CREATE))
          .as("creates")
          .isBetween(RunBatch.SIZE - RunBatch.STRAGGLERS, RunBatch.SIZE);
      assertThat(ends.stream().filter(run -> run.cameToItsTask(point.creation)))
          .as("runs that came to their task as %s", point.creation)
          .hasSizeGreaterThanOrEqualTo(RunBatch.SIZE - RunBatch.STRAGGLERS);
    }
  }

  /** Brings all runs to the point, kills their worker, and starts another. */
  private static WorkerProcess replacement(KillPoint point, Testbed testbed) {
    CpuBudget.WORKERS.acquireUninterruptibly();
    try (WorkerProcess first = point.firstWorker.apply(testbed)) {
      testbed.warmUp();
      for (int index = 0; index < RunBatch.SIZE; index++) {
        testbed.start(point.input.apply(index));
      }
      point.awaitPoint.accept(testbed, first);
      first.kill();
      // What was meant for the first worker must not meet a run that comes late to the second one.
      testbed.emulator().clearFaults();
      return WorkerProcess.jar(testbed);
    } finally {
      CpuBudget.WORKERS.release();
    }
  }

  @AfterAll
  static void tell() {
    SEEN.print();
  }
}
