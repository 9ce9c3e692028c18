package com.browseruse.temporal.task;

import org.jspecify.annotations.Nullable;

/**
 * Which sessions to list.
 *
 * @param pageSize items on a page, 1 to 100
 * @param pageNumber the page, from 1
 * @param status only sessions in this status, such as {@code active}; null for all
 */
public record SessionQuery(int pageSize, int pageNumber, @Nullable String status) {

  public SessionQuery {
    TaskQuery.checkPage(pageSize, pageNumber);
  }

  /** {@return the first page of the sessions that are open} */
  public static SessionQuery active() {
    return new SessionQuery(TaskQuery.MAX_PAGE_SIZE, 1, "active");
  }

  /** {@return this query, one page on} */
  public SessionQuery nextPage() {
    return new SessionQuery(pageSize, pageNumber + 1, status);
  }
}
