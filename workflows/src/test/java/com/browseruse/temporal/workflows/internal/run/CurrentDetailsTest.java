package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.StopOutcome;
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
    return new CurrentDetails(memory).markdown(START.plusSeconds(65));
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
    List<String> lines = markdown().lines().toList();
    assertThat(lines.get(0)).startsWith("### Browser task: ");
    assertThat(lines.get(1)).isEmpty();
    assertThat(lines.subList(2, lines.size()))
        .hasSizeGreaterThan(8)
        .allSatisfy(
            line ->
                assertThat(line.replace("\\\\", "").replace("\\|", "").replaceAll("[^|]", ""))
                    .as(line)
                    .isEqualTo("|||"));
  }

  @Test
  void timeInWhichTheAgentRestsIsShown() {
    assertThat(value("Paused")).isNull();
    memory.pauseAccepted = true;
    memory.notePause(START.plusSeconds(5));
    assertThat(value("Paused")).isEqualTo("1 min 0 s, which counts against the deadline");
  }

  @Test
  void theWholeReads() {
    assertThat(markdown())
        .isEqualTo(
            """
            ### Browser task: running

            | | |
            |---|---|
            | Status | `started` |
            | Step | 3: Read the page |
            | Page | `https://example.com/` |
            | Elapsed | 1 min 5 s, 7 polls |
            | Cost | $0.01 |
            | Deadline | 2026-03-01T12:00:00Z |
            | Task | `task-1` |
            """);
  }

  @Test
  void whatIsNotKnownYetIsADash() {
    RunMemory empty = RunMemory.begin(START, Duration.ofHours(1));
    for (String row : new String[] {"Status", "Step", "Page", "Cost", "Task"}) {
      assertThat(new CurrentDetails(empty).markdown(START)).contains("| " + row + " | – |");
    }
    seen(TaskStatus.STARTED, new TaskSnapshot.LastStep(1, null, null));
    assertThat(value("Step")).isEqualTo("1");
    assertThat(value("Page")).isEqualTo("–");
    assertTableHolds();
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

  @Test
  void aStopIsShownOnceThereIsOne() {
    assertThat(value("Stop")).isNull();
    memory.stopped(StopOutcome.UNCONFIRMED, null);
    assertThat(value("Stop")).isEqualTo("UNCONFIRMED");
  }

  @ParameterizedTest
  @CsvSource({
    "PT-1S, 0 s",
    "PT0S, 0 s",
    "PT59.9S, 59 s",
    "PT60S, 1 min 0 s",
    "PT59M59S, 59 min 59 s",
    "PT1H, 1 h 0 min",
    "PT49H1M, 49 h 1 min"
  })
  void timeIsInWords(Duration elapsed, String words) {
    assertThat(new CurrentDetails(memory).markdown(START.plus(elapsed)))
        .contains("| Elapsed | " + words + ", ");
  }
}
