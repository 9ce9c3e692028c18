package com.browseruse.temporal.client.internal.v1;

import com.browseruse.temporal.client.internal.http.Complete;
import com.browseruse.temporal.client.internal.http.JsonBody;
import com.browseruse.temporal.client.internal.http.UnreadableResponseException;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskPage;
import com.browseruse.temporal.task.TaskQuery;
import com.browseruse.temporal.task.TaskStatus;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads pages of the list of tasks, and filters them, which the server cannot. */
final class V1Pages {
  private static final ObjectReader PAGE = V1Responses.JSON.readerFor(Page.class);

  private record Page(
      @Nullable List<Task> tasks,
      @Nullable Integer page,
      @Nullable Integer limit,
      @Nullable Integer totalCount,
      @Nullable Integer totalPages) {}

  private V1Pages() {}

  /**
   * Reads a page. Nothing is guessed about its end, and no item is skipped: whoever looks for a
   * task and is not shown all of them starts a second one.
   */
  static TaskPage read(JsonBody body, TaskQuery query)
      throws IOException, UnreadableResponseException {
    Page page = body.read(PAGE);
    List<Task> tasks =
        Complete.each(
            Complete.items("tasks", page.tasks), task -> V1Responses.complete(task, null));
    int number = Complete.pageNumber(page.page, query.pageNumber(), tasks);
    int size = Complete.positive(page.limit, query.pageSize());
    Integer total = page.totalCount;
    Integer pages = page.totalPages;
    if (total == null && pages == null) {
      throw new UnreadableResponseException("the body has neither total_count nor total_pages");
    }
    boolean more =
        (total != null && (long) number * size < total) || (pages != null && number < pages);
    return new TaskPage(
        tasks.stream().filter(task -> matches(task, query)).toList(),
        total == null ? tasks.size() : total,
        number,
        size,
        more && !tasks.isEmpty() && !endsBefore(tasks, query.createdAfter()));
  }

  /** Keeps a task that may match: the server may cut its timestamps, or leave them out. */
  private static boolean matches(Task task, TaskQuery query) {
    Instant created = task.createdAt();
    return (query.status() == null || isIn(task, query.status()))
        && (created == null
            || ((query.createdAfter() == null || !created.isBefore(query.createdAfter()))
                && (query.createdBefore() == null || !created.isAfter(query.createdBefore()))));
  }

  private static boolean isIn(Task task, TaskStatus status) {
    return task.status().equals(V1Responses.status(status.word()));
  }

  /** Tells whether later pages are older than what is asked for: the newest come first. */
  private static boolean endsBefore(List<Task> tasks, @Nullable Instant instant) {
    if (instant == null) {
      return false;
    }
    Instant last = Instant.MAX;
    for (Task task : tasks) {
      // Where the order is not the one that was promised, nothing follows from it.
      if (task.createdAt() == null || task.createdAt().isAfter(last)) {
        return false;
      }
      last = task.createdAt();
    }
    return last.isBefore(instant);
  }
}
