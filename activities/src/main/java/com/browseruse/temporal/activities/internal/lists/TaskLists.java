package com.browseruse.temporal.activities.internal.lists;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Task;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Reads pages of the list of tasks, and tasks of which a page does not tell the metadata. These are
 * read one at a time for the whole worker, and what was read is kept: metadata never change. Those
 * who want the same page at the same time share one reading.
 */
public final class TaskLists {
  /** How long a denial must last before it is believed. */
  static final Duration DENIAL_GRACE = Duration.ofSeconds(30);

  /** Between two tries, where the API does not say. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  /** A longer wait is Temporal's. */
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** Of so many tasks the metadata are kept, which takes a few megabytes. */
  static final int MOST_KEPT = 10_000;

  /** The longest time of a call: with less left, none is begun. */
  private static final Duration CALL = Duration.ofSeconds(30);

  private static final Set<Class<? extends BrowserUseException>> DENIALS =
      Set.of(
          BrowserUseException.Authentication.class,
          BrowserUseException.InsufficientCredits.class,
          BrowserUseException.NotFound.class,
          BrowserUseException.InvalidRequest.class);

  private final BrowserUseClient client;
  private final Sleeper sleeper;
  private final SharedReads<Task.Query, Task.Page> pages;
  private final ReentrantLock oneAtATime = new ReentrantLock(true);
  private final Map<String, Map<String, Object>> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Map<String, Object>> eldest) {
              return size() > MOST_KEPT;
            }
          });

  public TaskLists(BrowserUseClient client, Sleeper sleeper) {
    this.client = client;
    this.sleeper = sleeper;
    this.pages = new SharedReads<>(sleeper);
  }

  /** Reads a page, as long as the time that is left allows. */
  public Task.Page page(Task.Query query, Supplier<Duration> left) {
    return pages.read(
        query, lock -> lock(lock, left), () -> patiently(() -> client.listTasks(query), left));
  }

  /** Gives a task of a page with its metadata; empty if it is gone meanwhile. */
  public Optional<Task> withMetadata(Task listed, Supplier<Duration> left) {
    if (listed.metadata() != null) {
      return Optional.of(listed);
    }
    lock(oneAtATime, left);
    try {
      Map<String, Object> known = kept.get(listed.id());
      if (known != null) {
        return Optional.of(listed.withMetadata(known));
      }
      Optional<Task> read = patiently(() -> client.withMetadata(listed), left);
      read.ifPresent(
          task -> kept.put(task.id(), task.metadata() == null ? Map.of() : task.metadata()));
      return read;
    } finally {
      oneAtATime.unlock();
    }
  }

  private static void lock(ReentrantLock lock, Supplier<Duration> left) {
    try {
      if (lock.tryLock(left.get().minus(CALL).toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Activity.wrap(e);
    }
    throw ApplicationFailure.newFailure(
        "other lookups of this worker are still reading the list of tasks",
        FailureTypes.RATE_LIMITED);
  }

  private <T> T patiently(Supplier<T> call, Supplier<Duration> left) {
    for (Duration denied = Duration.ZERO; ; ) {
      try {
        return call.get();
      } catch (BrowserUseException e) {
        Duration pause = PAUSE;
        if (e instanceof BrowserUseException.RateLimited) {
          pause = e.retryAfter().orElse(PAUSE);
        } else if (DENIALS.contains(e.getClass()) && denied.compareTo(DENIAL_GRACE) < 0) {
          denied = denied.plus(pause);
        } else {
          throw e;
        }
        if (pause.compareTo(LONGEST_PAUSE) > 0 || left.get().compareTo(pause.plus(CALL)) < 0) {
          throw e;
        }
        sleeper.pause(pause);
      }
    }
  }
}
