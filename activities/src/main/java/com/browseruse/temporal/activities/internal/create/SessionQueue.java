package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.FailureTypes;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The creates of a worker that wait because the account has as many sessions as it may have. Those
 * who have waited longest wait within their attempt, and ask one after another, at the {@link
 * SlotPace}; the others are told when to come back, and cost no request until then.
 */
public final class SessionQueue {
  /** So many may wait within their attempts unless told otherwise. */
  public static final int DEFAULT_SEATS = 25;

  /** Those who wait within their attempts look so often whether they are still wanted. */
  static final Duration CONFIRM_EVERY = Duration.ofSeconds(2);

  /** After this, an attempt ends, so that people see how far the queue has come. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  /** What must be left of an attempt after the wait. */
  static final Duration RESERVE = Duration.ofMinutes(4);

  static final Duration LATE = Duration.ofSeconds(20);

  private static final int MOST_ENDED = 1_000;
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int FEWEST_SEATS = 10;
  private static final int SLOTS_PER_SEAT = 4;

  /** Of the estimated time: who is late leaves a session unused, who is early asks again. */
  private static final double EARLY = 0.6;

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** For each that waits: together, not more than ten come back in a second. */
  private static final Duration PAUSE_PER_WAITER = Duration.ofMillis(100);

  /** An attempt as the queue sees it. */
  interface Waiter {
    /** The time by Temporal's clock. */
    Instant now();

    /** Since when somebody wants the task. */
    Instant waitingSince();

    /** Whether people can see already what it waits for. */
    boolean hasToldWhy();

    /** How long the attempt may last yet. */
    Duration left();

    /** Throws if nobody wants the task any more, or the worker is to end. */
    void confirm();
  }

  /** One who waits: within the attempt, or elsewhere until about a time. */
  private static final class Entry {
    final String key;
    final Instant since;
    @Nullable Instant back;
    boolean isSeated;

    Entry(String key, Instant since) {
      this.key = key;
      this.since = since;
    }
  }

  private static final Comparator<Entry> LONGEST_FIRST =
      Comparator.<Entry, Instant>comparing(entry -> entry.since).thenComparing(entry -> entry.key);

  private int mostSeats;
  private final DoubleSupplier chance;
  private final SlotPace pace;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Entry> entries = new HashMap<>();

  /** The last tasks and sessions that were seen to end, each of which frees a slot once. */
  private final Set<String> ended = new LinkedHashSet<>();

  private @Nullable String refusal;
  private int underWay;

  public SessionQueue(int mostSeats) {
    this(mostSeats, () -> ThreadLocalRandom.current().nextDouble());
  }

  SessionQueue(int mostSeats, DoubleSupplier chance) {
    this.mostSeats = mostSeats;
    this.chance = chance;
    this.pace = new SlotPace(chance);
  }

