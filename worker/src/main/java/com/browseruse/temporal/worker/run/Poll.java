package com.browseruse.temporal.worker.run;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Asks a question again and again, beside whoever shows the answers: one may take ten seconds while
 * no worker is up, and fails then.
 */
final class Poll<T> {
  private final Supplier<T> question;
  private final Duration every;
  private final Executor executor;
  private CompletableFuture<T> inFlight;
  private T last;
  private Instant askedAt;
  private Instant heardAt;

  Poll(Supplier<T> question, Duration every, Executor executor, Instant now) {
    this.question = question;
    this.every = every;
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
    if (inFlight == null && (askedAt == null || !now.isBefore(askedAt.plus(every)))) {
      askedAt = now;
      inFlight = CompletableFuture.supplyAsync(question, executor);
    }
  }

  /** The newest answer, or null before the first. */
  T last() {
    return last;
  }

  /** How long there has been no answer. */
  Duration silence(Instant now) {
    return Duration.between(heardAt, now);
  }
}
