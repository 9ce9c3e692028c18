package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.CpuBudget;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.workflows.caller.BrowserSessionHandle;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import com.browseruse.temporal.workflows.reap.ReapResult;
import com.browseruse.temporal.workflows.session.BrowserSession;
import com.browseruse.temporal.workflows.session.BrowserSessionPhase;
import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.client.WorkflowStub;
import io.temporal.client.schedules.ScheduleActionExecutionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleHandle;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import picocli.CommandLine.ExitCode;

/** The reaper on a real server, where runs are terminated, timed out and reset. */
@ExtendWith(TemporalServerExtension.class)
@Timeout(300)
@ResourceLock(CpuBudget.OWNERS)
@Tag("undisturbed")
class ReapIT {
  private static ReaperFixture fixture;

  private final Cli cli = fixture.cli();

  @BeforeAll
  static void start(TemporalServer server) {
    fixture = new ReaperFixture(server.address());
  }

  @AfterAll
  static void end() throws Exception {
    if (fixture != null) {
      fixture.close();
    }
  }

  @AfterEach
  void forget() {
    fixture.forget();
  }

  private static JsonNode reap() throws IOException {
    Cli cli = fixture.cli();
    assertThat(cli.run("reap", "--apply", "--json")).as(cli::err).isZero();
    return CliContext.JSON.readTree(cli.out());
  }

  private static void assertStopped(String taskId) {
    assertThat(fixture.ledger(taskId).status()).isEqualTo("stopped");
  }

  @Test
  void theTaskOfATerminatedRunIsStoppedAndThatOfALiveOneIsNot() throws IOException {
    WorkflowStub live = fixture.start("live", null);
    String kept = fixture.newestTask();
    fixture.start("terminated", null).terminate("for the test");
    String orphan = fixture.newestTask();

    assertThat(cli.run("reap")).isZero();
    assertThat(cli.out()).contains("would stop", orphan, "left", kept, "its run is alive");
    fixture.assertUntouched(orphan);

    JsonNode result = reap();

    assertThat(result.path("stopped").intValue()).isEqualTo(1);
    assertThat(result.path("leftBecause").path("its run is alive").intValue()).isEqualTo(1);
    assertStopped(orphan);
    fixture.assertUntouched(kept);
    live.terminate("for the test");
  }

  @Test
  void theTaskOfARunWhoseExecutionTimeoutHasExpiredIsStopped() throws IOException {
    // The run ends before its time-out, unless the API cannot be told to stop the task.
    fixture.emulator.addFault(Fault.on("PATCH", "/tasks/").status(500).build());
    WorkflowStub run = fixture.start("timed-out", Duration.ofSeconds(5));
    String orphan = fixture.newestTask();
    await()
        .atMost(ReaperFixture.WAIT_LIMIT)
        .until(
            () ->
                run.describe().getStatus()
                    == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TIMED_OUT);
    fixture.emulator.clearFaults();
    fixture.assertUntouched(orphan);

    assertThat(reap().path("tasks").path(0).path("reason").asText())
        .isEqualTo("its workflow has ended (TIMED_OUT)");

    assertStopped(orphan);
  }

  @Test
  void theTaskOfALaterRunOfTheSameIdIsKept() throws IOException {
    fixture.start("reused", null).terminate("for the test");
    String earlier = fixture.newestTask();
    WorkflowStub later = fixture.start("reused", null);
    String kept = fixture.newestTask();

    assertThat(reap().path("stopped").intValue()).isEqualTo(1);

    assertStopped(earlier);
    fixture.assertUntouched(kept);
    later.terminate("for the test");
  }

  @Test
  void aRunThatWasResetBehindItsCreateKeepsItsTaskBeforeItCanSaySo() throws Exception {
    Cli worker = fixture.cli().with("BROWSER_USE_TASK_QUEUE", "soon-down");
    CompletableFuture<Integer> workerExit = worker.start("worker");
    WorkflowStub run = fixture.start("reset-late", null, "soon-down");
    String kept = fixture.newestTask();
    worker.interrupt();
    workerExit.get(ReaperFixture.WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS);
    List<HistoryEvent> history = fixture.client().fetchHistory("reset-late").getEvents();
    // The workflow task that learned of the create: its outcome, the memo included, is undone.
    long created = idOf(history, EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED, 0);
    reset(run, idOf(history, EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED, created));

    JsonNode result = reap();

    assertThat(result.path("stopped").intValue()).as(result::toString).isZero();
    assertThat(result.path("leftBecause").path("its run is alive, and still creating").intValue())
        .isEqualTo(1);
    fixture.assertUntouched(kept);
    run.terminate("for the test");
  }

  @Test
  void aRunThatWasResetToItsBeginningLeavesAnOrphanOnceItHasAnotherTask() throws IOException {
    WorkflowStub run = fixture.start("reset-early", null);
    String orphan = fixture.newestTask();
    List<HistoryEvent> history = fixture.client().fetchHistory("reset-early").getEvents();
    reset(run, idOf(history, EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED, 0));
    await().atMost(ReaperFixture.WAIT_LIMIT).until(() -> fixture.emulator.tasks().size() == 2);
    String kept = fixture.newestTask();
    await()
        .atMost(ReaperFixture.WAIT_LIMIT)
        .until(
            () ->
                String.valueOf(run.describe().getMemo("browserTask", Object.class)).contains(kept));

    assertThat(reap().path("stopped").intValue()).isEqualTo(1);

    assertStopped(orphan);
    fixture.assertUntouched(kept);
    run.terminate("for the test");
  }

