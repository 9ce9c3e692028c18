package com.browseruse.temporal.activities;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskPage;
import com.browseruse.temporal.task.TaskQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the tasks that carry the marker of one create. */
final class TaskFinder {

  /** How far Temporal's clock and the server's may be apart. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

  private final BrowserUseClient client;

  TaskFinder(BrowserUseClient client) {
    this.client = client;
  }

  /**
   * Reads all pages.
   *
   * @param beat called before each page, so that a long list does not look like a lost worker
   * @return the tasks, oldest first
   */
  List<Task> find(String createKey, Instant since, Runnable beat) {
    List<Task> found = new ArrayList<>();
    TaskQuery query = TaskQuery.createdAfter(since.minus(CLOCK_DIFFERENCE));
    TaskPage page;
    do {
      beat.run();
      page = client.listTasks(query);
      for (Task task : page.items()) {
        boolean seen = found.stream().anyMatch(other -> other.id().equals(task.id()));
        if (!seen && createKey.equals(task.metadata().get(TaskMarkers.CREATE_KEY))) {
          found.add(task);
        }
      }
      query = query.nextPage();
    } while (page.hasNext());
    found.sort(
        Comparator.comparing(Task::createdAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Task::id));
    return found;
  }
}
