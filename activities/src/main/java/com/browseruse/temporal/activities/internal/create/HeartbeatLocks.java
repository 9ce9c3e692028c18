package com.browseruse.temporal.activities.internal.create;

import io.temporal.activity.ActivityExecutionContext;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps a heartbeat in the background, which repeats the last details, from sending older ones
 * after newer.
 */
public final class HeartbeatLocks {
  private static final Map<ActivityExecutionContext, ReentrantLock> LOCKS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private HeartbeatLocks() {}

  /** The lock of an attempt; who only repeats must not wait for it. */
  public static ReentrantLock of(ActivityExecutionContext attempt) {
    return LOCKS.computeIfAbsent(attempt, key -> new ReentrantLock());
  }
}