  @Test
  void theSessionOfATerminatedWorkflowIsClosedAndThatOfALiveOneIsNot() throws IOException {
    BrowserSessionHandle live = openSession("live-browser");
    BrowserSessionHandle lost = openSession("lost-browser");
    String kept = live.progress().sessionId();
    String orphan = lost.progress().sessionId();
    lost.workflow().terminate("for the test");
    // Temporal's lists of workflows lag a little.
    await()
        .atMost(ReaperFixture.WAIT_LIMIT)
        .until(
            () -> {
              Cli dry = fixture.cli();
              return dry.run("reap") == ExitCode.OK && dry.out().contains(orphan);
            });
    assertThat(cli.run("reap")).isZero();
    assertThat(cli.out())
        .contains("would stop", orphan, "lost-browser", "its workflow has ended (TERMINATED)")
        .contains("Looked at 2 open sessions: 1 of workflows that have ended.")
        .contains("1 would be closed, 0 left.")
        .doesNotContain(kept);
    assertThat(cli.err()).contains("Nothing was stopped: this was a dry run.");
    assertThat(isOpen(orphan)).isTrue();

    JsonNode session = reap().path("sessions").path(0);

    assertThat(session.path("decision").asText()).isEqualTo("STOPPED");
    assertThat(isOpen(orphan)).isFalse();
    assertThat(isOpen(kept)).isTrue();
    live.close();
  }

  private static BrowserSessionHandle openSession(String workflowId) {
    BrowserSessionHandle session =
        BrowserTasks.newBuilder(fixture.client())
            .taskQueue(ReaperFixture.QUEUE)
            .build()
            .session(workflowId, BrowserSession.newBuilder().build());
    await()
        .atMost(ReaperFixture.WAIT_LIMIT)
        .until(() -> session.progress().phase() == BrowserSessionPhase.IDLE);
    return session;
  }

  private static boolean isOpen(String sessionId) {
    return fixture.emulator.sessions().stream()
        .anyMatch(session -> session.id().equals(sessionId) && session.finishedAt() == null);
  }

  @Test
  void aScheduleIsInstalledFiresIsUpdatedAndRemoved() throws IOException {
    fixture.start("scheduled", null).terminate("for the test");
    String orphan = fixture.newestTask();

    assertThat(cli.run("reap", "--apply", "--every", "1h")).as(cli::err).isZero();

    assertThat(cli.out())
        .isEqualToNormalizingNewlines(
            "Schedule browser-task-reaper installed: every 1 h it stops tasks older than 15 min"
                + " that no workflow owns.\n");
    assertThat(cli.err()).contains("Remove it with: reap --remove");
    ScheduleHandle schedule =
        ScheduleClient.newInstance(fixture.client().getWorkflowServiceStubs())
            .getHandle("browser-task-reaper");
    assertThat(schedule.describe().getSchedule().getPolicy().getOverlap())
        .isEqualTo(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP);
    schedule.trigger();
    await().atMost(ReaperFixture.WAIT_LIMIT).until(() -> started(schedule) != null);
    WorkflowStub reaper = fixture.client().newUntypedWorkflowStub(started(schedule));
    assertThat(reaper.getResult(ReapResult.class).stopped()).isEqualTo(1);
    assertStopped(orphan);

    Cli updater = fixture.cli();
    schedule.pause("by the operator");
    assertThat(updater.run("reap", "--every", "PT2H", "--json")).as(updater::err).isZero();
    JsonNode updated = CliContext.JSON.readTree(updater.out());
    assertThat(updated.path("schedule").asText()).isEqualTo("updated");
    assertThat(updated.path("input").path("apply").booleanValue()).isFalse();
    ScheduleDescription now = schedule.describe();
    assertThat(now.getSchedule().getSpec().getIntervals().get(0).getEvery())
        .isEqualTo(Duration.ofHours(2));
    assertThat(now.getSchedule().getState().isPaused()).isTrue();

    Cli remover = fixture.cli();
    assertThat(remover.run("reap", "--every", "none")).as(remover::err).isZero();
    assertThat(remover.out()).contains("Schedule browser-task-reaper removed.");
    Cli again = fixture.cli();
    assertThat(again.run("reap", "--remove")).isEqualTo(ExitCode.SOFTWARE);
    assertThat(again.err()).contains("There is no schedule browser-task-reaper");
  }

  private static String started(ScheduleHandle schedule) {
    return schedule.describe().getInfo().getRecentActions().stream()
        .map(action -> (ScheduleActionExecutionStartWorkflow) action.getAction())
        .map(ScheduleActionExecutionStartWorkflow::getWorkflowId)
        .findFirst()
        .orElse(null);
  }

  private static long idOf(List<HistoryEvent> history, EventType type, long after) {
    return history.stream()
        .filter(event -> event.getEventType() == type && event.getEventId() > after)
        .mapToLong(HistoryEvent::getEventId)
        .findFirst()
        .orElseThrow();
  }

  private static void reset(WorkflowStub run, long workflowTaskId) {
    fixture
        .client()
        .getWorkflowServiceStubs()
        .blockingStub()
        .resetWorkflowExecution(
            ResetWorkflowExecutionRequest.newBuilder()
                .setNamespace("default")
                .setWorkflowExecution(
                    WorkflowExecution.newBuilder()
                        .setWorkflowId(run.getExecution().getWorkflowId()))
                .setReason("for the test")
                .setRequestId(UUID.randomUUID().toString())
                .setWorkflowTaskFinishEventId(workflowTaskId)
                .build());
  }
}
