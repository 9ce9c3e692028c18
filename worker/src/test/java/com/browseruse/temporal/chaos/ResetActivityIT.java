package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.task.Task;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.ResetActivityRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * An operator who is tired of waiting resets an activity: its attempts are counted from 1 again.
 */
@ExtendWith(TemporalServerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(300)
class ResetActivityIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Test
  void aCreateThatIsResetAdoptsWhatItHasMade(TemporalServer server) {
    try (Testbed testbed =
        new Testbed(server, "reset-activity").withLocalWorker(Testbed.CALL_LIMIT)) {
      testbed.addScenario(Inputs.lasting(Duration.ofSeconds(20)));
      // So that the first attempt does not find it itself.
      testbed.emulator().setListLag(Duration.ofHours(1));
      testbed.addFault(
          testbed.on(Route.CREATE).times(1).status(503).commit().header("Retry-After", "3600"));
      WorkflowStub run = testbed.start(Inputs.quick());
      RunConditions.awaitAll(testbed, "waits for the next attempt", RunConditions::isRetrying);
      await().atMost(LIMIT).until(() -> !testbed.emulator().tasks().isEmpty());
      testbed.emulator().setListLag(Duration.ZERO);

      reset(server.client(), run);

      EndedRun ended = EndedRun.await(run, testbed);
      ended.endedBy(EndedRun.SUCCEEDED);
      ended.exactlyOneTask();
      assertThat(ended.result().creation()).isEqualTo(Task.Creation.ADOPTED);
      assertThat(testbed.requests(Route.CREATE)).isEqualTo(1);
    }
  }

  @Test
  void aCreateThatNobodyHasResetNeedsNoLookup(TemporalServer server) {
    try (Testbed testbed = new Testbed(server, "no-reset").withLocalWorker(Testbed.CALL_LIMIT)) {
      testbed.addScenario(Inputs.lasting(Duration.ofSeconds(1)));
      EndedRun ended = EndedRun.await(testbed.start(Inputs.quick()), testbed);
      ended.exactlyOneTask();
      assertNoLookup(testbed, server, ended, 1);
    }
  }

  @Test
  void refusalsNeedNoLookup(TemporalServer server) {
    try (Testbed testbed = new Testbed(server, "refused").withLocalWorker(Testbed.CALL_LIMIT)) {
      testbed.addScenario(Inputs.lasting(Duration.ofSeconds(1)));
      testbed.addFault(testbed.on(Route.CREATE).times(3).status(429).header("Retry-After", "1"));
      EndedRun ended = EndedRun.await(testbed.start(Inputs.quick()), testbed);
      ended.exactlyOneTask();
      assertThat(ended.result().creation()).isEqualTo(Task.Creation.CREATED);
      assertThat(testbed.requests(Route.CREATE)).isEqualTo(4);
      assertNoLookup(testbed, server, ended, 4);
    }
  }

  @Test
  void aCreateThatIsResetLooksForItsTaskAlthoughItWasRefused(TemporalServer server) {
    try (Testbed testbed =
        new Testbed(server, "reset-refused").withLocalWorker(Testbed.CALL_LIMIT)) {
      testbed.addScenario(Inputs.lasting(Duration.ofSeconds(1)));
      testbed.addFault(testbed.on(Route.CREATE).times(1).status(429).header("Retry-After", "3600"));
      WorkflowStub run = testbed.start(Inputs.quick());
      RunConditions.awaitAll(testbed, "waits for the next attempt", RunConditions::isRetrying);

      reset(server.client(), run);

      EndedRun ended = EndedRun.await(run, testbed);
      ended.exactlyOneTask();
      if (attemptsOfCreate(server, ended) == 1) {
        assertThat(testbed.requests(Route.LIST)).as("lookups").isGreaterThanOrEqualTo(2);
      }
    }
  }

  /** Where each attempt made its request, nobody reads the list. */
  private static void assertNoLookup(
      Testbed testbed, TemporalServer server, EndedRun run, int requests) {
    int attempts = attemptsOfCreate(server, run);
    assertThat(attempts).isGreaterThanOrEqualTo(requests);
    if (attempts == requests) {
      assertThat(testbed.requests(Route.LIST)).as("lookups").isZero();
    }
  }

  /**
   * Temporal's count of attempts, from the last reset on. A server under load may hand out an
   * attempt that no worker ever gets: whether the one after it looks is not what is tested here.
   */
  private static int attemptsOfCreate(TemporalServer server, EndedRun run) {
    return server.client().fetchHistory(run.workflowId()).getEvents().stream()
        .filter(HistoryEvent::hasActivityTaskStartedEventAttributes)
        .findFirst()
        .orElseThrow()
        .getActivityTaskStartedEventAttributes()
        .getAttempt();
  }

  private static void reset(WorkflowClient client, WorkflowStub run) {
    client
        .getWorkflowServiceStubs()
        .blockingStub()
        .resetActivity(
            ResetActivityRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setExecution(run.getExecution())
                .setType("CreateBrowserTask")
                .build());
  }
}
