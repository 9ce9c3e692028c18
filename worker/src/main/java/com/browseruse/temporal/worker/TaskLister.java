package com.browseruse.temporal.worker;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskPage;
import com.browseruse.temporal.task.TaskQuery;
import com.browseruse.temporal.task.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the newest tasks. The order of the service's list is not documented, so that the newest may
 * be on any page: all are read, up to a bound.
 */
final class TaskLister {
  static final int MOST = 1000;
  private static final int MOST_PAGES = 10;

  private TaskLister() {}

  static Listing newest(BrowserUseClient client, TaskStatus status, String session, int limit) {
    List<Task> tasks = new ArrayList<>();
    TaskQuery query = new TaskQuery(TaskQuery.MAX_PAGE_SIZE, 1, session, status, null, null);
    TaskPage page = client.listTasks(query);
    tasks.addAll(page.items());
    while (page.hasNext() && query.pageNumber() < MOST_PAGES) {
      query = query.nextPage();
      page = client.listTasks(query);
      tasks.addAll(page.items());
    }
    Comparator<Task> newestFirst =
        Comparator.comparing(
            Task::createdAt, Comparator.nullsLast(Comparator.<Instant>reverseOrder()));
    return new Listing(
        tasks.stream().sorted(newestFirst).limit(limit).toList(),
        Math.max(page.totalItems(), tasks.size()));
  }

  /**
   * What was found.
   *
   * @param tasks the newest first
   * @param total how many the service has
   */
  record Listing(List<Task> tasks, int total) {}
}
