package com.browseruse.temporal.chaos;

import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.TemporalProgram;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.workflows.BrowserTask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A Temporal server that is killed with {@code kill -9} and started again on its data. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(900)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are ended by signals")
@Tag("sweep")
class ServerKillIT {
  /** A multiple of the ways in which a run is asked to end. */
  private static final int RUNS = 6;

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** What a call takes: the server dies meanwhile, and may not be back when it is answered. */
  private static final Duration IN_FLIGHT = Duration.ofSeconds(10);

  /** What the runs are at when the server dies. */
  enum Work {
    CREATING(
        index -> Inputs.quick(),
        testbed -> {
          testbed.addScenario(Inputs.lasting(Duration.ofSeconds(15)));
          testbed.addFault(testbed.on(Route.CREATE).times(RUNS).delay(IN_FLIGHT));
        },
        testbed -> await().atMost(LIMIT).until(() -> testbed.requests(Route.CREATE) == RUNS)),
    WAITING(
        index -> Inputs.slow(),
        testbed -> testbed.addScenario(Inputs.lasting(Duration.ofSeconds(20))),
        testbed ->
            RunConditions.awaitAll(testbed, "is idle between two polls", RunConditions::isIdle)),
    LOOKING(
        index -> Inputs.quick(),
        testbed -> {
          testbed.addScenario(Inputs.lasting(Duration.ofSeconds(15)));
          testbed.addFault(testbed.on(Route.VIEW).times(RUNS).delay(IN_FLIGHT));
        },
        testbed -> await().atMost(LIMIT).until(() -> testbed.requests(Route.VIEW) >= RUNS)),
    STOPPING(
        EndRequests::input,
        testbed -> {
          testbed.addScenario(Inputs.endless());
          testbed.addFault(testbed.on(Route.STOP).times(RUNS).delay(IN_FLIGHT));
        },
        EndRequests::askForAll);

    final IntFunction<BrowserTask> input;
    final Consumer<Testbed> setting;
    final Consumer<Testbed> reach;

    Work(IntFunction<BrowserTask> input, Consumer<Testbed> setting, Consumer<Testbed> reach) {
      this.input = input;
      this.setting = setting;
      this.reach = reach;
    }
  }

  @Test
  void aRunSurvivesTheKillOfTheServer(@TempDir Path folder) {
    Path program = TemporalProgram.program();
    List<Testbed> testbeds = new ArrayList<>();
    try (TemporalServer server = TemporalServer.on(folder.resolve("temporal.db"), program)) {
      for (Work work : Work.values()) {
        Testbed testbed = new Testbed(server, work.name());
        testbeds.add(testbed);
        testbed.withLocalWorker(Testbed.CALL_LIMIT);
        work.setting.accept(testbed);
        for (int index = 0; index < RUNS; index++) {
          testbed.start(work.input.apply(index));
        }
      }
      for (Work work : Work.values()) {
        work.reach.accept(testbeds.get(work.ordinal()));
      }
      server.kill();
      server.launch();
      Table seen = new Table("Temporal server killed with -9", "at", "runs", "tasks", "ends");
      for (Testbed testbed : testbeds) {
        List<EndedRun> ends = testbed.awaitEnds();
        seen.add(
            testbed.name(),
            ends.size(),
            testbed.emulator().tasks().size(),
            ends.stream()
                .collect(
                    Collectors.groupingBy(EndedRun::how, TreeMap::new, Collectors.counting())));
        ends.forEach(run -> check(Work.valueOf(testbed.name()), run));
      }
      seen.print();
    } finally {
      testbeds.forEach(Testbed::close);
    }
  }

  private static void check(Work work, EndedRun run) {
    if (work == Work.STOPPING) {
      RunBatch.stopped(run, EndedRun.CANCELED, EndedRun.STOPPED, EndRequests.TIMED_OUT);
    } else {
      RunBatch.succeeded(run);
    }
  }
}
