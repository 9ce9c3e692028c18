package com.browseruse.temporal.activities.internal.lists;

import io.temporal.activity.Activity;
import java.time.Duration;

/** Waits within an activity. */
@FunctionalInterface
public interface Sleeper {
  /** Waits in real time. */
  Sleeper REAL = time -> Thread.sleep(time.toMillis());

  void sleep(Duration time) throws InterruptedException;

  /** The same; an interrupt ends the activity, and is kept. */
  default void pause(Duration time) {
    try {
      sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Activity.wrap(e);
    }
  }
}
