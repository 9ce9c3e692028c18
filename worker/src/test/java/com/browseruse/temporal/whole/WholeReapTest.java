package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import com.browseruse.temporal.workflows.reap.ReapDecision;
import com.browseruse.temporal.workflows.reap.ReapInput;
import com.browseruse.temporal.workflows.reap.ReapResult;
import com.browseruse.temporal.workflows.reap.ReapedTask;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tasks that outlive their runs are stopped, and no others, by the emulator's ledger. */
class WholeReapTest extends WholeReapBase {

  @Test
  void theTaskOfATerminatedRunIsToldInADryRunAndStoppedIfToldTo() {
    String taskId = orphan("milk");
    env.sleep(LONG_ENOUGH);
    assertUntouched(taskId);

    ReapResult dry = reap(ReapInput.getDefaultInstance());
    assertThat(dry.wouldStop()).isEqualTo(1);
    assertThat(only(dry).taskId()).isEqualTo(taskId);
    assertThat(only(dry).workflowId()).isEqualTo("milk");
    assertThat(only(dry).age()).isGreaterThanOrEqualTo(LONG_ENOUGH);
    assertThat(only(dry).reason()).isEqualTo("its workflow has ended (TERMINATED)");
    assertUntouched(taskId);

    assertThat(reap(APPLY).stopped()).isEqualTo(1);
    assertThat(ledger(taskId).status()).isEqualTo("stopped");
    assertThat(ledger(taskId).stops()).isEqualTo(1);

    assertThat(reap(APPLY).found()).isZero();
  }

  @Test
  void theTaskOfARunThatTemporalTimedOutIsStopped() {
    // The run ends before its time-out, unless the API cannot be told to stop the task.
    spoil(onStop().status(500));
    String taskId = startLong("milk", Duration.ofMinutes(5));
    env.sleep(LONG_ENOUGH);
    assertUntouched(taskId);
    emulator.clearFaults();
    assertThat(only(reap(APPLY)).reason()).isEqualTo("its workflow has ended (TIMED_OUT)");
    assertThat(ledger(taskId).status()).isEqualTo("stopped");
  }

  @Test
  void theTaskOfALiveRunIsNeverStopped() {
    String taskId = startLong("milk", null);
    env.sleep(LONG_ENOUGH);
    ReapResult result = reap(APPLY);
    assertThat(result.stopped()).isZero();
    assertThat(result.leftBecause()).isEqualTo(Map.of("its run is alive", 1));
    assertUntouched(taskId);
  }

  @Test
  void theTaskOfALaterRunOfTheSameIdIsKeptAndThatOfTheEarlierOneIsStopped() {
    String earlier = orphan("milk");
    String later = startLong("milk", null);
    env.sleep(LONG_ENOUGH);
    ReapResult result = reap(APPLY);
    assertThat(result.found()).isEqualTo(2);
    assertThat(result.stopped()).isEqualTo(1);
    assertThat(ledger(earlier).status()).isEqualTo("stopped");
    assertUntouched(later);
    assertThat(result.tasks())
        .filteredOn(task -> task.taskId().equals(earlier))
        .extracting(ReapedTask::reason)
        .containsExactly("its workflow works on another task");
  }

  @Test
  void theTaskOfALostRunThatAnotherHasTakenOverIsKept() {
    String taskId = orphan("milk");
    BrowserTask attached = BrowserTask.newAttachBuilder(taskId).timeout(Duration.ofDays(3)).build();
    BrowserTasks.create(env.getWorkflowClient()).start(TaskMarkers.attachId(taskId), attached);
    env.sleep(LONG_ENOUGH);
    assertThat(reap(APPLY).leftBecause()).isEqualTo(Map.of("its run is alive", 1));
    assertUntouched(taskId);
  }

