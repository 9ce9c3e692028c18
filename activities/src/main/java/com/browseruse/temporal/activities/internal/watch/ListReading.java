package com.browseruse.temporal.activities.internal.watch;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One reading of the list: the tasks of the last minutes, whatever became of them, and all that are
 * alive.
 */
final class ListReading {
  /** A task that is over before it was seen alive is found for so long. */
  static final Duration YOUNG = Duration.ofMinutes(2);

  /** Reads a page of the list. */
  interface Pages {
    Task.Page read(Task.Query query) throws InterruptedException;
  }

  private final Map<String, Task> young = new LinkedHashMap<>();
  private final Map<String, Task> live = new LinkedHashMap<>();
  private boolean complete = true;
  private int requests;

  private ListReading() {}

  static ListReading read(Pages pages, WatchedTasks known, Instant now)
      throws InterruptedException {
    ListReading reading = new ListReading();
    reading.readYoung(pages, known, now);
    // In the order in which a task passes through them, so that it is not missed between the two.
    if (known.mayBeCreated() || reading.young.values().stream().anyMatch(ListReading::isCreated)) {
      reading.readLive(pages, TaskStatus.CREATED);
    }
    reading.readLive(pages, TaskStatus.STARTED);
    return reading;
  }

  static boolean isCreated(Task task) {
    return task.status().equals(TaskStatus.CREATED);
  }

  /** Whether the list of live tasks has this one. */
  static boolean isListed(Task task) {
    return isCreated(task) || task.status().equals(TaskStatus.STARTED);
  }

  /** The newest come first, as a rule: a page without news is the last that is worth it. */
  private void readYoung(Pages pages, WatchedTasks known, Instant now) throws InterruptedException {
    Task.Query query =
        new Task.Query(Task.Query.MAX_PAGE_SIZE, 1, null, null, now.minus(YOUNG), null);
    boolean more = true;
    while (more) {
      Task.Page page = pages.read(query);
      requests++;
      boolean news = false;
      for (Task task : page.items()) {
        news |= young.put(task.id(), task) == null && !known.hasMet(task.id());
      }
      more = news && page.hasNext();
      query = query.nextPage();
    }
  }

  private void readLive(Pages pages, TaskStatus status) throws InterruptedException {
    Task.Query query = new Task.Query(Task.Query.MAX_PAGE_SIZE, 1, null, status, null, null);
    int before = live.size();
    boolean more = true;
    while (more) {
      Task.Page page = pages.read(query);
      requests++;
      int seen = live.size();
      page.items().forEach(task -> live.put(task.id(), task));
      more = page.hasNext() && live.size() > seen;
      if (!more && live.size() - before < page.totalItems()) {
        // One that ends while pages are read moves another one to a page that was read already.
        complete = false;
      }
      query = query.nextPage();
    }
  }

  Map<String, Task> young() {
    return young;
  }

  /** Every task of the list, also of others. */
  Map<String, Task> live() {
    return live;
  }

  /** Whether a task that is alive cannot have been missed. */
  boolean isComplete() {
    return complete;
  }

  int requests() {
    return requests;
  }
}
