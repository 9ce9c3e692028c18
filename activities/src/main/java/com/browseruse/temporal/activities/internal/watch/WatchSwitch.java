package com.browseruse.temporal.activities.internal.watch;

import com.browseruse.temporal.task.TaskSnapshot;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the activities of one process tell each other about the watch. */
public final class WatchSwitch {
  /** What a watcher has seen longer ago than this is not worth telling. */
  private static final Duration RECENT = Duration.ofSeconds(30);

  private final Set<String> watched = ConcurrentHashMap.newKeySet();
  private volatile Reading lastReading = new Reading(Map.of(), System.nanoTime());
  private boolean woken;
  private boolean closed;

  /** A watcher is at work for the task queue. */
  public void watched(String namespace, String taskQueue) {
    watched.add(key(namespace, taskQueue));
  }

  public boolean isWatched(String namespace, String taskQueue) {
    return watched.contains(key(namespace, taskQueue));
  }

  private static String key(String namespace, String taskQueue) {
    return namespace + "/" + taskQueue;
  }

  private record Reading(Map<String, TaskSnapshot> live, long readAt) {}

  /** The list was just read, and holds these live tasks, whose markers name their runs. */
  void read(Map<String, TaskSnapshot> live) {
    lastReading = new Reading(live, System.nanoTime());
  }

  /** A task as a watcher of this process has just seen it alive; else empty. */
  public Optional<TaskSnapshot> recentlyAlive(String taskId) {
    Reading reading = lastReading;
    return System.nanoTime() - reading.readAt() < RECENT.toNanos()
        ? Optional.ofNullable(reading.live().get(taskId))
        : Optional.empty();
  }

  /** There is something to watch: a watcher of this process that rests need not rest longer. */
  public synchronized void wake() {
    woken = true;
    notifyAll();
  }

  /** The process is about to end: a watcher of this one leaves the watch to another one. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Undoes {@link #close}, for workers that are started again. */
  public synchronized void open() {
    closed = false;
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  /** Waits until the longer time has passed, or the shorter one and somebody has woken it. */
  synchronized void pause(Duration shortest, Duration longest) throws InterruptedException {
    long start = System.nanoTime();
    while (!closed) {
      Duration passed = Duration.ofNanos(System.nanoTime() - start);
      long left = (woken ? shortest : longest).minus(passed).toMillis();
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    if (shortest.compareTo(longest) < 0) {
      woken = false;
    }
  }
}
