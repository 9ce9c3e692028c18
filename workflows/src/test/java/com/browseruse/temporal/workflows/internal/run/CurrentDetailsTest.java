package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.StopOutcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrentDetailsTest {
  private static final String LIVE = "https://live.example.com/?wss=a_b*c~d#e";
  private static final Instant START = Instant.parse("2026-03-01T11:00:00Z");
  private final RunMemory memory = RunMemory.begin(START, Duration.ofHours(1));
  private final RunState state = new RunState(memory);

  @BeforeEach
  void fill() {
    create("task-1");
    seen(TaskStatus.STARTED, new TaskSnapshot.LastStep(3, "Read the page", "https://example.com/"));
    for (int i = 0; i < 7; i++) {
      memory.polls++;
    }
  }

  private void create(String id) {
    memory.created(new CreatedBrowserTask(id, id, Task.Creation.CREATED, null), START);
  }

  private void seen(TaskStatus status, TaskSnapshot.LastStep step) {
    memory.seen(new TaskSnapshot("task-1", status, 3, step, "0.01"));
  }

  private String markdown() {
    return markdown(START.plusSeconds(65));
  }

  private String markdown(Instant now) {
    return new CurrentDetails(state, new BigDecimal("1.6")).markdown(now);
  }

  private String value(String row) {
    String start = "| " + row + " | ";
    return markdown()
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length(), line.length() - " |".length()))
        .findFirst()
        .orElse(null);
  }

  /** Every line of the table must have two cells, whatever a page or the agent says. */
  private void assertTableHolds() {
    List<String> lines = markdown().lines().takeWhile(line -> !line.equals("\u00a0")).toList();
    assertThat(lines.get(0)).startsWith("### Browser task: ");
    assertThat(lines.get(1)).isEmpty();
    assertThat(lines.subList(2, lines.size() - 1))
        .hasSizeGreaterThan(6)
        .allSatisfy(
            line ->
                assertThat(line.replace("\\\\", "").replace("\\|", "").replaceAll("[^|]", ""))
                    .as(line)
                    .isEqualTo("|||"));
  }

  @Test
  void timeInWhichTheAgentRestsIsShown() {
    memory.pauseAccepted = true;
    state.notePause(START.plusSeconds(5));
    assertThat(value("Time")).isEqualTo("1 min 5 s, paused for 1 min (timeout 1 h), 7 polls");
    assertThat(markdown()).startsWith("### Browser task: paused\n");
  }

  @Test
  void theWholeReads() {
    assertThat(markdown())
        .isEqualTo(
            """
            ### Browser task: running

            | | |
            |---|---|
            | Step | 3: Read the page |
            | Page | `https://example.com/` |
            | Cost | \\$0.01 of at most \\$1.60 |
            | Time | 1 min 5 s (timeout 1 h), 7 polls |
            | Task | `task-1` |

            \u00a0
            """);
  }

  @Test
  void whatNeedsAttentionComesFirst() {
    memory.warn("first");
    memory.warn("second");
    memory.liveUrl = LIVE;
    assertThat(markdown().lines().skip(4).limit(3))
        .containsExactly(
            "| Warning | first |", "| Warning | second |", "| Step | 3: Read the page |");
  }

  @Test
  void whatIsNotKnownYetIsADash() {
    RunState empty = new RunState(RunMemory.begin(START, Duration.ofHours(1)));
    String text = new CurrentDetails(empty, null).markdown(START);
    assertThat(text).startsWith("### Browser task: being created\n");
    for (String row : new String[] {"Step", "Page", "Cost", "Task"}) {
      assertThat(text).contains("| " + row + " | – |");
    }
    seen(TaskStatus.STARTED, new TaskSnapshot.LastStep(1, null, null));
    assertThat(value("Step")).isEqualTo("1");
    assertThat(value("Page")).isEqualTo("–");
    assertTableHolds();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "created | created, not yet started",
        "started | running",
        "paused | paused",
        "dreaming *on* | running (dreaming \\*on\\*)",
      })
  void theTitleSaysWhatTheTaskDoes(String word, String title) {
    seen(new TaskStatus(word), null);
    assertThat(markdown()).startsWith("### Browser task: " + title + "\n");
  }

  /** (new-user 4) */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STOPPED | deadline passed | deadline passed, the task was stopped",
        "FINISHED_FIRST | cancelled | cancelled, the task had ended by itself",
        "UNCONFIRMED | over budget | NOT STOPPED, may still bill (over budget)",
        " | SUCCEEDED | SUCCEEDED",
        " | failed, AuthenticationFailed | failed, AuthenticationFailed",
      })
  void theTitleSaysHowTheRunEnded(StopOutcome stop, String ending, String title) {
    if (stop != null) {
      state.stopping(EndReason.TIMED_OUT, START);
      assertThat(markdown()).startsWith("### Browser task: stopping, deadline passed\n");
      state.stopped(stop, null);
    }
    state.done = true;
    state.ending = ending;
    assertThat(markdown()).startsWith("### Browser task: " + title + "\n");
  }

  @Test
  void aTaskThatMayBeAliveIsNeverCalledDone() {
    RunState none = new RunState(RunMemory.begin(START, Duration.ofHours(1)));
    none.done = true;
    none.ending = "cancelled";
    none.stopped(StopOutcome.UNCONFIRMED, null);
    assertThat(new CurrentDetails(none, null).markdown(START))
        .startsWith("### Browser task: cancelled, a task may be alive\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a | b || c",
        "line\nbreak\r\n\n| x | y |",
        "`code` and ``more`",
        "<script>alert(1)</script><img src=x>",
        "back\\slash \\| pipe\\",
        "\\",
        "| --- | --- |",
        "**bold** _x_ ~~y~~ # title [a](javascript:b) ![c](d) {e}",
        "tab\tand\u2028separator\u0085next\u000bline"
      })
  void whatAPageSaysDoesNotBreakTheTable(String text) {
    create(text);
    seen(new TaskStatus(text), new TaskSnapshot.LastStep(1, text, text));
    memory.liveUrl = text;
    memory.warn(text);
    assertTableHolds();
  }

  @Test
  void whatAPageSaysIsNoMarkup() {
    seen(TaskStatus.STARTED, new TaskSnapshot.LastStep(1, "<b>x</b> [y](z) `w` **v**", "`x`|<b>"));
    assertThat(value("Step")).isEqualTo("1: \\<b\\>x\\</b\\> \\[y\\](z) \\`w\\` \\*\\*v\\*\\*");
    assertThat(value("Page")).isEqualTo("`x<b>`");
  }

  @Test
  void theLiveLinkIsShownOnlyIfExposedAndCanBeFollowed() {
    assertThat(markdown()).doesNotContain("Live view");
    memory.liveUrl = LIVE;
    assertThat(value("Live view")).isEqualTo(LIVE);
  }

  @Test
  void thePublicLinkStandsBesideTheLiveOne() {
    assertThat(markdown()).doesNotContain("Public link");
    memory.liveUrl = null;
    memory.publicShareUrl = LIVE;
    assertThat(value("Public link")).isEqualTo(LIVE);
  }

  @Test
  void aLiveLinkIsNothingButALink() {
    memory.liveUrl = "https://x/?a|b c<d>[e](f)`g\\h";
    assertThat(value("Live view")).isEqualTo("https://x/?a%7Cb%20c%3Cd%3E%5Be%5D(f)%60g%5Ch");
  }

  @ParameterizedTest
  @CsvSource({
    "PT-1S, 0 s",
    "PT0S, 0 s",
    "PT59.9S, 59 s",
    "PT60S, 1 min",
    "PT59M59S, 59 min 59 s",
    "PT1H, 1 h",
    "PT49H1M, 49 h 1 min"
  })
  void timeIsInWords(Duration elapsed, String words) {
    assertThat(markdown(START.plus(elapsed))).contains("| Time | " + words + " (timeout 1 h), ");
  }
}
