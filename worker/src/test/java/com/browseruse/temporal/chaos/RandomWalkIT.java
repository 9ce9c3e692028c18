package com.browseruse.temporal.chaos;

import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
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
 * Faults, cancels, stops, pauses, hints and kills at random. {@code -Dwalk.seed=N} walks one seed
 * again; a sweep has {@code -Dwalk.runs=N} runs in all.
 */
@Tag("sweep")
@ExtendWith(TemporalServerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(3600)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are ended by signals")
class RandomWalkIT {
  private static final int USUAL_RUNS = 50;

  private static final Table SEEN =
      new Table(
          "Random walks", "seed", "api", "runs", "tasks", "kills", "faults", "ends", "seconds");

  /** Each walk has a worker's JVM of its own. */
  private static final Semaphore ROOM = new Semaphore(3);

  static LongStream seeds() {
    String seed = System.getProperty("walk.seed", "");
    if (!seed.isEmpty()) {
      return LongStream.of(Long.parseLong(seed));
    }
    int runs = Integer.getInteger("walk.runs", USUAL_RUNS);
    // The usual walks are the same each time; long ones are others each day.
    long first = runs <= USUAL_RUNS ? 1 : LocalDate.now(ZoneOffset.UTC).toEpochDay() * 1_000;
    return LongStream.range(first, first + runs / WalkPlan.RUNS);
  }

  @ParameterizedTest(name = "-Dwalk.seed={0}")
  @MethodSource("seeds")
  void everyRunKeepsThePromise(long seed, TemporalServer server) throws Exception {
    ROOM.acquire();
    Instant begin = Instant.now();
    WalkPlan plan = WalkPlan.of(seed);
    try (Walk walk = new Walk(plan, server)) {
      List<EndedRun> ends = walk.run();
      SEEN.add(
          seed,
          plan.version(),
          ends.size(),
          walk.tasks(),
          plan.kills().size(),
          plan.faults().size(),
          ends.stream()
              .collect(Collectors.groupingBy(EndedRun::how, TreeMap::new, Collectors.counting())),
          Duration.between(begin, Instant.now()).toSeconds());
      walk.check(ends);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("Walk it again with -Dwalk.seed=" + seed + ": " + plan, e);
    } finally {
      ROOM.release();
    }
  }

  @AfterAll
  static void tell() {
    SEEN.print();
  }
}
