package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Finds the tasks that carry the marker of one create. */
public final class TaskFinder {

  /** How far Temporal's clock and the server's may be apart. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

  private final BrowserUseClient client;

  public TaskFinder(BrowserUseClient client) {
    this.client = client;
  }

  /**
   * Reads all pages, and every task whose page does not tell its metadata.
   *
   * @param until null for now
   * @return the tasks, oldest first
   */
  public List<Task> find(String createKey, Instant since, Instant until) {
    List<Task> found = new ArrayList<>();
    TaskQuery query =
        new TaskQuery(
            TaskQuery.MAX_PAGE_SIZE,
            1,
            null,
            null,
            since.minus(CLOCK_DIFFERENCE),
            until == null ? null : until.plus(CLOCK_DIFFERENCE));
    for (Task task : client.tasks(query)) {
      if (createKey.equals(metadata(task).get(TaskMarkers.CREATE_KEY))) {
        found.add(task);
      }
    }
    found.sort(
        Comparator.comparing(Task::createdAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Task::id));
    return found;
  }

  private Map<String, Object> metadata(Task listed) {
    Map<String, Object> metadata = listed.metadata();
    if (metadata == null) {
      try {
        metadata = client.getTask(listed.id()).metadata();
      } catch (BrowserUseException.TaskNotFound e) {
        // Gone meanwhile: whatever it was, there is nothing left to adopt or to stop.
        return Map.of();
      }
    }
    return metadata == null ? Map.of() : metadata;
  }
}
