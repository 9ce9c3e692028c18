package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import io.temporal.client.WorkflowStub;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs that are cancelled as soon as they are started. */
@ExtendWith(TemporalServerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(600)
@Tag("sweep")
class EarlyCancelIT {
  private static final int RUNS = 200;

  /**
   * When a run is cancelled at the latest; later where the machine is too slow for a task by then.
   */
  private static final int LATEST_MILLIS = 50;

  /** Few enough at a time that some runs get as far as their create. */
  private static final int BATCH = 10;

  private static final long SEED = 4711;

  @Test
  void aRunThatIsCancelledWithinMillisecondsLeavesNothingAlive(TemporalServer server)
      throws Exception {
    Random random = new Random(SEED);
    ScheduledExecutorService callers = Executors.newScheduledThreadPool(BATCH);
    int latest = LATEST_MILLIS;
    try (Testbed testbed = new Testbed(server, "early").withLocalWorker(Testbed.CALL_LIMIT)) {
      testbed.addScenario(Inputs.endless());
      List<EndedRun> ends = new ArrayList<>();
      while (ends.size() < RUNS) {
        List<Future<Future<?>>> cancels = new ArrayList<>();
        for (int count = 0; count < BATCH; count++) {
          WorkflowStub run = testbed.unstarted();
          int delay = random.nextInt(latest + 1);
          cancels.add(callers.submit(() -> startAndCancel(run, callers, delay)));
        }
        for (Future<Future<?>> cancel : cancels) {
          cancel.get().get();
        }
        for (WorkflowStub run : testbed.runs().subList(ends.size(), ends.size() + BATCH)) {
          ends.add(EndedRun.await(run, testbed));
        }
        if (testbed.emulator().tasks().isEmpty()) {
          latest *= 2;
        }
      }
      long withTask = ends.stream().filter(run -> !run.tasks().isEmpty()).count();
      System.out.printf(
          "%nCancelled within %d ms of their start (seed %d): %d runs, of which %d had a task, all"
              + " stopped%n",
          latest, SEED, ends.size(), withTask);
      assertThat(withTask).as("runs that were cancelled after their create").isPositive();
      ends.forEach(
          run -> {
            run.endedBy(EndedRun.CANCELED);
            run.atMostOneTask();
          });
      assertThat(testbed.requests(Route.CREATE)).isEqualTo((int) withTask);
    } finally {
      callers.shutdownNow();
    }
  }

  private static Future<?> startAndCancel(
      WorkflowStub run, ScheduledExecutorService callers, int delay) {
    run.start(Inputs.quick());
    return callers.schedule(() -> run.cancel("never mind"), delay, TimeUnit.MILLISECONDS);
  }
}
