package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.WatchBrowserTasksWorkflow;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;

/** Runs that a watcher tells of the ends of their tasks, on a real server and by the ledger. */
@ExtendWith(TemporalServerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(300)
@Tag("sweep")
@Tag("undisturbed")
@Isolated("it counts the events of runs, which a busy machine makes more")
class WatcherIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Before this a run that waits for a hint does not look by itself. */
  private static final Duration BACK_STOP = Duration.ofMinutes(1);

  /** The watcher's word takes six, a poll eleven: as many or more mean that a run has polled. */
  private static final int EVENTS = 36;

  private static WorkflowStub watcher(Testbed testbed) {
    return testbed
        .server()
        .client()
        .newUntypedWorkflowStub(WatchBrowserTasksWorkflow.idOf(testbed.taskQueue()));
  }

  private static List<PendingActivityInfo> watches(Testbed testbed) {
    try {
      return watcher(testbed).describe().getRawDescription().getPendingActivitiesList();
    } catch (WorkflowNotFoundException e) {
      return List.of();
    }
  }

  private static boolean isWatched(Testbed testbed) {
    return watches(testbed).stream()
        .anyMatch(watch -> watch.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED);
  }

  /** A task that no run has made. */
  private static void createStranger(BrowserUseEmulator emulator) throws Exception {
    URI tasks = emulator.baseUrl().resolve("/api/v2/tasks");
    HttpRequest create =
        HttpRequest.newBuilder(tasks)
            .header("X-Browser-Use-API-Key", Testbed.KEY)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"task\": \"stranger\"}"))
            .build();
    assertThat(HttpClient.newHttpClient().send(create, HttpResponse.BodyHandlers.ofString()))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(202);
  }

  private static Duration lateness(EndedRun run) {
    return Duration.between(run.tasks().get(0).finishedAt(), run.closedAt());
  }

  @Test
  void aRunIsToldWhenItsTaskHasEnded(TemporalServer server) throws Exception {
    try (Testbed testbed = new Testbed(server, "watched").withWatchingWorker()) {
      testbed.addScenario(Inputs.endless().match("stranger"));
      testbed.addScenario(Inputs.lasting(Duration.ofSeconds(6)).match("answer"));
      testbed.addScenario(Inputs.lasting(Duration.ofMillis(100)).match("short"));
      // Its back-stop is answered by the watcher, without a request.
      testbed.addScenario(Inputs.lasting(BACK_STOP.plusSeconds(5)).match("long"));
      await().atMost(LIMIT).until(() -> isWatched(testbed));
      for (int i = 0; i < 5; i++) {
        createStranger(testbed.emulator());
      }
      int runs = 30;
      for (int i = 0; i < runs; i++) {
        testbed.start(
            BrowserTask.of(i == 0 ? "a short one" : i == 1 ? "a long one" : "Find the answer"));
      }
      for (EndedRun run : testbed.awaitEnds()) {
        run.endedBy(EndedRun.SUCCEEDED);
        run.exactlyOneTask();
        run.answered(Inputs.OUTPUT);
        assertThat(lateness(run)).as("%s", run).isLessThan(BACK_STOP);
        assertThat(run.history().split(" ")).as("%s", run).hasSizeLessThan(EVENTS);
      }
      assertThat(testbed.requests(Route.STATUS)).isZero();
      assertThat(testbed.requests(Route.VIEW)).isEqualTo(runs);
      assertThat(watches(testbed)).hasSize(1);
    }
  }

  @Test
  void anotherWorkerTakesTheWatchOver(TemporalServer server) throws IOException {
    try (Testbed testbed = new Testbed(server, "taken-over");
        WorkerProcess lost = WorkerProcess.jar(testbed, true)) {
      await().atMost(LIMIT).until(() -> isWatched(testbed));
      testbed.addScenario(Inputs.lasting(Duration.ofSeconds(25)));
      for (int i = 0; i < 10; i++) {
        testbed.start(BrowserTask.of("Find the answer"));
      }
      RunConditions.awaitAll(testbed, "has its task", RunConditions::isIdle);
      try (WorkerProcess next = WorkerProcess.jar(testbed, true)) {
        lost.kill();
        for (EndedRun run : testbed.awaitEnds()) {
          run.endedBy(EndedRun.SUCCEEDED);
          run.exactlyOneTask();
          assertThat(lateness(run)).as("%s", run).isLessThan(BACK_STOP);
        }
        // Between two watches of its own there is a moment in which nobody watches.
        await()
            .atMost(LIMIT)
            .untilAsserted(
                () ->
                    assertThat(watches(testbed))
                        .singleElement()
                        .extracting(PendingActivityInfo::getLastWorkerIdentity, as(STRING))
                        .startsWith(next.pid() + "@"));
      }
    }
  }
}