  /**
   * Waits until the request of a create may be sent, and tells whether it had to wait; it is to be
   * sent by {@link #send}, or given up with {@link #leaves}. Throws if the create is to be
   * attempted again later.
   */
  boolean await(String key, Waiter waiter) {
    boolean waited = false;
    lock.lock();
    try {
      Instant start = waiter.now();
      Instant end = start.plus(SlotPace.shorter(LONGEST_WAIT, waiter.left().minus(RESERVE)));
      Instant confirmed = start;
      Entry entry = new Entry(key, waiter.waitingSince());
      entries.put(key, entry);
      try {
        for (; ; waited = true) {
          Instant now = waiter.now();
          if (isItsTurn(entry, now)) {
            underWay++;
            return waited;
          }
          boolean isShort = refusal == null && waiter.left().compareTo(RESERVE) > 0;
          if (!isShort && (!waiter.hasToldWhy() || !now.isBefore(end) || !mayStay(entry, now))) {
            throw comeBack(entry, now);
          }
          if (Duration.between(confirmed, now).compareTo(CONFIRM_EVERY) >= 0) {
            confirm(entry, waiter);
            confirmed = now;
          } else {
            entry.isSeated = true;
            pause(now);
          }
        }
      } finally {
        entry.isSeated = false;
        if (entry.back == null) {
          entries.remove(key, entry);
        }
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Who asks Temporal holds nobody up. */
  private void confirm(Entry entry, Waiter waiter) {
    entry.isSeated = false;
    changed.signalAll();
    lock.unlock();
    try {
      waiter.confirm();
    } finally {
      lock.lock();
    }
  }

  private void pause(Instant now) {
    Duration untilDue = Duration.between(now, pace.due());
    boolean isDue = untilDue.isNegative() || untilDue.isZero();
    Duration time = isDue ? CONFIRM_EVERY : SlotPace.shorter(untilDue, CONFIRM_EVERY);
    try {
      // Whatever ends the pause, the state is judged anew.
      boolean ignored = changed.await(time.toMillis() + 1, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Activity.wrap(e);
    }
  }

  private boolean isItsTurn(Entry entry, Instant now) {
    if (refusal == null) {
      return underWay < pace.atOnceUnlessRefused();
    }
    return !now.isBefore(pace.due())
        && underWay < pace.atOnce(now)
        && entries.values().stream()
            .noneMatch(other -> other.isSeated && LONGEST_FIRST.compare(other, entry) < 0);
  }

  /** Those who have waited longest may; others as long as there is much room. */
  private boolean mayStay(Entry entry, Instant now) {
    int seats = seats(now);
    return ahead(entry, now) < seats || seated(entry) < seats / 2;
  }

  private int seats(Instant now) {
    return Math.min(mostSeats, FEWEST_SEATS + 3 * pace.lately(now) / 2);
  }

  private long seated(Entry except) {
    return entries.values().stream().filter(other -> other != except && other.isSeated).count();
  }

  private long ahead(Entry entry, Instant now) {
    forget(now);
    return entries.values().stream()
        .filter(other -> LONGEST_FIRST.compare(other, entry) < 0)
        .count();
  }

  /** Who is not back by now is not coming, or waits on another worker. */
  private void forget(Instant now) {
    entries.values().removeIf(each -> each.back != null && each.back.plus(LATE).isBefore(now));
  }

  private ApplicationFailure comeBack(Entry entry, Instant now) {
    int ahead = (int) ahead(entry, now);
    Duration pause = pauseOf(ahead, now);
    entry.back = now.plus(pause);
    return ApplicationFailure.newBuilder()
        .setMessage(
            (ahead == 0
                    ? "waits for a session, as the first of this worker: "
                    : "waits for a session, with about " + ahead + " of this worker before it: ")
                + refusal)
        .setType(FailureTypes.TOO_MANY_SESSIONS)
        // Part of a normal day: no error in logs and metrics.
        .setCategory(ApplicationErrorCategory.BENIGN)
        .setNextRetryDelay(pause)
        .build();
  }

  /** Until it is one of those who may stay. */
  private Duration pauseOf(int ahead, Instant now) {
    int before = ahead + 1 - seats(now);
    Duration untilDue = Duration.between(now, pace.due());
    Duration estimate = before <= 0 ? SOON : pace.timeFor(before, now);
    Duration limit = LONGEST_PAUSE.plus(PAUSE_PER_WAITER.multipliedBy(ahead));
    double factor = 1 - (1 - EARLY) * chance.getAsDouble();
    Duration pause =
        Duration.ofMillis((long) (factor * SlotPace.shorter(estimate, limit).toMillis()));
    return SlotPace.longer(pause, SlotPace.longer(SOON, untilDue));
  }

  /** Leaves most of the activity slots of a worker to what ends runs, and frees sessions. */
  public void fit(int activitySlots) {
    lock.lock();
    try {
      mostSeats = Math.min(mostSeats, activitySlots / SLOTS_PER_SEAT);
    } finally {
      lock.unlock();
    }
  }

  /** A task, or a session, was seen to end, so that its slot may be free. */
  public void ended(String id, Instant now) {
    lock.lock();
    try {
      if (refusal != null && ended.add(id)) {
        if (ended.size() > MOST_ENDED) {
          ended.remove(ended.iterator().next());
        }
        pace.ended(now);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends a request in its turn, which {@link #await} has given; null if it was refused, and must
   * wait for its next turn.
   */
  <T> @Nullable T send(Waiter waiter, Supplier<T> request) {
    Runnable told = this::leaves;
    try {
      T made = request.get();
      told = () -> granted(waiter.now());
      return made;
    } catch (BrowserUseException.TooManySessions e) {
      told = () -> refused(waiter.now(), e);
      return null;
    } finally {
      told.run();
    }
  }

  /** The request was answered with what it asked for. */
  void granted(Instant now) {
    end(
        () -> {
          pace.granted(now);
          forget(now);
          refusal = entries.isEmpty() ? null : refusal;
        });
  }

  /** The request was refused. */
  void refused(Instant now, BrowserUseException.TooManySessions why) {
    end(
        () -> {
          // Whoever waits need not know which request was refused.
          refusal = why.statusCode() + ", " + why.serverMessage().orElse("without a word");
          pace.refused(now, why.retryAfter().orElse(Duration.ZERO));
        });
  }

  /** The request was not sent, or what came of it tells nothing about sessions. */
  void leaves() {
    end(() -> {});
  }

  private void end(Runnable change) {
    lock.lock();
    try {
      underWay--;
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** For tests: how many wait within their attempts. */
  int seated() {
    lock.lock();
    try {
      return (int) entries.values().stream().filter(entry -> entry.isSeated).count();
    } finally {
      lock.unlock();
    }
  }

  /** For tests: time has passed. */
  void look() {
    end(() -> underWay++);
  }
}
