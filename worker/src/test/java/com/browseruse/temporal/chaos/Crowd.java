package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.activities.TaskCreation;
import com.browseruse.temporal.testing.RecordedTask;
import java.time.Duration;
import java.util.function.IntSupplier;

/** The runs that stand at the same point when their worker is killed. */
final class Crowd {
  /** How many there are. */
  static final int RUNS = 10;

  static final Duration A_WHILE = Duration.ofSeconds(20);

  /** Longer than it takes to see that all runs are there, and shorter than their worker waits. */
  static final Duration LONG = HaltingWorker.CALL_LIMIT.minusSeconds(5);

  private static final Duration REACH_LIMIT = Duration.ofMinutes(3);

  private Crowd() {}

  static void succeeded(EndedRun run, TaskCreation creation) {
    run.endedBy(EndedRun.SUCCEEDED);
    run.exactlyOneTask();
    run.answered(Inputs.OUTPUT);
    assertThat(run.result().creation()).as("creation of %s", run).isEqualTo(creation);
  }

  static void stopped(EndedRun run, String... ends) {
    run.endedBy(ends);
    run.exactlyOneTask();
    RecordedTask task = run.tasks().get(0);
    assertThat(task.status()).isEqualTo("stopped");
  }

  static void awaitRequests(Stage stage, String route) {
    awaitRuns(route, () -> stage.requests(route));
  }

  /** Waits until every run has its task and nothing to do but to wait. */
  static void awaitRest(Stage stage) {
    awaitRuns(
        "runs between two polls", () -> (int) stage.runs().stream().filter(Ends::rests).count());
  }

  static void awaitRuns(String what, IntSupplier count) {
    await().alias(RUNS + " of " + what).atMost(REACH_LIMIT).until(() -> count.getAsInt() == RUNS);
  }
}
