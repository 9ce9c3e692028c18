package com.browseruse.temporal.worker.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskTableTest {
  private static final String UUID = "3648747b-55db-4149-a597-71616185e855";

  @Test
  void columnsAreAlignedAndTheTextIsCutToTheTerminal() {
    List<String> lines =
        lines(
            80,
            task("t-1", "a text\nof two lines that is much too long for it", "wf-1"),
            task("t-22", "short", null));

    assertThat(lines)
        .containsExactly(
            "ID    STATUS   CREATED              COST   WORKFLOW  TASK",
            "t-1   started  2026-01-02 03:04:05  $0.02  wf-1      a text of two lines that i…",
            "t-22  started  2026-01-02 03:04:05  $0.02            short");
  }

  @ParameterizedTest
  @CsvSource({
    "140, ID STATUS CREATED COST WORKFLOW TASK",
    "105, ID STATUS CREATED COST WORKFLOW TASK",
    "104, ID STATUS COST WORKFLOW TASK",
    "90, ID STATUS CREATED COST WORKFLOW TASK",
    "80, ID STATUS COST WORKFLOW TASK",
    "60, ID STATUS COST WORKFLOW",
    "40, ID STATUS COST WORKFLOW",
  })
  @DisplayName("a narrow terminal keeps workflow and cost (new-user 25)")
  void aNarrowTerminalGivesUpWhatIsMissedLeast(int width, String headings) {
    List<String> lines =
        lines(width, task(UUID, "Find the price of milk in ten shops", "browser-task-eae232ac"));

    assertThat(lines.get(0).split(" +")).containsExactly(headings.split(" "));
    assertThat(lines.get(1)).startsWith("3648747b").contains("browser-task-ea", "$0.02");
    if (width >= 60) {
      assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    }
  }

  @Test
  @DisplayName("whoever reads lines gets every column, uncut (new-user 25)")
  void whoeverReadsLinesGetsEveryColumnUncut() {
    String workflow = "w".repeat(80);
    String text = "milk ".repeat(100).strip();

    List<String> lines =
        TaskTable.lines(List.of(task(UUID, text, workflow)), Terminal.NONE, ZoneOffset.UTC);

    assertThat(lines.get(1)).contains(UUID, "2026-01-02 03:04:05", "$0.02", workflow, text);
  }

  private static List<String> lines(int width, Task... tasks) {
    return TaskTable.lines(List.of(tasks), new Terminal(true, false, true, width), ZoneOffset.UTC);
  }

  private static Task task(String id, String text, String workflowId) {
    return new Task(
        id,
        "s-1",
        null,
        null,
        text,
        TaskStatus.STARTED,
        Instant.parse("2026-01-02T03:04:05Z"),
        null,
        null,
        workflowId == null ? Map.of() : Map.of("temporal_workflow_id", workflowId),
        List.of(),
        List.of(),
        null,
        null,
        null,
        null,
        new BigDecimal("0.02"),
        null,
        null,
        Map.of());
  }
}