  @Test
  void aTaskThatNoWorkflowMadeIsNeverStopped() {
    String unmarked = client.createTask(TaskRequest.newBuilder(TASK).build()).taskId();
    String elsewhere =
        client
            .createTask(
                TaskRequest.newBuilder(TASK)
                    .metadata(
                        Map.of(
                            "temporal_namespace", "another",
                            "temporal_workflow_id", "milk",
                            "temporal_create_key", "key"))
                    .build())
            .taskId();
    env.sleep(LONG_ENOUGH);
    ReapResult result = reap(APPLY);
    assertThat(result.scanned()).isEqualTo(2);
    assertThat(result.found()).isZero();
    List.of(unmarked, elsewhere).forEach(this::assertUntouched);
  }

  @Test
  void aTaskOfAWorkflowThatTemporalDoesNotKnowIsStopped() {
    String taskId =
        client
            .createTask(
                TaskRequest.newBuilder(TASK)
                    .metadata(
                        Map.of(
                            "temporal_namespace", env.getNamespace(),
                            "temporal_workflow_id", "forgotten",
                            "temporal_create_key", "key"))
                    .build())
            .taskId();
    env.sleep(LONG_ENOUGH);
    assertThat(only(reap(APPLY)).reason()).isEqualTo("Temporal knows no workflow of this id");
    assertThat(ledger(taskId).status()).isEqualTo("stopped");
  }

  @Test
  void aYoungTaskIsNeverStopped() {
    String taskId = orphan("milk");
    ReapResult result = reap(APPLY);
    assertThat(result.leftBecause()).isEqualTo(Map.of("it is too young", 1));
    assertUntouched(taskId);
  }

  @Test
  void aTaskThatIgnoresTheStopIsReportedAsUnconfirmed() {
    play(
        Scenario.newBuilder()
            .startDelay(Duration.ZERO)
            .outcome(Scenario.Outcome.NEVER)
            .ignoreStop(true));
    String taskId = orphan("milk");
    env.sleep(LONG_ENOUGH);
    ReapResult result = reap(APPLY);
    assertThat(only(result).decision()).isEqualTo(ReapDecision.UNCONFIRMED);
    assertThat(result.isClear()).isFalse();
    assertThat(ledger(taskId).stops()).as("told, and reminded three times").isEqualTo(4);
  }

  @Test
  void aSessionThatTheCallerGaveSurvivesTheReaper() throws Exception {
    String session = Sessions.keptAlive(emulator, KEY);
    startWith(
        TaskRequest.newBuilder(TASK).sessionId(session).build(),
        options -> options.timeout(Duration.ofDays(3)));
    awaitTask();
    run.terminate("for the test");
    env.sleep(LONG_ENOUGH);
    assertThat(reap(APPLY).stopped()).isEqualTo(1);
    assertThat(client.sessions().get(session).status()).isEqualTo("active");
  }

  @Test
  void aSessionThatTheRunMadeClosesWithItsTask() {
    String taskId = orphan("milk");
    env.sleep(LONG_ENOUGH);
    reap(APPLY);
    assertThat(client.sessions().get(ledger(taskId).sessionId()).status()).isEqualTo("stopped");
  }

  @Test
  void errorsOfTheApiDelayTheReaperOnly() {
    String taskId = orphan("milk");
    env.sleep(LONG_ENOUGH);
    spoil(onList().times(2).status(503));
    spoil(onStop().times(2).status(500));
    assertThat(reap(APPLY).stopped()).isEqualTo(1);
    assertThat(ledger(taskId).status()).isEqualTo("stopped");
  }

  /** As when a schedule is triggered by hand while its reaper runs. (sdk-typescript#1594) */
  @Test
  void twoReapersAtOnceDoNoHarm() {
    String orphan = orphan("milk");
    String alive = startLong("bread", null);
    env.sleep(LONG_ENOUGH);
    WorkflowStub first = startReaper("first", APPLY);
    WorkflowStub second = startReaper("second", APPLY);
    for (WorkflowStub reaper : List.of(first, second)) {
      ReapResult result = reaper.getResult(ReapResult.class);
      assertThat(result.isClear()).isTrue();
      assertThat(result.leftBecause()).containsEntry("its run is alive", 1);
    }
    assertThat(ledger(orphan).status()).isEqualTo("stopped");
    assertUntouched(alive);
  }
}
