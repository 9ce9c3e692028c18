package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.awaitility.core.ConditionTimeoutException;

/** The runs that stand at the same point when their worker is killed. */
final class RunBatch {
  /** How many there are. */
  static final int SIZE = Sweep.count(4, 10);

  static final Duration TASK_LENGTH = Duration.ofSeconds(20);

  /** Longer than it takes to see that all runs are there, and shorter than their worker waits. */
  static final Duration HOLD = HaltingWorker.CALL_LIMIT.minusSeconds(5);

  /**
   * A server under load may hand out a call that no worker ever gets: that run waits for the
   * heartbeat time-out, and joins the others after the kill.
   */
  static final int STRAGGLERS = SIZE * 3 / 10;

  /** Shorter than a call is held. */
  private static final Duration REACH_LIMIT = HOLD.minusSeconds(10);

  private RunBatch() {}

  static void succeeded(EndedRun run) {
    run.endedBy(EndedRun.SUCCEEDED);
    run.exactlyOneTask();
    run.answered(Inputs.OUTPUT);
  }

  /** Whether every copy is whole. */
  static void succeededWithCopies(EndedRun run) {
    succeeded(run);
    assertThat(Path.of(URI.create(run.result().logs()))).as("log of %s", run).isNotEmptyFile();
    assertThat(run.result().outputFiles())
        .as("files of %s", run)
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(Path.of(URI.create(file.uri())))
                    .hasSize(file.size())
                    .hasDigest("SHA-256", file.sha256()));
  }

  static void stopped(EndedRun run, String... ends) {
    run.endedBy(ends);
    run.atMostOneTask();
    assertThat(run.tasks()).allMatch(task -> task.status().equals("stopped"));
  }

  static void awaitRequests(Testbed testbed, Route route) {
    awaitCount(route + "s", () -> testbed.requests(route));
  }

  /** Waits until every run has its task and nothing to do but to wait. */
  static void awaitIdle(Testbed testbed) {
    RunConditions.awaitAll(testbed, "is idle between two polls", RunConditions::isIdle);
  }

  /** Waits until the runs are at their point. */
  static void awaitCount(String what, IntSupplier count) {
    try {
      await().atMost(REACH_LIMIT).until(() -> count.getAsInt() >= SIZE);
    } catch (ConditionTimeoutException e) {
      assertThat(count.getAsInt()).as(what).isGreaterThanOrEqualTo(SIZE - STRAGGLERS);
    }
  }
}
