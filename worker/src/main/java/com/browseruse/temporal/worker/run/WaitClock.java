package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.worker.config.UserError;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The time, waiting, and calls in the background; a test gives a clock of its own. */
public interface WaitClock extends Executor {
  WaitClock SYSTEM =
      new WaitClock() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        /** A daemon thread does not keep the process alive. */
        @Override
        public void execute(Runnable call) {
          Thread thread = new Thread(call, "background call");
          thread.setDaemon(true);
          thread.start();
        }

        @Override
        public void await(CompletableFuture<?> done, Duration limit) {
          try {
            done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
          } catch (TimeoutException | ExecutionException e) {
            // The caller reads the future.
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UserError.failed("Interrupted while waiting");
          }
        }
      };

  Instant now();

  /** Makes one call in the background. */
  default <T extends @Nullable Object> CompletableFuture<T> async(Supplier<T> call) {
    return CompletableFuture.supplyAsync(call, this);
  }

  /** Waits until the future is done in whatever way, or the time is over. */
  void await(CompletableFuture<?> done, Duration limit);
}
