package com.browseruse.temporal.task;

import java.util.List;

/**
 * One page of a list of tasks. The order is the server's, and not documented.
 *
 * @param items the tasks, without steps and files
 * @param totalItems how many there are on all pages
 * @param pageNumber this page, counted from 1
 * @param pageSize how many items a full page has
 */
public record TaskPage(List<Task> items, int totalItems, int pageNumber, int pageSize) {

  /**
   * Tells whether there is a page after this one.
   *
   * @return true if the pages so far do not hold all items, and this one is not empty
   */
  public boolean hasNext() {
    return !items.isEmpty() && (long) pageNumber * pageSize < totalItems;
  }
}
