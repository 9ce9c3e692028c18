package com.browseruse.temporal.worker.view;

import com.browseruse.temporal.activities.TaskMarkers;
import com.browseruse.temporal.task.Task;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How a list of remote tasks reads. */
public final class TaskTable {
  private static final List<String> HEADINGS =
      List.of("ID", "STATUS", "CREATED", "COST", "WORKFLOW", "TASK");
  private static final int LONGEST_WORKFLOW = 40;
  private static final int SHORTEST_TEXT = 24;

  private TaskTable() {}

  /**
   * Writes one line for each task, and one of headings.
   *
   * @param tasks the tasks
   * @param terminal what it is for
   * @param zone where the person is
   * @return lines
   */
  public static List<String> lines(List<Task> tasks, Terminal terminal, ZoneId zone) {
    Style style = new Style(terminal);
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    tasks.forEach(task -> rows.add(row(task, zone, style)));
    int last = HEADINGS.size() - 1;
    int[] widths =
        IntStream.range(0, last)
            .map(c -> rows.stream().mapToInt(row -> PlainText.width(row.get(c))).max().orElse(0))
            .toArray();
    int room = Math.max(SHORTEST_TEXT, terminal.width() - IntStream.of(widths).sum() - 2 * last);
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < last; c++) {
        line.append(row.get(c));
        line.append(" ".repeat(widths[c] - PlainText.width(row.get(c)) + 2));
      }
      line.append(PlainText.cut(row.get(last), room, style.ellipsis()));
      String text = line.toString().stripTrailing();
      lines.add(lines.isEmpty() ? style.bold(text) : text);
    }
    return lines;
  }

  private static List<String> row(Task task, ZoneId zone, Style style) {
    return List.of(
        PlainText.oneLine(task.id()),
        task.status() == null ? "" : PlainText.oneLine(task.status().word()),
        Words.time(task.createdAt(), zone),
        cost(task.cost()),
        PlainText.cut(PlainText.oneLine(workflow(task)), LONGEST_WORKFLOW, style.ellipsis()),
        PlainText.oneLine(task.task()));
  }

  private static String cost(BigDecimal cost) {
    return cost == null ? "" : Words.dollars(cost.toPlainString());
  }

  private static String workflow(Task task) {
    Object id = task.metadata() == null ? null : task.metadata().get(TaskMarkers.WORKFLOW_ID);
    return id == null ? "" : id.toString();
  }
}
