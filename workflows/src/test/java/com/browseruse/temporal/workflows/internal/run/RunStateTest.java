package com.browseruse.temporal.workflows.internal.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.internal.json.RunJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunStateTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final TaskSnapshot.LastStep STEP =
      new TaskSnapshot.LastStep(3, "Read", "https://example.com/");
  private final RunMemory memory = RunMemory.begin(NOW, Duration.ofSeconds(60));
  private final RunState state = new RunState(memory);

  private void create() {
    memory.created(
        new CreatedBrowserTask("task-1", "session-1", Task.Creation.CREATED, null),
        NOW.plusSeconds(1));
  }

  private static TaskSnapshot seen(TaskStatus status) {
    return new TaskSnapshot("task-1", status, 3, STEP, "0.01");
  }

  @Test
  void progressIsEmptyBeforeTheCreate() {
    assertThat(state.json())
        .isEqualTo(
            new RunJson.Progress(
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                0,
                NOW.plusSeconds(60),
                BrowserTaskPhase.CREATING,
                null,
                null,
                null,
                null,
                null,
                List.of()));
  }

  @Test
  void aRunWhoseInputWasRefusedHasProgressToo() {
    assertThat(new RunState(new RunMemory()).progress().deadline()).isNull();
  }

  @Test
  void progressTellsWhatWasSeen() {
    create();
    memory.seen(seen(TaskStatus.STARTED));
    memory.liveUrl = "https://live.example.com/";
    memory.polls++;
    assertThat(state.json())
        .isEqualTo(
            new RunJson.Progress(
                "task-1",
                "session-1",
                TaskStatus.STARTED,
                3,
                STEP,
                "0.01",
                "https://live.example.com/",
                1,
                NOW.plusSeconds(60),
                BrowserTaskPhase.RUNNING,
                null,
                NOW.plusSeconds(1),
                null,
                null,
                null,
                List.of()));
  }

  /** Lists of runs carry the memo, of which Temporal wants less than 2 KB (core 11). */
  @Test
  void theMemoIsShortAndHoldsNoResult() {
    create();
    state.stopped(StopOutcome.UNCONFIRMED, null);
    memory.warn("A warning.");
    state.result = BrowserTaskResult.fromJson("{\"output\": \"42\"}");
    for (int i = 0; i < 50; i++) {
      memory.warn(i + "é".repeat(5_000));
    }
    assertThat(state.evidence().result()).isEqualTo(state.result);
    assertThat(state.memo().result()).isNull();
    assertThat(state.memo().toJson().getBytes(UTF_8)).hasSizeLessThan(2_000);
    assertThat(state.memo().warnings())
        .startsWith(
            "task task-1 was told to stop and was not seen to end: it may still bill", "A warning.")
        .endsWith("17 more warnings: query progress");
  }

  @ParameterizedTest
  @CsvSource({
    "started,  false, RUNNING",
    "started,  true,  PAUSED",
    "paused,   false, PAUSED",
    "dreaming, false, RUNNING"
  })
  void aTaskIsPausedIfItSaysSoOrThePauseWasAccepted(
      String status, boolean accepted, BrowserTaskPhase phase) {
    create();
    memory.seen(seen(new TaskStatus(status)));
    memory.pauseAccepted = accepted;
    assertThat(state.phase()).isEqualTo(phase);
  }

  @Test
  void aTaskThatHasEndedIsNotPaused() {
    create();
    memory.pauseAccepted = true;
    assertThat(state.phase()).isEqualTo(BrowserTaskPhase.PAUSED);
    memory.seen(seen(TaskStatus.FINISHED));
    assertThat(state.phase()).isEqualTo(BrowserTaskPhase.RUNNING);
  }

  @Test
  void aPollDoesNotBringBackARunThatIsEnding() {
    create();
    state.stopping(EndReason.CANCELLED, NOW);
    memory.seen(seen(TaskStatus.STARTED));
    assertThat(state.phase()).isEqualTo(BrowserTaskPhase.STOPPING);
    state.done = true;
    memory.seen(seen(TaskStatus.STARTED));
    assertThat(state.phase()).isEqualTo(BrowserTaskPhase.DONE);
  }
}
