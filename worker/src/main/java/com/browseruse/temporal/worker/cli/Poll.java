package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.run.WaitClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Polls in the background: a query of a run fails only after ten seconds while no worker is up, and
 * what is shown meanwhile must not wait for it.
 */
final class Poll<T extends @Nullable Object> {
  private final Supplier<T> call;
  private final Duration interval;
  private final WaitClock clock;
  private @Nullable CompletableFuture<T> pending;
  private @Nullable Instant askedAt;
  private Instant answeredAt;

  /** The newest response, or null before the first. */
  @Nullable T last;

  Poll(Supplier<T> call, Duration interval, WaitClock clock) {
    this.call = call;
    this.interval = interval;
    this.clock = clock;
    this.answeredAt = clock.now();
  }

  /** Takes a response that has come, and asks again if it is time. Never waits. */
  void tick() {
    Instant now = clock.now();
    CompletableFuture<T> response = pending;
    if (response != null && response.isDone()) {
      if (!response.isCompletedExceptionally()) {
        last = response.join();
        answeredAt = now;
      }
      pending = null;
    }
    if (pending == null && (askedAt == null || !now.isBefore(askedAt.plus(interval)))) {
      askedAt = now;
      pending = clock.async(call);
    }
  }

  /** How long there has been no response. */
  Duration silence() {
    return Duration.between(answeredAt, clock.now());
  }
}
