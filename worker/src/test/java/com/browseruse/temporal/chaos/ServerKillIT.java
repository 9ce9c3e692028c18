package com.browseruse.temporal.chaos;

import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.worker.RealTemporal;
import com.browseruse.temporal.workflows.BrowserTaskInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A Temporal server that is killed with {@code kill -9} and started again on its data. */
@Isolated("a server that starts beside a busy one is too slow to bring its runs to their point")
@Timeout(900)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are ended by signals")
class ServerKillIT {
  private static final int RUNS = 6;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** What a call takes: the server dies meanwhile, and may not be back when it is answered. */
  private static final Duration IN_FLIGHT = Duration.ofSeconds(10);

  /** What the runs are at when the server dies. */
  enum Work {
    CREATING(
        index -> Inputs.quick(),
        stage -> {
          stage.play(Inputs.lasting(Duration.ofSeconds(15)));
          stage.spoil(stage.on(Route.CREATE).times(RUNS).delay(IN_FLIGHT));
        },
        stage -> await().atMost(LIMIT).until(() -> stage.requests(Route.CREATE) == RUNS)),
    WAITING(
        index -> Inputs.slow(),
        stage -> stage.play(Inputs.lasting(Duration.ofSeconds(20))),
        stage -> Ends.awaitAll(stage, "rests between two polls", Ends::rests)),
    LOOKING(
        index -> Inputs.quick(),
        stage -> {
          stage.play(Inputs.lasting(Duration.ofSeconds(15)));
          stage.spoil(stage.on(Route.VIEW).times(RUNS).delay(IN_FLIGHT));
        },
        stage -> await().atMost(LIMIT).until(() -> stage.requests(Route.VIEW) >= RUNS)),
    STOPPING(
        Ends::input,
        stage -> {
          stage.play(Inputs.endless());
          stage.spoil(stage.on(Route.STOP).times(RUNS).delay(IN_FLIGHT));
        },
        Ends::askForAll);

    final IntFunction<BrowserTaskInput> input;
    final Consumer<Stage> setting;
    final Consumer<Stage> reach;

    Work(IntFunction<BrowserTaskInput> input, Consumer<Stage> setting, Consumer<Stage> reach) {
      this.input = input;
      this.setting = setting;
      this.reach = reach;
    }
  }

  @Test
  void aRunSurvivesTheKillOfTheServer(@TempDir Path folder) {
    Path program = RealTemporal.program();
    List<Stage> stages = new ArrayList<>();
    try (TemporalServer server = TemporalServer.on(folder.resolve("temporal.db"), program)) {
      for (Work work : Work.values()) {
        Stage stage = new Stage(server, work.name());
        stages.add(stage);
        stage.withLocalWorker(Stage.CALM);
        work.setting.accept(stage);
        for (int index = 0; index < RUNS; index++) {
          stage.start(work.input.apply(index));
        }
      }
      for (Work work : Work.values()) {
        work.reach.accept(stages.get(work.ordinal()));
      }
      server.kill();
      server.launch();
      Table seen = new Table("Temporal server killed with -9", "at", "runs", "tasks", "ends");
      for (Stage stage : stages) {
        List<EndedRun> ends = stage.awaitEnds();
        seen.add(
            stage.name(),
            ends.size(),
            stage.emulator().tasks().size(),
            ends.stream()
                .collect(
                    Collectors.groupingBy(EndedRun::how, TreeMap::new, Collectors.counting())));
        ends.forEach(run -> judge(Work.valueOf(stage.name()), run));
      }
      seen.print();
    } finally {
      stages.forEach(Stage::close);
    }
  }

  private static void judge(Work work, EndedRun run) {
    if (work == Work.STOPPING) {
      Crowd.stopped(run, EndedRun.CANCELED, EndedRun.STOPPED, Ends.TIMED_OUT);
    } else {
      Crowd.succeeded(run);
    }
  }
}
