package com.browseruse.temporal.client;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskPage;
import com.browseruse.temporal.task.TaskQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The newest tasks of a list. The order of the service's list is not documented, so that the newest
 * may be on any page: all are read, up to a bound.
 *
 * @param tasks the newest first
 * @param total how many the service has that match
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
    List<Task> tasks = new ArrayList<>();
    TaskPage page = client.listTasks(query);
    tasks.addAll(page.items());
    while (page.hasNext() && tasks.size() < MOST) {
      query = query.nextPage();
      page = client.listTasks(query);
      tasks.addAll(page.items());
    }
    return new NewestTasks(
        tasks.stream().sorted(NEWEST_FIRST).limit(limit).toList(),
        Math.max(page.totalItems(), tasks.size()));
  }
}
