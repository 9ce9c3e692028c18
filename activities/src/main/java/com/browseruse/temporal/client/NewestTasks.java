package com.browseruse.temporal.client;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskPage;
import com.browseruse.temporal.task.TaskQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest tasks of a list. The order of the service's list is not documented, so that the newest
 * may be on any page: all are read, up to a bound. Where the API cannot filter, the bound counts
 * the tasks that are filtered out as well.
 *
 * @param tasks the newest first
 * @param total how many there are that match; where the bound ended the reading, by the service's
 *     count
 */
public record NewestTasks(List<Task> tasks, int total) {

  /** The most tasks that are read, and so the most that can be asked for. */
  public static final int MOST = 1000;

  private static final Comparator<Task> NEWEST_FIRST =
      Comparator.comparing(
          Task::createdAt, Comparator.nullsLast(Comparator.<Instant>reverseOrder()));

  /**
   * Reads the newest tasks.
   *
   * @param client what to ask
   * @param query which tasks, from the first page on
   * @param limit how many to keep at most, 1 to {@value #MOST}
   * @return the tasks
   */
  public static NewestTasks read(BrowserUseClient client, TaskQuery query, int limit) {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException(
          "limit must be between 1 and " + MOST + ", but is " + limit);
    }
    Map<String, Task> tasks = new LinkedHashMap<>();
    TaskPage page = client.listTasks(query);
    page.items().forEach(task -> tasks.put(task.id(), task));
    // Counted in pages: where the API cannot filter, a page may hold nothing of what is asked for.
    for (long read = page.pageSize(); page.hasNext() && read < MOST; read += page.pageSize()) {
      query = query.nextPage();
      page = client.listTasks(query);
      page.items().forEach(task -> tasks.put(task.id(), task));
    }
    return new NewestTasks(
        tasks.values().stream().sorted(NEWEST_FIRST).limit(limit).toList(),
        page.hasNext() ? Math.max(page.totalItems(), tasks.size()) : tasks.size());
  }
}
