package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.BrowserTaskStatus;
import com.browseruse.temporal.activities.CreatedBrowserTask;
import com.browseruse.temporal.task.LastStep;
import com.browseruse.temporal.task.TaskCreation;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.internal.json.ProgressJson;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunStateTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final LastStep STEP = new LastStep(3, "Read", "https://example.com/");
  private final RunState state = new RunState();

  private void fill() {
    state.startedAt = NOW;
    state.deadline = NOW.plusSeconds(60);
    state.createKey = "key";
    state.created = new CreatedBrowserTask("task-1", "session-1", TaskCreation.ADOPTED, true);
    state.createdAt = NOW.plusSeconds(1);
    state.twinLooks = 2;
    state.phase = BrowserTaskPhase.RUNNING;
    state.seen(new BrowserTaskStatus("task-1", TaskStatus.STARTED, 3, STEP, "0.01"));
    state.liveUrl = "https://live.example.com/";
    state.polls = 9;
    state.paused = true;
  }

  @Test
  void whatIsNotDoneYetGoesOnInTheNextRun() {
    fill();
    state.hint = true;
    state.warnings.add("A warning.");
    RunState next = new RunState();
    next.restore(state.carry(NOW));
    assertThat(next.hint).isTrue();
    assertThat(next.warnings).containsExactly("A warning.");
    assertThat(next.twinLooks).isEqualTo(2);
  }

  @Test
  void aTaskThatHasEndedDoesNotRest() {
    fill();
    assertThat(state.running()).isEqualTo(BrowserTaskPhase.PAUSED);
    state.seen(new BrowserTaskStatus("task-1", TaskStatus.FINISHED, 3, STEP, "0.01"));
    assertThat(state.running()).isEqualTo(BrowserTaskPhase.RUNNING);
  }

  @Test
  void progressIsEmptyBeforeTheCreate() {
    state.deadline = NOW;
    assertThat(state.progress())
        .isEqualTo(
            new BrowserTaskProgress(
                new ProgressJson(
                    null,
                    null,
                    null,
                    0,
                    null,
                    null,
                    null,
                    0,
                    NOW,
                    BrowserTaskPhase.CREATING,
                    null,
                    null,
                    null,
                    null)));
  }

  @Test
  void progressTellsWhatWasSeen() {
    fill();
    assertThat(state.progress())
        .isEqualTo(
            new BrowserTaskProgress(
                new ProgressJson(
                    "task-1",
                    "session-1",
                    TaskStatus.STARTED,
                    3,
                    STEP,
                    "0.01",
                    "https://live.example.com/",
                    9,
                    NOW.plusSeconds(60),
                    BrowserTaskPhase.RUNNING,
                    null,
                    NOW.plusSeconds(1),
                    null,
                    null)));
  }

  @Test
  void whatALookDidNotSeeStays() {
    fill();
    state.seen(new BrowserTaskStatus("task-1", TaskStatus.PAUSED, null, null, null));
    assertThat(state.status).isEqualTo(TaskStatus.PAUSED);
    assertThat(state.stepCount).isEqualTo(3);
    assertThat(state.lastStep).isEqualTo(STEP);
    assertThat(state.costUsd).isEqualTo("0.01");
  }

  @Test
  void nothingIsLostWhenTheRunContinuesAsNew() {
    fill();
    RunState next = new RunState();
    next.restore(state.carry(NOW));
    assertThat(next.carry(NOW)).isEqualTo(state.carry(NOW));
    assertThat(next.phase).isEqualTo(BrowserTaskPhase.PAUSED);
    assertThat(next.progress().toJson())
        .isEqualTo(state.progress().toJson().replace("RUNNING", "PAUSED"));
  }

  @ParameterizedTest
  @CsvSource({
    "started,  false, RUNNING",
    "started,  true,  PAUSED",
    "paused,   false, PAUSED",
    "dreaming, false, RUNNING"
  })
  void aTaskIsPausedIfItSaysSoOrThePauseWasAccepted(
      String status, boolean paused, BrowserTaskPhase phase) {
    state.status = new TaskStatus(status);
    state.paused = paused;
    assertThat(state.running()).isEqualTo(phase);
  }

  @ParameterizedTest
  @CsvSource({"CREATING", "STOPPING", "DONE"})
  void aLookDoesNotBringBackARunThatIsEnding(BrowserTaskPhase phase) {
    state.phase = phase;
    state.seen(new BrowserTaskStatus("task-1", TaskStatus.STARTED, 1, null, null));
    assertThat(state.phase).isEqualTo(phase);
  }

  @Test
  void onlyTerminalWordsEndARun() {
    assertThat(state.hasEnded()).isFalse();
    state.status = new TaskStatus("dreaming");
    assertThat(state.hasEnded()).isFalse();
    state.status = TaskStatus.FAILED;
    assertThat(state.hasEnded()).isTrue();
  }
}
