package com.browseruse.temporal.task;

/** What the API allows of a page; the same for every list. */
final class PageBounds {
  private PageBounds() {}

  static void check(int pageSize, int pageNumber) {
    if (pageSize < 1 || pageSize > TaskQuery.MAX_PAGE_SIZE) {
      throw new IllegalArgumentException(
          "pageSize must be between 1 and " + TaskQuery.MAX_PAGE_SIZE + ", but is " + pageSize);
    }
    if (pageNumber < 1) {
      throw new IllegalArgumentException("pageNumber must be at least 1, but is " + pageNumber);
    }
  }
}
