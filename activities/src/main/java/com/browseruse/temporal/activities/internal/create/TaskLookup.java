package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks up the tasks that carry the marker of one create. */
public final class TaskLookup {
  /** How far Temporal's clock and the server's may be apart. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

  private final BrowserUseClient client;

  public TaskLookup(BrowserUseClient client) {
    this.client = client;
  }

  /**
   * Reads all pages, and every task whose page does not tell its metadata. Returns the tasks,
   * oldest first; {@code until} is null for now.
   */
  public List<Task> find(String createKey, Instant since, @Nullable Instant until) {
    List<Task> found = new ArrayList<>();
    Task.Query query =
        new Task.Query(
            Task.Query.MAX_PAGE_SIZE,
            1,
            null,
            null,
            since.minus(CLOCK_DIFFERENCE),
            until == null ? null : until.plus(CLOCK_DIFFERENCE));
    for (Task task : client.tasks(query)) {
      client
          .withMetadata(task)
          .filter(
              known ->
                  known.metadata() != null
                      && createKey.equals(known.metadata().get(TaskMarkers.CREATE_KEY)))
          .ifPresent(found::add);
    }
    found.sort(
        Comparator.comparing(Task::createdAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Task::id));
    return found;
  }
}
