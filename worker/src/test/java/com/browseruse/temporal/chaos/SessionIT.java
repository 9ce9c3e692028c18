package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.testing.RecordedSession;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.caller.BrowserSessionHandle;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import com.browseruse.temporal.workflows.session.BrowserSession;
import com.browseruse.temporal.workflows.session.BrowserSessionEndReason;
import com.browseruse.temporal.workflows.session.BrowserSessionOutcome;
import com.browseruse.temporal.workflows.session.BrowserSessionPhase;
import com.browseruse.temporal.workflows.session.BrowserSessionResult;
import com.browseruse.temporal.workflows.session.RunBrowserSessionWorkflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sessions on a real server: each is closed when its workflow ends, whatever happens to workers.
 */
@ExtendWith(TemporalServerExtension.class)
@Timeout(300)
class SessionIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private static BrowserTask task(String text) {
    return BrowserTask.newBuilder(text)
        .polling(PollingOptions.newBuilder().initialInterval(Duration.ofSeconds(1)).build())
        .build();
  }

  private static BrowserTasks tasks(Testbed testbed) {
    return BrowserTasks.newBuilder(testbed.server().client())
        .taskQueue(testbed.taskQueue())
        .build();
  }

  private static BrowserSessionHandle open(Testbed testbed, String name, BrowserSession session) {
    return tasks(testbed).session(testbed.taskQueue() + "-" + name, session);
  }

  private static void play(Testbed testbed) {
    testbed.addScenario(
        Scenario.newBuilder().steps(1).stepDuration(Duration.ofMillis(200)).output("done"));
    testbed.addScenario(
        Scenario.matching("endless").startDelay(Duration.ZERO).outcome(Scenario.Outcome.NEVER));
  }

  private static void awaitPhase(BrowserSessionHandle session, BrowserSessionPhase phase) {
    await().atMost(LIMIT).until(() -> session.progress().phase() == phase);
  }

  private static RecordedSession browser(Testbed testbed, String sessionId) {
    return testbed.emulator().sessions().stream()
        .filter(session -> session.id().equals(sessionId))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Tag("sweep")
  void aWorkerThatIsKilledWhileSessionsWaitIsNotMissed(TemporalServer server) {
    try (Testbed testbed = new Testbed(server, "session")) {
      play(testbed);
      BrowserSessionHandle used;
      BrowserSessionHandle cancelled;
      BrowserSessionHandle idle;
      BrowserTaskResult first;
      try (WorkerProcess killed = WorkerProcess.withLongTimeouts(testbed)) {
        used = open(testbed, "used", BrowserSession.getDefaultInstance());
        cancelled = open(testbed, "cancelled", BrowserSession.getDefaultInstance());
        idle =
            open(
                testbed,
                "idle",
                BrowserSession.newBuilder().idleTimeout(Duration.ofSeconds(30)).build());
        first = used.runTask(task("log in"));
        awaitPhase(used, BrowserSessionPhase.IDLE);
        awaitPhase(cancelled, BrowserSessionPhase.IDLE);
        await().atMost(LIMIT).until(() -> testbed.emulator().sessions().size() == 3);
        killed.kill();
      }
      cancelled.cancel();
      assertThat(testbed.emulator().sessions())
          .extracting(RecordedSession::finishedAt)
          .containsOnlyNulls();
      try (WorkerProcess other = WorkerProcess.withLongTimeouts(testbed)) {
        BrowserTaskResult second = used.runTask(task("type the code"));
        assertThat(second.sessionId()).isEqualTo(first.sessionId());
        assertThat(used.close().outcome()).isEqualTo(BrowserSessionOutcome.CLOSED);
        assertThat(used.result().tasksDone()).isEqualTo(2);

        BrowserTaskException.Cancelled end =
            catchThrowableOfType(BrowserTaskException.Cancelled.class, cancelled::result);
        assertThat(end.evidence().stop()).isEqualTo(StopOutcome.STOPPED);
        assertThat(browser(testbed, end.evidence().sessionId()).finishedAt()).isNotNull();

        assertThat(idle.result().endReason()).isEqualTo(BrowserSessionEndReason.IDLE);
        assertThat(testbed.emulator().sessions())
            .hasSize(3)
            .allSatisfy(session -> assertThat(session.finishedAt()).isNotNull());
        assertThat(other.output()).doesNotContain("ERROR");
      }
    }
  }

  @Test
  @Tag("sweep")
  @Tag("undisturbed")
  void aWorkerThatIsKilledWhileASessionWaitsForItsTurnLeavesNoDoubt(TemporalServer server) {
    try (Testbed testbed =
        new Testbed(server, "session-turn-lost", ApiVersion.V2, e -> e.sessionLimit(1))) {
      play(testbed);
      BrowserSessionHandle first = open(testbed, "first", BrowserSession.getDefaultInstance());
      String second = testbed.taskQueue() + "-second";
      try (WorkerProcess killed = WorkerProcess.withLongTimeouts(testbed)) {
        awaitPhase(first, BrowserSessionPhase.IDLE);
        open(testbed, "second", BrowserSession.getDefaultInstance());
        // It asks within its second attempt; while it asks, it is unclear what it opens.
        await()
            .atMost(LIMIT)
            .until(() -> testbed.requests(Route.OPEN) >= 5 && isClear(server, second));
        killed.kill();
      }
      int asked = testbed.requests(Route.OPEN);
      try (WorkerProcess other = WorkerProcess.withLongTimeouts(testbed)) {
        await().atMost(LIMIT).until(() -> testbed.requests(Route.OPEN) > asked);
        BrowserSessionHandle waiting = tasks(testbed).findSession(second);
        assertThat(waiting.progress().warnings()).isEmpty();
        first.close();
        awaitPhase(waiting, BrowserSessionPhase.IDLE);
        assertThat(waiting.close().warnings()).isEmpty();
        assertThat(testbed.emulator().sessions()).hasSize(2);
        assertThat(other.output()).doesNotContain("ERROR");
      }
    }
  }

  /** Whether Temporal knows that the open that is under way has sent nothing. */
  private static boolean isClear(TemporalServer server, String workflowId) {
    return server
        .client()
        .newUntypedWorkflowStub(workflowId)
        .describe()
        .getRawDescription()
        .getPendingActivitiesList()
        .stream()
        .flatMap(open -> open.getHeartbeatDetails().getPayloadsList().stream())
        .anyMatch(detail -> !detail.getData().toStringUtf8().contains("unclear"));
  }

  @Test
  @Tag("sweep")
  void aSessionThatIsOpenedForAWorkflowThatIsOverIsClosed(TemporalServer server) {
    try (Testbed testbed =
        new Testbed(server, "session-late").withLocalWorker(Testbed.CALL_LIMIT)) {
      testbed.addFault(testbed.on(Route.OPEN).times(1).delay(Duration.ofSeconds(4)));
      BrowserSessionHandle session = open(testbed, "late", BrowserSession.getDefaultInstance());
      await().atMost(LIMIT).until(() -> testbed.requests(Route.OPEN) == 1);
      session.workflow().terminate("for the test");
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(testbed.emulator().sessions())
                      .singleElement()
                      .extracting(RecordedSession::finishedAt)
                      .isNotNull());
    }
  }

  @Test
  void updatesWaitAreRefusedAndAreIdempotentAsOnTheTestServer(TemporalServer server) {
    try (Testbed testbed =
        new Testbed(server, "session-updates").withLocalWorker(Testbed.CALL_LIMIT)) {
      play(testbed);
      BrowserSessionHandle session = open(testbed, "one", BrowserSession.getDefaultInstance());
      BrowserTaskResult once = session.runTask("key", task("a"));
      assertThat(tasks(testbed).findSession(session.id()).runTask("key", task("a")))
          .isEqualTo(once);
      assertThat(testbed.emulator().tasks()).hasSize(1);

      List<CompletableFuture<BrowserTaskResult>> all = new ArrayList<>();
      IntStream.range(0, RunBrowserSessionWorkflow.MOST_WAITING_TASKS)
          .forEach(i -> all.add(session.runTaskAsync(task("endless " + i))));
      await().atMost(LIMIT).until(() -> testbed.emulator().tasks().size() == 2);
      long events = session.workflow().describe().getHistoryLength();
      BrowserTaskException.Refused full =
          catchThrowableOfType(
              BrowserTaskException.Refused.class, () -> session.runTask(task("b")));
      assertThat(full).hasMessageContaining("9 tasks that run or wait");
      assertThat(session.workflow().describe().getHistoryLength()).isEqualTo(events);

      // One more update than those that wait: Temporal has room for it.
      BrowserSessionResult closed = session.close();
      assertThat(closed.tasksDone()).isEqualTo(1);
      assertThat(closed.tasksFailed()).isEqualTo(9);
      all.forEach(
          waiting -> {
            CompletionException failure =
                catchThrowableOfType(CompletionException.class, waiting::join);
            assertThat(failure.getCause()).isInstanceOf(BrowserTaskException.NotFound.class);
            assertThat(((BrowserTaskException) failure.getCause()).type())
                .isEqualTo(FailureTypes.SESSION_STOPPED);
          });
      assertThat(session.close()).isEqualTo(closed);
      assertThat(session.runTask("key", task("a"))).isEqualTo(once);
      assertThat(testbed.emulator().tasks())
          .hasSize(2)
          .allSatisfy(done -> assertThat(done.finishedAt()).isNotNull());
      assertThat(testbed.emulator().sessions())
          .hasSize(1)
          .allSatisfy(done -> assertThat(done.finishedAt()).isNotNull());
    }
  }
}
