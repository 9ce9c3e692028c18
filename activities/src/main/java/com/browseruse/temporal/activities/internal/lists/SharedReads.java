package com.browseruse.temporal.activities.internal.lists;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets those who ask for the same at about the same time share a reading. Each gets one that was
 * begun after it has asked, so that what happened before is in it.
 */
final class SharedReads<K, V> {
  /** Between two readings of the same where they follow close on each other: most can share. */
  static final Duration APART = Duration.ofMillis(500);

  private static final int MOST_KEPT = 100;

  /** What is read; the lock is held while it is. */
  private static final class Subject<V> {
    final ReentrantLock lock = new ReentrantLock(true);
    int waiting;
    long begun;

    /** When the last reading was begun, and the one before it. */
    long nanos = System.nanoTime() - Duration.ofHours(1).toNanos();

    long nanosBefore = nanos;

    /** Null as soon as nobody waits for it: it may be large. */
    @Nullable V value;
  }

  private final Sleeper sleeper;
  private final AtomicLong order = new AtomicLong();
  private final Map<K, Subject<V>> subjects =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Subject<V>> eldest) {
          return size() > MOST_KEPT;
        }
      };

  SharedReads(Sleeper sleeper) {
    this.sleeper = sleeper;
  }

  /**
   * Gives what a reader gives, or what another has read meanwhile.
   *
   * @param locker locks, or throws if it waits for too long
   */
  V read(K what, Consumer<ReentrantLock> locker, Supplier<V> reader) {
    long asked = order.incrementAndGet();
    Subject<V> subject = join(what);
    try {
      locker.accept(subject.lock);
      try {
        V value = subject.value;
        return value != null && subject.begun > asked ? value : readNow(subject, reader);
      } finally {
        subject.lock.unlock();
      }
    } finally {
      leave(subject);
    }
  }

  private V readNow(Subject<V> subject, Supplier<V> reader) {
    long now = System.nanoTime();
    boolean isBusy = now - subject.nanosBefore < 2 * APART.toNanos();
    Duration rest = APART.minusNanos(now - subject.nanos);
    if (isBusy && !rest.isNegative() && !rest.isZero()) {
      sleeper.pause(rest);
    }
    subject.begun = order.incrementAndGet();
    subject.nanosBefore = subject.nanos;
    subject.nanos = System.nanoTime();
    V value = reader.get();
    subject.value = value;
    return value;
  }

  private synchronized Subject<V> join(K what) {
    Subject<V> subject = subjects.computeIfAbsent(what, key -> new Subject<>());
    subject.waiting++;
    return subject;
  }

  private synchronized void leave(Subject<V> subject) {
    subject.waiting--;
    if (subject.waiting == 0) {
      subject.value = null;
    }
  }

  /** For tests: how many wait for something to be read, or read it. */
  synchronized int waiting(K what) {
    Subject<V> subject = subjects.get(what);
    return subject == null ? 0 : subject.waiting;
  }
}
