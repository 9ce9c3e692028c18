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
  /** Calls a second while it is narrow: less than the budget of a project. */
  static final int RATE = 20;

  /** For this time after it was closed, it is narrow. */
  static final Duration NARROW = Duration.ofSeconds(30);

  private static final Duration SPACING = Duration.ofSeconds(1).dividedBy(RATE);

  private final Clock clock;
  private Instant closedUntil = Instant.EPOCH;

  /** Until here, calls have used up the rate; those that change something may borrow a second. */
  private Instant used = Instant.EPOCH;

  private Instant nextChange = Instant.EPOCH;
  private Instant nextRead = Instant.EPOCH;

  RequestGate(Clock clock) {
    this.clock = clock;
  }

  /** Lets a call pass, and returns null, or tells how long it has to stay away. */
  synchronized @Nullable Duration enter(boolean isRead) {
    Instant now = clock.instant();
    if (!now.isBefore(closedUntil.plus(NARROW))) {
      return null;
    }
    Instant free = isRead ? used : used.minusSeconds(1);
    if (now.isBefore(closedUntil) || now.isBefore(free)) {
      return Duration.between(now, nextTurn(isRead, now));
    }
    used = later(used, now).plus(SPACING);
    return null;
  }

  /** What changes something goes before what reads. */
  private Instant nextTurn(boolean isRead, Instant now) {
    Instant opens = later(closedUntil, now);
    if (isRead) {
      nextRead = later(later(nextRead, nextChange), later(opens, used)).plus(SPACING);
      return nextRead;
    }
    nextChange = later(nextChange, opens).plus(SPACING);
    return nextChange;
  }

  /** A response wants the API to be left alone. */
  synchronized void close(Duration time) {
    closedUntil = later(closedUntil, clock.instant().plus(time));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
