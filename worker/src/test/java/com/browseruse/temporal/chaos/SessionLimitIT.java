package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.caller.BrowserSessionHandle;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import com.browseruse.temporal.workflows.session.BrowserSession;
import com.browseruse.temporal.workflows.session.BrowserSessionOutcome;
import com.browseruse.temporal.workflows.session.BrowserSessionResult;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many more runs than the account may have sessions: they queue for them, in order. */
@ExtendWith(TemporalServerExtension.class)
@Timeout(500)
@Tag("undisturbed")
class SessionLimitIT {
  private static final Logger log = LoggerFactory.getLogger(SessionLimitIT.class);

  private static final int RUNS = Integer.getInteger("session-limit.runs", 60);
  private static final int SESSIONS = 10;
  private static final Duration LENGTH = Duration.ofSeconds(10);

  /** Of the least time. */
  private static final double FACTOR = RUNS > 100 ? 1.1 : 1.25;

  /** Few runs are refused more often each, since all of them ask at first. */
  private static final double CREATES_PER_RUN = RUNS > 100 ? 2 : 2.5;

  /** Those who wait within their attempts, and those who start within the same second. */
  private static final int OUT_OF_ORDER = 60;

  /** Two seconds until it is noticed, one that each attempt has, and a busy machine. */
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  @Test
  @Tag("bench")
  void runsTakeTheSessionsInTurnAndAskSeldom(TemporalServer server) {
    try (Testbed testbed =
        new Testbed(
                server, "session-limit", ApiVersion.V2, emulator -> emulator.sessionLimit(SESSIONS))
            .withLocalWorker(Testbed.CALL_LIMIT)) {
      testbed.addScenario(Inputs.lasting(LENGTH));
      testbed.warmUp();
      Instant start = Instant.now();
      testbed.startAtOnce(RUNS, BrowserTask.of("Find the answer"));
      List<EndedRun> ended = testbed.awaitEnds();
      Duration took =
          Duration.between(
              start, ended.stream().map(EndedRun::closedAt).max(Comparator.naturalOrder()).get());
      Duration least = LENGTH.multipliedBy((RUNS + SESSIONS - 1) / SESSIONS);
      int creates = testbed.requests(Route.CREATE);
      log.info(
          "{} runs took {} of at least {}, the first {} of which without a task; {} creates,"
              + " sessions free for {} on average, at most {} places out of order",
          RUNS,
          took,
          least,
          Duration.between(start, testbed.emulator().tasks().get(0).createdAt()),
          creates,
          free(testbed),
          outOfOrder(testbed, ended));
      for (EndedRun run : ended) {
        run.endedBy(EndedRun.SUCCEEDED);
        run.exactlyOneTask();
      }
      assertThat(took).isLessThan(Duration.ofMillis((long) (least.toMillis() * FACTOR)));
      assertThat(creates).isLessThanOrEqualTo((int) (RUNS * CREATES_PER_RUN));
      double perSecond = 1000.0 * (creates - RUNS) / took.toMillis();
      assertThat(perSecond).as("requests a second spent on waiting").isLessThan(2);
      assertThat(free(testbed)).isLessThan(Duration.ofSeconds(3));
      assertThat(outOfOrder(testbed, ended)).isLessThan(OUT_OF_ORDER);
    }
  }

  @Test
  @Tag("sweep")
  void aCancelEndsTheWaitAtOnceAndLeavesNothing(TemporalServer server) {
    try (Testbed testbed =
        new Testbed(server, "session-wait", ApiVersion.V2, emulator -> emulator.sessionLimit(1))
            .withLocalWorker(Testbed.CALL_LIMIT)) {
      testbed.addScenario(Inputs.endless());
      testbed.warmUp();
      WorkflowStub first = testbed.start(Inputs.slow());
      RunConditions.awaitAll(testbed, "has its task", RunConditions::hasTask);
      WorkflowStub second = testbed.start(Inputs.slow());
      // The second attempt of the run waits within its activity.
      await().atMost(Testbed.RUN_LIMIT).until(() -> testbed.requests(Route.CREATE) >= 4);
      assertThat(second.query("progress", BrowserTaskProgress.class).problem())
          .startsWith("waits for a session, as the first of this worker: 429, Too many");
      Instant cancelled = Instant.now();
      second.cancel("enough");
      EndedRun waited = EndedRun.await(second, testbed);
      waited.endedBy(EndedRun.CANCELED);
      waited.noTask();
      assertThat(Duration.between(cancelled, waited.closedAt()))
          .as("end of %s", waited)
          .isLessThan(AT_ONCE);
      first.cancel("enough");
      EndedRun.await(first, testbed).exactlyOneTask();
    }
  }

  @Test
  @Tag("sweep")
  void aBrowserSessionWaitsForItsTurnAmongTheRuns(TemporalServer server) {
    try (Testbed testbed =
        new Testbed(server, "session-turn", ApiVersion.V2, emulator -> emulator.sessionLimit(2))
            .withLocalWorker(Testbed.CALL_LIMIT)) {
      testbed.addScenario(Inputs.lasting(Duration.ofSeconds(3)));
      testbed.warmUp();
      int runs = 12;
      testbed.startAtOnce(runs, BrowserTask.of("Find the answer"));
      await().atMost(AT_ONCE).until(() -> testbed.requests(Route.CREATE) > 2);
      BrowserSessionHandle session =
          BrowserTasks.newBuilder(server.client())
              .taskQueue(testbed.taskQueue())
              .build()
              .session(
                  testbed.taskQueue() + "-browser",
                  BrowserSession.newBuilder().idleTimeout(Duration.ofSeconds(1)).build());
      await().atMost(AT_ONCE).until(() -> session.progress().problem() != null);
      assertThat(session.progress().problem()).startsWith("waits for a session, with about ");
      testbed.startAtOnce(runs, BrowserTask.of("Find the answer"));

      BrowserSessionResult result = session.result();

      assertThat(result.outcome()).isEqualTo(BrowserSessionOutcome.CLOSED);
      testbed.awaitEnds().forEach(EndedRun::exactlyOneTask);
      assertThat(testbed.emulator().tasks())
          .filteredOn(task -> task.createdAt().isAfter(result.openedAt()))
          .as("tasks that were created after the session was opened")
          .hasSizeBetween(runs - 3, runs + 3);
    }
  }

  /** How long a session was free on average before the next task took it. */
  private static Duration free(Testbed testbed) {
    List<RecordedTask> tasks = testbed.emulator().tasks();
    List<Instant> ends =
        new ArrayList<>(tasks.stream().map(RecordedTask::finishedAt).sorted().toList());
    List<Instant> begins = tasks.stream().map(RecordedTask::createdAt).sorted().toList();
    Duration sum = Duration.ZERO;
    int taken = 0;
    for (Instant begin : begins.subList(Math.min(SESSIONS, begins.size()), begins.size())) {
      sum = sum.plus(Duration.between(ends.get(taken++), begin));
    }
    return taken == 0 ? sum : sum.dividedBy(taken);
  }

  /** How far from its place a run got its task, at most. */
  private static int outOfOrder(Testbed testbed, List<EndedRun> byStart) {
    List<String> byTask =
        testbed.emulator().tasks().stream()
            .map(task -> String.valueOf(task.metadata().get("temporal_workflow_id")))
            .toList();
    int most = 0;
    for (int i = 0; i < byStart.size(); i++) {
      most = Math.max(most, Math.abs(byTask.indexOf(byStart.get(i).workflowId()) - i));
    }
    return most;
  }
}
