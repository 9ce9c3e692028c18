package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.worker.config.PlainText;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How a list of remote tasks reads. Where the terminal is too narrow for all, ids are cut and the
 * columns that are missed least give way first: a line that wraps can no longer be read as a row. A
 * program gets all of it.
 */
public final class TaskTable {
  private static final int LONGEST_WORKFLOW = 40;
  private static final int LONGEST_WORKFLOW_WHERE_NARROW = 20;
  private static final int SHORT_ID = 9;
  private static final int SHORTEST_TEXT = 16;

  private TaskTable() {}

  private record Column(String heading, Function<Task, String> cell) {}

  /** Writes one line for each task, and one of headings. */
  public static List<String> lines(List<Task> tasks, Terminal terminal, ZoneId zone) {
    Function<Task, String> created = task -> Phrases.time(task.createdAt(), zone);
    Column id = new Column("ID", task -> PlainText.oneLine(task.id()));
    Column shortId = new Column("ID", task -> terminal.cut(PlainText.oneLine(task.id()), SHORT_ID));
    Column status = new Column("STATUS", TaskTable::status);
    Column time = new Column("CREATED", created);
    Column date = new Column("CREATED", created.andThen(text -> text.replaceFirst(" .*", "")));
    Column cost = new Column("COST", task -> Phrases.dollars(task.cost()));
    Column text = new Column("TASK", task -> PlainText.oneLine(task.task()));
    if (!terminal.live()) {
      return table(
              List.of(id, status, time, cost, workflow(terminal, Integer.MAX_VALUE), text), tasks)
          .lines(terminal, Integer.MAX_VALUE);
    }
    Column workflow = workflow(terminal, LONGEST_WORKFLOW);
    Column narrow = workflow(terminal, LONGEST_WORKFLOW_WHERE_NARROW);
    return Stream.of(
            List.of(id, status, time, cost, workflow, text),
            List.of(id, status, date, cost, workflow, text),
            List.of(id, status, cost, workflow, text),
            List.of(shortId, status, time, cost, workflow, text),
            List.of(shortId, status, cost, workflow, text),
            List.of(shortId, status, cost, narrow, text))
        .map(columns -> table(columns, tasks))
        .filter(table -> table.room(terminal) >= SHORTEST_TEXT)
        .findFirst()
        .orElseGet(() -> table(List.of(shortId, status, cost, narrow), tasks))
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

  private static Column workflow(Terminal terminal, int longest) {
    return new Column(
        "WORKFLOW",
        task -> {
          Object id = task.metadata() == null ? null : task.metadata().get(TaskMarkers.WORKFLOW_ID);
          return terminal.cut(id == null ? "" : PlainText.oneLine(id.toString()), longest);
        });
  }
}
