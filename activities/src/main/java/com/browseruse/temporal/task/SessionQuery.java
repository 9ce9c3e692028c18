package com.browseruse.temporal.task;

/**
 * Which sessions to list.
 *
 * @param pageSize items on a page, 1 to 100
 * @param pageNumber the page, from 1
 * @param status only sessions in this status, such as {@code active}; null for all
 */
public record SessionQuery(int pageSize, int pageNumber, String status) {

  /**
   * Checks the bounds.
   *
   * @param pageSize items on a page, 1 to 100
   * @param pageNumber the page, from 1
   * @param status only sessions in this status; null for all
   */
  public SessionQuery {
    PageBounds.check(pageSize, pageNumber);
  }

  /**
   * Asks for the sessions that are open.
   *
   * @return the first page of these sessions
   */
  public static SessionQuery active() {
    return new SessionQuery(TaskQuery.MAX_PAGE_SIZE, 1, "active");
  }

  /**
   * Asks the same of the next page.
   *
   * @return this query, one page on
   */
  public SessionQuery nextPage() {
    return new SessionQuery(pageSize, pageNumber + 1, status);
  }
}
