package com.browseruse.temporal.worker;

import com.browseruse.temporal.workflows.BrowserTaskProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Asks a run again and again where it is, beside whoever shows it: an answer may take ten seconds
 * while no worker is up, and fails then.
 */
final class ProgressPoll {
  private static final Duration EVERY = Duration.ofMillis(700);

  private final Supplier<BrowserTaskProgress> query;
  private final Executor executor;
  private CompletableFuture<BrowserTaskProgress> inFlight;
  private BrowserTaskProgress last;
  private Instant askedAt;
  private Instant heardAt;

  ProgressPoll(Supplier<BrowserTaskProgress> query, Executor executor, Instant now) {
    this.query = query;
    this.executor = executor;
    this.heardAt = now;
  }

  /** Takes an answer that has come, and asks again if it is time. Never waits. */
  void tick(Instant now) {
    if (inFlight != null && inFlight.isDone()) {
      if (!inFlight.isCompletedExceptionally()) {
        last = inFlight.join();
        heardAt = now;
      }
      inFlight = null;
    }
    if (inFlight == null && (askedAt == null || !now.isBefore(askedAt.plus(EVERY)))) {
      askedAt = now;
      inFlight = CompletableFuture.supplyAsync(query, executor);
    }
  }

  /** The newest answer, or null before the first. */
  BrowserTaskProgress last() {
    return last;
  }

  /** How long there has been no answer. */
  Duration silence(Instant now) {
    return Duration.between(heardAt, now);
  }
}
