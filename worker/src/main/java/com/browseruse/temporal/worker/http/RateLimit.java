package com.browseruse.temporal.worker.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** So many a second on average, and no more at once than two seconds give. */
final class RateLimit {
  private static final int BURST_SECONDS = 2;

  private final double perSecond;
  private final Clock clock;
  private double left;
  private Instant asOf;

  RateLimit(int perSecond, Clock clock) {
    this.perSecond = perSecond;
    this.clock = clock;
    this.left = BURST_SECONDS * perSecond;
    this.asOf = clock.instant();
  }

  synchronized boolean allows() {
    Instant now = clock.instant();
    double seconds = Duration.between(asOf, now).toNanos() / 1e9;
    asOf = now;
    left = Math.min(BURST_SECONDS * perSecond, left + Math.max(0, seconds) * perSecond);
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
