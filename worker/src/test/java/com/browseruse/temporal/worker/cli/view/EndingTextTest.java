package com.browseruse.temporal.worker.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.worker.run.RunOutcome;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.StopOutcome;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is said of runs that end with the process (new-user 1) (new-user 9)")
class EndingTextTest {
  private final EndingText text = new EndingText(Terminal.NONE, false);

  @Test
  void aTaskThatWasStoppedIsNamed() {
    assertThat(text.ended("wf-1", cancelled(StopOutcome.STOPPED)))
        .isEqualTo("Run wf-1: task t-1 stopped.");
  }

  @Test
  void aTaskThatWasNotSeenToStopComesWithTheCommandThatStopsIt() {
    assertThat(EndingText.mayLive(cancelled(StopOutcome.UNCONFIRMED))).isTrue();
    assertThat(text.ended("wf-1", cancelled(StopOutcome.UNCONFIRMED)))
        .startsWith("Run wf-1: task t-1 was not seen to stop; it may still run and cost money")
        .endsWith("stop --task t-1");
  }

  @Test
  void whoLeavesAtOnceIsToldWhatIsLeft() {
    assertThat(text.left(Map.of("wf-1", "t-1")))
        .singleElement()
        .asString()
        .startsWith("Left: run wf-1 with task t-1; it may still run and cost money")
        .endsWith("stop --task t-1");
    assertThat(text.left(Map.of("wf-1", "")))
        .singleElement()
        .asString()
        .contains("which may have created a task", "list --status started");
  }

  @Test
  void tasksOfTheEmulatorEndWithIt() {
    assertThat(new EndingText(Terminal.NONE, true).left(Map.of("wf-1", "t-1")))
        .containsExactly("Left: run wf-1 with task t-1; it ends with the emulator.");
  }

  private static RunOutcome cancelled(StopOutcome stop) {
    return new RunOutcome(
        null,
        new RunOutcome.Failure(
            "Cancelled",
            "The run was cancelled.",
            BrowserTaskEvidence.fromJson(Samples.json("taskId", "t-1", "stop", stop))));
  }
}
