package com.browseruse.temporal.client.internal.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one gate of a client to the API. A response that wants to be left alone for a time closes it
 * for all calls; whoever comes meanwhile is told when to come again, each at a time of its own, so
 * that not all come at once when it opens. Nobody waits in it.
 */
final class RequestGate {
  /** Calls a second while it is narrow. */
  static final int RATE = 21;

  /**
   * So many calls may come at once while it is narrow, and as many of those that go first on top:
   * in five seconds no more than a project may send in that time, which is 125.
   */
  static final int BURST = 10;

  /** For this time after it was closed, it is narrow. */
  static final Duration NARROW = Duration.ofSeconds(30);

  private static final Duration SPACING = Duration.ofSeconds(1).dividedBy(RATE);
  private static final Duration AHEAD = SPACING.multipliedBy(BURST - 1);

  private final Clock clock;
  private Instant closedUntil = Instant.EPOCH;

  /** Until here, calls have used up the rate. */
  private Instant used = Instant.EPOCH;

  private Instant nextFirst = Instant.EPOCH;
  private Instant nextOther = Instant.EPOCH;

  RequestGate(Clock clock) {
    this.clock = clock;
  }

  /**
   * Lets a call pass, and returns null, or tells how long it has to stay away.
   *
   * @param goesFirst for what changes something, and for lists, which tell of many tasks at once
   */
  synchronized @Nullable Duration enter(boolean goesFirst) {
    Instant now = clock.instant();
    if (!now.isBefore(closedUntil.plus(NARROW))) {
      return null;
    }
    Instant free = used.minus(goesFirst ? AHEAD.multipliedBy(2) : AHEAD);
    if (now.isBefore(closedUntil) || now.isBefore(free)) {
      return Duration.between(now, nextTurn(goesFirst, now));
    }
    used = later(used, now).plus(SPACING);
    return null;
  }

  private Instant nextTurn(boolean goesFirst, Instant now) {
    Instant opens = later(closedUntil, now);
    if (goesFirst) {
      nextFirst = later(nextFirst, opens).plus(SPACING);
      return nextFirst;
    }
    nextOther = later(later(nextOther, nextFirst), later(opens, used)).plus(SPACING);
    return nextOther;
  }

  /** A response wants the API to be left alone. */
  synchronized void close(Duration time) {
    closedUntil = later(closedUntil, clock.instant().plus(time));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
