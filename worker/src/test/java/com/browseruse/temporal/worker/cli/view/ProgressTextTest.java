package com.browseruse.temporal.worker.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTextTest {
  private final ProgressText text = new ProgressText(Samples.WIDE);
  private final ProgressText inFile = new ProgressText(Terminal.NONE);

  @Test
  void theLineAboutNowHasStepGoalPageTimeAndCost() {
    assertThat(text.now(Samples.running(Samples.step(2), "0.02"), 0))
        .isEqualTo("⠋ step 2  Goal 2.  shop.example/page2 · 0:42 · $0.02");
  }

  @Test
  void theLineAboutNowMovesWithoutNews() {
    ProgressText.Snapshot same = Samples.running(Samples.step(2), null);

    assertThat(text.now(same, 0)).isNotEqualTo(text.now(same, 1));
  }

  @Test
  void anUnknownCostIsLeftOut() {
    assertThat(text.now(Samples.running(Samples.step(2), null), 0)).endsWith("0:42");
  }

  @Test
  void everyPhaseHasItsWords() {
    assertThat(text.now(Samples.snapshot(BrowserTaskPhase.CREATING, null, null), 0))
        .contains("creating the task");
    assertThat(text.now(Samples.snapshot(BrowserTaskPhase.RUNNING, null, null), 0))
        .contains("the agent is getting ready");
    assertThat(text.now(Samples.snapshot(BrowserTaskPhase.PAUSED, Samples.step(1), null), 0))
        .contains("paused");
    assertThat(text.now(Samples.snapshot(BrowserTaskPhase.STOPPING, Samples.step(1), null), 0))
        .contains("stopping the task");
    assertThat(text.now(Samples.waiting("waiting for a worker"), 0))
        .contains("waiting for a worker");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10, 20, 40, 60, 80})
  void noLineIsWiderThanTheTerminal(int width) {
    ProgressText narrow = new ProgressText(new Terminal(true, false, true, width));
    ProgressText.Snapshot snapshot =
        Samples.running(
            new TaskSnapshot.LastStep(12, "A goal ".repeat(40), "https://a.example/b"), "0.02");

    assertThat(TextLayout.width(narrow.now(snapshot, 0))).isLessThanOrEqualTo(Math.max(width, 3));
    assertThat(narrow.rest(snapshot))
        .allSatisfy(
            line -> assertThat(TextLayout.width(line)).isLessThanOrEqualTo(Math.max(width, 3)));
  }

  @Test
  void thePageIsShownEvenIfTheGoalIsLong() {
    ProgressText.Snapshot snapshot =
        Samples.running(
            new TaskSnapshot.LastStep(12, "A goal ".repeat(40), "https://a.example/b"), "0.02");

    assertThat(text.now(snapshot, 0)).contains("…").contains("a.example/b");
  }

  @Test
  void whatTheRemoteSaysCannotSteerTheTerminal() {
    ProgressText.Snapshot snapshot =
        Samples.running(
            new TaskSnapshot.LastStep(1, "\u001b[2Jgo\nal", "https://a.example/\u0007"), null);

    assertThat(text.now(snapshot, 0)).contains("go al").doesNotContain("\u001b", "\u0007", "\n");
  }

  @Test
  void everyChangeIsOneLine() {
    ProgressText.Snapshot first = Samples.running(Samples.step(1), "0.01");
    ProgressText.Snapshot second = Samples.running(Samples.step(2), "0.02");

    assertThat(inFile.changes(null, first))
        .containsExactly(
            "0:42  task t-1 was created",
            "0:42  step 1: Goal 1. (shop.example/page1), $0.01 so far");
    assertThat(inFile.changes(first, second))
        .containsExactly("0:42  step 2: Goal 2. (shop.example/page2), $0.02 so far");
    assertThat(inFile.changes(second, second)).isEmpty();
  }

  @Test
  void aPauseAndItsEndAreChanges() {
    ProgressText.Snapshot running = Samples.running(Samples.step(1), null);
    ProgressText.Snapshot paused = Samples.snapshot(BrowserTaskPhase.PAUSED, Samples.step(1), null);

    assertThat(inFile.changes(running, paused)).containsExactly("0:42  paused");
    assertThat(inFile.changes(paused, running)).containsExactly("0:42  resumed");
  }

  @Test
  void aNoteIsToldOnce() {
    ProgressText.Snapshot waiting = Samples.waiting("waiting for a worker");

    assertThat(inFile.changes(null, waiting)).containsExactly("0:05  waiting for a worker");
    assertThat(inFile.changes(waiting, waiting)).isEmpty();
  }

  @Test
  void aStepStaysOnTheTerminalOnceTheNextHasBegun() {
    ProgressText.Snapshot first = Samples.running(Samples.step(1), null);
    ProgressText.Snapshot second = Samples.running(Samples.step(2), null);

    assertThat(text.changes(null, first)).containsExactly("✓ task t-1 was created");
    assertThat(text.changes(first, second))
        .containsExactly("✓ step 1  Goal 1.  shop.example/page1");
    assertThat(text.rest(second)).containsExactly("✓ step 2  Goal 2.  shop.example/page2");
  }

  /** (new-user 31) */
  @Test
  void stepsThatPassedBetweenTwoPollsAreShown() {
    ProgressText.Snapshot first = Samples.running(Samples.step(1), null);
    ProgressText.Snapshot fourth = Samples.running(Samples.step(4), null);
    ProgressText.Snapshot known =
        new ProgressText.Snapshot(
            fourth.progress(),
            fourth.elapsed(),
            null,
            List.of(Samples.step(2), Samples.step(3)),
            null);

    assertThat(inFile.changes(first, known))
        .containsExactly(
            "0:42  step 2: Goal 2. (shop.example/page2)",
            "0:42  step 3: Goal 3. (shop.example/page3)",
            "0:42  step 4: Goal 4. (shop.example/page4)");
    assertThat(text.changes(first, known))
        .extracting(line -> line.substring(0, 8))
        .containsExactly("✓ step 1", "✓ step 2", "✓ step 3");
    assertThat(inFile.changes(first, fourth))
        .first()
        .isEqualTo("0:42  steps 2 to 3 passed between two polls");
  }

  /** (new-user 31) */
  @Test
  void aTaskThatWasThereBeforeAnybodyLookedHasTheTimeOfItsCreate() {
    ProgressText.Snapshot old = Samples.running(Samples.step(1), null);

    assertThat(
            inFile.changes(
                null,
                new ProgressText.Snapshot(
                    old.progress(), old.elapsed(), null, List.of(), Duration.ofSeconds(2))))
        .first()
        .isEqualTo("0:02  task t-1 was created");
  }
}
