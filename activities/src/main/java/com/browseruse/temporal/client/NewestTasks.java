package com.browseruse.temporal.client;

import com.browseruse.temporal.task.Task;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

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
   * @param query which tasks, from the first page on
   * @param limit how many to keep at most, 1 to {@value #MOST}
   */
  public static NewestTasks read(BrowserUseClient client, Task.Query query, int limit) {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException(
          "limit must be between 1 and " + MOST + ", but is " + limit);
    }
    Map<String, Task> tasks = new LinkedHashMap<>();
    Iterator<Task.Page> pages = pages(client, query).iterator();
    Task.Page page;
    // Counted in pages: where the API cannot filter, a page may hold nothing of what is asked for.
    long read = 0;
    do {
      page = pages.next();
      page.items().forEach(task -> tasks.put(task.id(), task));
      read += page.pageSize();
    } while (page.hasNext() && read < MOST);
    return new NewestTasks(
        tasks.values().stream().sorted(NEWEST_FIRST).limit(limit).toList(),
        page.hasNext() ? Math.max(page.totalItems(), tasks.size()) : tasks.size());
  }

  /** Reads the list a page at a time, as far as the caller goes; gives every task once. */
  static Iterator<Task> iterate(BrowserUseClient client, Task.Query query) {
    Set<String> given = new HashSet<>();
    // A task that is created meanwhile moves the others on to a later page.
    return pages(client, query)
        .flatMap(page -> page.items().stream())
        .filter(task -> given.add(task.id()))
        .iterator();
  }

  /** Gives the pages of a list from one on, each read when it is asked for. */
  private static Stream<Task.Page> pages(BrowserUseClient client, Task.Query query) {
    Iterator<Task.Query> queries = Stream.iterate(query, Task.Query::nextPage).iterator();
    return Stream.iterate(
        client.listTasks(queries.next()),
        Objects::nonNull,
        page -> page.hasNext() ? client.listTasks(queries.next()) : null);
  }
}
