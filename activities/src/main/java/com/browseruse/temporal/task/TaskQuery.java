package com.browseruse.temporal.task;

import java.time.Instant;

/**
 * Which tasks to list. Null means: do not filter by this.
 *
 * @param pageSize items on a page, 1 to 100
 * @param pageNumber the page, from 1
 * @param sessionId only tasks of this session
 * @param status only tasks in this status
 * @param createdAfter only tasks created after this instant
 * @param createdBefore only tasks created before this instant
 */
public record TaskQuery(
    int pageSize,
    int pageNumber,
    String sessionId,
    TaskStatus status,
    Instant createdAfter,
    Instant createdBefore) {

  /** The most items that the API puts on one page. */
  public static final int MAX_PAGE_SIZE = 100;

  /**
   * Checks the bounds.
   *
   * @param pageSize items on a page, 1 to 100
   * @param pageNumber the page, from 1
   * @param sessionId only tasks of this session
   * @param status only tasks in this status
   * @param createdAfter only tasks created after this instant
   * @param createdBefore only tasks created before this instant
   */
  public TaskQuery {
    PageBounds.check(pageSize, pageNumber);
  }

  /**
   * Asks for everything, on pages as large as the API allows.
   *
   * @return the first page of all tasks
   */
  public static TaskQuery all() {
    return new TaskQuery(MAX_PAGE_SIZE, 1, null, null, null, null);
  }

  /**
   * Asks for everything created after an instant.
   *
   * @param instant the instant
   * @return the first page of these tasks
   */
  public static TaskQuery createdAfter(Instant instant) {
    return new TaskQuery(MAX_PAGE_SIZE, 1, null, null, instant, null);
  }

  /**
   * Asks the same of the next page.
   *
   * @return this query, one page on
   */
  public TaskQuery nextPage() {
    return new TaskQuery(pageSize, pageNumber + 1, sessionId, status, createdAfter, createdBefore);
  }
}
