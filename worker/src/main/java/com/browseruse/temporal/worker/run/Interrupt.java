package com.browseruse.temporal.worker.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The wish of the person, or of the system, that the process ends: Ctrl-C or SIGTERM. */
public final class Interrupt {
  private final CompletableFuture<Void> fired = new CompletableFuture<>();

  public void fire() {
    fired.complete(null);
  }

  public boolean isFired() {
    return fired.isDone();
  }

  /** Waits until it is fired. */
  public void await() throws InterruptedException {
    try {
      fired.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("never completed with an error", e);
    }
  }

  /** Waits until it is fired or the time is over; tells which. */
  public boolean await(Duration time) throws InterruptedException {
    try {
      fired.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("never completed with an error", e);
    }
  }

  /** Completes once it is fired. */
  public CompletableFuture<Void> future() {
    return fired;
  }
}
