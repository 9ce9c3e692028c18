package com.browseruse.temporal.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks to list. Null means: do not filter by this.
 *
 * @param pageSize items on a page, 1 to {@value #MAX_PAGE_SIZE}
 * @param pageNumber the page, from 1
 * @param sessionId only tasks of this session
 * @param status only tasks in this status
 * @param createdAfter only tasks created after this instant
 * @param createdBefore only tasks created before this instant
 */
public record TaskQuery(
    int pageSize,
    int pageNumber,
    @Nullable String sessionId,
    @Nullable TaskStatus status,
    @Nullable Instant createdAfter,
    @Nullable Instant createdBefore) {

  /** The most items that the API puts on one page, as its OpenAPI document says. */
  public static final int MAX_PAGE_SIZE = 100;

  public TaskQuery {
    checkPage("pageSize", pageSize, "pageNumber", pageNumber);
  }

  /** {@return the first page of all tasks, as large as the API allows} */
  public static TaskQuery all() {
    return new TaskQuery(MAX_PAGE_SIZE, 1, null, null, null, null);
  }

  /** {@return the first page of all tasks created after an instant} */
  public static TaskQuery createdAfter(Instant instant) {
    return new TaskQuery(MAX_PAGE_SIZE, 1, null, null, instant, null);
  }

  /** {@return this query, one page on} */
  public TaskQuery nextPage() {
    return new TaskQuery(pageSize, pageNumber + 1, sessionId, status, createdAfter, createdBefore);
  }

  /** What the API allows of a page is the same for every list. */
  static void checkPage(String sizeName, int size, String numberName, int number) {
    if (size < 1 || size > MAX_PAGE_SIZE) {
      throw new IllegalArgumentException(
          sizeName + " must be between 1 and " + MAX_PAGE_SIZE + ", but is " + size);
    }
    if (number < 1) {
      throw new IllegalArgumentException(numberName + " must be at least 1, but is " + number);
    }
  }
}
