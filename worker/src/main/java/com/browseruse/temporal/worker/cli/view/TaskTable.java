package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.worker.config.PlainText;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How a list of remote tasks reads. Where the terminal is too narrow for all, the columns that are
 * missed least give way first: a line that wraps can no longer be read as a row.
 */
public final class TaskTable {
  private static final int LONGEST_WORKFLOW = 40;
  private static final int SHORTEST_TEXT = 16;
  private static final int SHORTEST_TEXT_IN_FILES = 60;

  private TaskTable() {}

  private record Column(String heading, Function<Task, String> cell) {}

  /** Writes one line for each task, and one of headings. */
  public static List<String> lines(List<Task> tasks, Terminal terminal, ZoneId zone) {
    Function<Task, String> created = task -> Phrases.time(task.createdAt(), zone);
    Column id = new Column("ID", task -> PlainText.oneLine(task.id()));
    Column status = new Column("STATUS", TaskTable::status);
    Column time = new Column("CREATED", created);
    Column date = new Column("CREATED", created.andThen(text -> text.replaceFirst(" .*", "")));
    Column cost = new Column("COST", task -> Phrases.dollars(task.cost()));
    Column workflow = new Column("WORKFLOW", task -> workflow(task, terminal));
    Column text = new Column("TASK", task -> PlainText.oneLine(task.task()));
    List<Column> all = List.of(id, status, time, cost, workflow, text);
    if (!terminal.live()) {
      return table(all, tasks).lines(terminal, SHORTEST_TEXT_IN_FILES);
    }
    return Stream.of(
            all,
            List.of(id, status, date, cost, workflow, text),
            List.of(id, status, date, workflow, text),
            List.of(id, status, workflow, text))
        .map(columns -> table(columns, tasks))
        .filter(table -> table.room(terminal) >= SHORTEST_TEXT)
        .findFirst()
        .orElseGet(() -> table(List.of(id, status, text), tasks))
        .lines(terminal, SHORTEST_TEXT);
  }

  private static Table table(List<Column> columns, List<Task> tasks) {
    return new Table(
        columns.stream().map(Column::heading).toList(),
        tasks.stream()
            .map(task -> columns.stream().map(column -> column.cell().apply(task)).toList())
            .toList());
  }

  private static String status(Task task) {
    return task.status() == null ? "" : PlainText.oneLine(task.status().word());
  }

  /** A program reads what it gets line by line: it can do nothing with an id that is cut. */
  private static String workflow(Task task, Terminal terminal) {
    Object id = task.metadata() == null ? null : task.metadata().get(TaskMarkers.WORKFLOW_ID);
    String clean = id == null ? "" : PlainText.oneLine(id.toString());
    return terminal.live() ? terminal.cut(clean, LONGEST_WORKFLOW) : clean;
  }
}
