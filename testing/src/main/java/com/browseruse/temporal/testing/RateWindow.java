package com.browseruse.temporal.testing;

import java.time.Instant;
import java.util.Map;

/** The request budget as the headers tell it. It is never enforced: that is for a fault to do. */
final class RateWindow {

  private static final int SECONDS = 5;
  private static final int BUDGET = 125;

  private long window;
  private int used;

  Map<String, String> headers(Instant now) {
    long current = Math.floorDiv(now.getEpochSecond(), SECONDS);
    used = current == window ? used + 1 : 1;
    window = current;
    long reset = (current + 1) * SECONDS - now.getEpochSecond();
    return Map.of(
        "X-RateLimit-Remaining", Integer.toString(Math.max(0, BUDGET - used)),
        "X-RateLimit-Reset", Long.toString(reset));
  }
}
