package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.worker.config.UserError;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The time, and waiting, for whoever shows something that moves. */
public interface Ticker {

  /** The system's time. */
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public void await(CompletableFuture<?> news, Duration time) {
          try {
            news.get(time.toMillis(), TimeUnit.MILLISECONDS);
          } catch (TimeoutException | ExecutionException e) {
            // Either way it is time to look again.
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UserError.failed("Interrupted while waiting");
          }
        }
      };

  Instant now();

  /** Waits until there is news, or the time is over. */
  void await(CompletableFuture<?> news, Duration time);
}
