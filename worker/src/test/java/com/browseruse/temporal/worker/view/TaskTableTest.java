package com.browseruse.temporal.worker.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskTableTest {

  @Test
  void columnsAreAlignedAndTheTextIsCutToTheTerminal() {
    List<String> lines =
        TaskTable.lines(
            List.of(
                task("t-1", "a text\nof two lines that is much too long for it", "wf-1"),
                task("t-22", "short", null)),
            new Terminal(false, false, true, 80),
            ZoneOffset.UTC);

    assertThat(lines)
        .containsExactly(
            "ID    STATUS   CREATED              COST   WORKFLOW  TASK",
            "t-1   started  2026-01-02 03:04:05  $0.02  wf-1      a text of two lines that i…",
            "t-22  started  2026-01-02 03:04:05  $0.02            short");
  }

  private static Task task(String id, String text, String workflowId) {
    return new Task(
        id,
        "s-1",
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
