package com.browseruse.temporal.activities;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskPage;
import com.browseruse.temporal.task.TaskQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lists tasks, newest first. The API does not say in which order it lists, so that enough pages are
 * read to sort them here.
 */
final class TaskLister {
  private static final int MOST_PAGES = 10;
  private static final int DEFAULT_LIMIT = 10;
  private static final int LARGEST_LIMIT = 100;

  private final BrowserUseClient client;

  TaskLister(BrowserUseClient client) {
    this.client = client;
  }

  BrowserTaskList list(ListBrowserTasksInput input) {
    int limit = input.limit() == null ? DEFAULT_LIMIT : input.limit();
    if (limit < 1 || limit > LARGEST_LIMIT) {
      throw new IllegalArgumentException(
          "limit must be between 1 and " + LARGEST_LIMIT + ", but is " + limit);
    }
    TaskQuery query =
        new TaskQuery(
            TaskQuery.MAX_PAGE_SIZE,
            1,
            input.sessionId(),
            input.status(),
            input.createdAfter(),
            input.createdBefore());
    List<Task> tasks = new ArrayList<>();
    TaskPage page;
    do {
      page = client.listTasks(query);
      tasks.addAll(page.items());
      query = query.nextPage();
    } while (page.hasNext() && query.pageNumber() <= MOST_PAGES);
    return new BrowserTaskList(
        tasks.stream()
            .sorted(
                Comparator.comparing(
                    Task::createdAt, Comparator.nullsLast(Comparator.reverseOrder())))
            .limit(limit)
            .map(TaskViews::item)
            .toList(),
        page.totalItems());
  }
}
