package com.browseruse.temporal.activities.internal.create;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.DoubleSupplier;

/**
 * How often to ask for a session while the account has as many as it may have: about as often as
 * one becomes free, and at once where a task was seen to end, or, if none of the tasks that this
 * worker sees holds the sessions, as long as they are to be had. Not thread-safe.
 */
final class SlotPace {
  /** Sets how many requests are spent on waiting at most: less than two a second. */
  static final Duration SHORTEST = Duration.ofMillis(600);

  /** Twice the time for which a session is free on average before somebody takes it. */
  static final Duration LONGEST = Duration.ofSeconds(2);

  /** For this time it is remembered when sessions were to be had. */
  static final Duration MEMORY = Duration.ofSeconds(30);

  /** What counts as now. */
  private static final Duration LATELY = Duration.ofSeconds(10);

  private static final double JITTER = 0.15;
  private static final int MOST_AT_ONCE = 20;
  private static final int GRANTS_FOR_ONE_MORE = 3;

  /** As long as none was refused, so that a burst is not refused as a whole. */
  private static final int AT_ONCE_AT_FIRST = 10;

  private final DoubleSupplier chance;
  private final Deque<Instant> successes = new ArrayDeque<>();
  private Instant due = Instant.EPOCH;
  private Instant notBefore = Instant.EPOCH;
  private Instant lastEnd = Instant.EPOCH;

  /** Sessions of tasks that were seen to end, and that nobody here has taken since. */
  private int likelyFree;

  private int streak;

  /** Takes a source of numbers from 0 to 1. */
  SlotPace(DoubleSupplier chance) {
    this.chance = chance;
  }

  /** When to ask next. */
  Instant due() {
    return due;
  }

  /**
   * How many requests may be under way: as many as sessions are likely to be free; where no task is
   * seen to end, the more, the more in a row were granted.
   */
  int atOnce(Instant now) {
    int free = seesEnds(now) ? Math.max(1, likelyFree) : 1 + streak / GRANTS_FOR_ONE_MORE;
    return Math.min(MOST_AT_ONCE, free);
  }

  /** The same as long as nobody has to wait. */
  int atOnceUnlessRefused() {
    return AT_ONCE_AT_FIRST + streak;
  }

  void granted(Instant now) {
    streak++;
    successes.addLast(now);
    forget(now);
    likelyFree = Math.max(0, likelyFree - 1);
    due = likelyFree > 0 || !seesEnds(now) ? now : now.plus(pause());
  }

  private boolean seesEnds(Instant now) {
    return !lastEnd.plus(MEMORY).isBefore(now);
  }

  /** A task was seen to end. */
  void ended(Instant now) {
    lastEnd = now;
    likelyFree++;
    due = earlier(due, later(now, notBefore));
  }

  /** Takes in a refusal; the server may have said how long it wants to be left alone. */
  void refused(Instant now, Duration retryAfter) {
    streak = 0;
    likelyFree = 0;
    forget(now);
    notBefore = now.plus(longer(SHORTEST, retryAfter));
    due = later(now.plus(pause()), notBefore);
  }

  private Duration pause() {
    return jittered(shorter(longer(interval(), SHORTEST), LONGEST));
  }

  /** How many sessions were to be had in the last seconds. */
  int lately(Instant now) {
    forget(now);
    Instant start = now.minus(LATELY);
    return (int) successes.stream().filter(start::isBefore).count();
  }

  /** After how long so many sessions will have become free, if it goes on like this. */
  Duration timeFor(int sessions, Instant now) {
    int lately = lately(now);
    Duration nowadays = lately == 0 ? MEMORY : LATELY.dividedBy(lately);
    return shorter(interval(), nowadays).multipliedBy(sessions);
  }

  private Duration interval() {
    return successes.isEmpty() ? MEMORY : MEMORY.dividedBy(successes.size());
  }

  private void forget(Instant now) {
    Instant start = now.minus(MEMORY);
    while (!successes.isEmpty() && successes.getFirst().isBefore(start)) {
      successes.removeFirst();
    }
  }

  private Duration jittered(Duration time) {
    double factor = 1 + JITTER * (2 * chance.getAsDouble() - 1);
    return Duration.ofMillis((long) (factor * time.toMillis()));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
