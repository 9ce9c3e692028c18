package com.browseruse.temporal.testing;

import java.time.Instant;
import java.util.UUID;

/** The public page of a session: whoever has its token may read it. */
final class Share {

  private final String token = UUID.randomUUID().toString().replace("-", "");
  private int views;
  private Instant lastViewedAt;

  String token() {
    return token;
  }

  int views() {
    return views;
  }

  /** When somebody last read it, or null. */
  Instant lastViewedAt() {
    return lastViewedAt;
  }

  void countView(Instant now) {
    views++;
    lastViewedAt = now;
  }
}
