package com.browseruse.temporal.client;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskPage;
import com.browseruse.temporal.task.TaskQuery;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;

/** Reads a list of tasks page by page, when the tasks of the page before are used up. */
final class TaskIterator implements Iterator<Task> {
  private final BrowserUseClient client;
  private final Set<String> given = new HashSet<>();
  private TaskQuery nextQuery;
  private Iterator<Task> page = Collections.emptyIterator();
  private Task next;

  TaskIterator(BrowserUseClient client, TaskQuery query) {
    this.client = client;
    this.nextQuery = query;
  }

  @Override
  public boolean hasNext() {
    while (next == null && (page.hasNext() || nextQuery != null)) {
      if (page.hasNext()) {
        Task task = page.next();
        // A task that is created meanwhile moves the others on to a later page.
        next = given.add(task.id()) ? task : null;
      } else {
        TaskPage read = client.listTasks(nextQuery);
        page = read.items().iterator();
        nextQuery = read.hasNext() ? nextQuery.nextPage() : null;
      }
    }
    return next != null;
  }

  @Override
  public Task next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Task task = next;
    next = null;
    return task;
  }
}
