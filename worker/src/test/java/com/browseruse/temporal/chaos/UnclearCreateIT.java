package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.StopOutcome;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Creates of which nobody knows whether they made a task, by the ledger. */
@ExtendWith(TemporalServerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(400)
@Tag("sweep")
@Tag("undisturbed")
class UnclearCreateIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** So that no attempt to create finds what the one before has made, however slow the machine. */
  private static final Duration UNSEEN = Duration.ofSeconds(30);

  private static Testbed testbed(TemporalServer server) {
    Testbed testbed = new Testbed(server, "unclear").withLocalWorker(Testbed.CALL_LIMIT);
    testbed.addScenario(Inputs.endless());
    return testbed;
  }

  /** A create that breaks off, and is done all the same so much later. */
  private static Fault.Builder late(Testbed testbed, Duration delay) {
    return testbed.on(Route.CREATE).times(1).disconnect(Fault.Disconnect.BEFORE).commitDelay(delay);
  }

  private static BrowserTaskEvidence memo(WorkflowStub run) {
    return (BrowserTaskEvidence)
        run.describe().getMemo(BrowserTaskEvidence.MEMO_KEY, BrowserTaskEvidence.class);
  }

  @Test
  @DisplayName("core 3: a run that was reset during its create asks for the key that was sent")
  void aResetRunFindsWhatItsCreateHasMade(TemporalServer server) {
    try (Testbed testbed = testbed(server)) {
      testbed.emulator().setListLag(Duration.ofSeconds(20));
      testbed.addFault(testbed.on(Route.CREATE).times(1).status(429).header("Retry-After", "15"));
      testbed.addFault(
          testbed.on(Route.CREATE).after(1).times(1).disconnect(Fault.Disconnect.AFTER));
      WorkflowStub first = testbed.start(Inputs.quick());
      RunConditions.awaitAll(testbed, "waits for the next attempt", RunConditions::isRetrying);

      WorkflowStub reset = reset(server.client(), first.getExecution().getWorkflowId());

      await().atMost(LIMIT).until(() -> testbed.requests(Route.CREATE) == 2);
      // The create looks twice itself, before the list shows its task.
      await().atMost(LIMIT).until(() -> testbed.requests(Route.LIST) >= 2);
      reset.cancel("enough");
      EndedRun ended = EndedRun.await(reset, testbed);
      ended.endedBy(EndedRun.CANCELED);
      ended.exactlyOneTask();
      assertThat(memo(reset).taskId()).isEqualTo(ended.tasks().get(0).id());
      assertThat(memo(reset).stop()).isEqualTo(StopOutcome.STOPPED);
    }
  }

  /** Resets a run to its newest workflow task. */
  private static WorkflowStub reset(WorkflowClient client, String workflowId) {
    List<HistoryEvent> events = client.fetchHistory(workflowId).getEvents();
    long newest =
        events.stream()
            .filter(HistoryEvent::hasWorkflowTaskCompletedEventAttributes)
            .mapToLong(HistoryEvent::getEventId)
            .max()
            .orElseThrow();
    client
        .getWorkflowServiceStubs()
        .blockingStub()
        .resetWorkflowExecution(
            ResetWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                .setReason("test")
                .setWorkflowTaskFinishEventId(newest)
                .setRequestId(UUID.randomUUID().toString())
                .build());
    return client.newUntypedWorkflowStub(workflowId);
  }

  @Test
  @DisplayName("core 4: two creates that are done late are both found and stopped")
  void twoLateCreatesAreBothStopped(TemporalServer server) {
    try (Testbed testbed = testbed(server)) {
      testbed.emulator().setListLag(UNSEEN);
      testbed.addFault(late(testbed, Duration.ofMillis(6500)));
      testbed.addFault(late(testbed, Duration.ofSeconds(9)).after(1));
      WorkflowStub run = testbed.start(Inputs.quick());
      await().atMost(LIMIT).until(() -> testbed.requests(Route.CREATE) == 2);
      run.cancel("enough");
      EndedRun ended = EndedRun.await(run, testbed);
      ended.endedBy(EndedRun.CANCELED);
      assertThat(ended.tasks()).hasSize(2).allMatch(task -> task.stops() > 0);
      ended.noneAlive();
      assertThat(memo(run).stop()).isEqualTo(StopOutcome.STOPPED);
    }
  }

  @Test
  @DisplayName("core 7: a duplicate that does not stop delays neither the cancel of the task")
  void aDuplicateThatCannotBeStoppedDelaysNothing(TemporalServer server) {
    try (Testbed testbed = testbed(server)) {
      testbed.emulator().setListLag(UNSEEN);
      testbed.addFault(late(testbed, Duration.ofSeconds(8)));
      WorkflowStub run = testbed.start(Inputs.quick());
      await().atMost(LIMIT).until(() -> testbed.emulator().tasks().size() == 2);
      await().atMost(LIMIT).until(() -> memo(run) != null);
      String task = memo(run).taskId();
      String duplicate =
          testbed.emulator().tasks().stream()
              .map(RecordedTask::id)
              .filter(id -> !id.equals(task))
              .findFirst()
              .orElseThrow();
      testbed.addFault(Fault.on("PATCH", "/tasks/" + duplicate + "$").status(503));
      // The run has begun to stop the duplicate.
      await().atMost(LIMIT).until(() -> testbed.requests(Route.STOP) > 0);

      Instant cancelled = Instant.now();
      run.cancel("enough");

      await().atMost(LIMIT).until(() -> stoppedAt(testbed, task) != null);
      assertThat(Duration.between(cancelled, stoppedAt(testbed, task)))
          .isLessThan(Duration.ofSeconds(10));
      testbed.emulator().clearFaults();
      EndedRun ended = EndedRun.await(run, testbed);
      ended.endedBy(EndedRun.CANCELED);
      ended.noneAlive();
      assertThat(memo(run).taskId()).isEqualTo(task);
    }
  }

  private static Instant stoppedAt(Testbed testbed, String taskId) {
    return testbed.emulator().tasks().stream()
        .filter(task -> task.id().equals(taskId))
        .findFirst()
        .orElseThrow()
        .stoppedAt();
  }
}
