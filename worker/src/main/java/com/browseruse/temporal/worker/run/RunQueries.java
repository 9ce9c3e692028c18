package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What a run tells of itself. */
final class RunQueries {

  /** A query of a run that no worker is up for fails after ten seconds. */
  private static final Duration QUERY_LIMIT = Duration.ofSeconds(6);

  private RunQueries() {}

  /** Asks the run, or gives null if no worker was up to respond. */
  static @Nullable BrowserTaskProgress progress(
      Runs.Found found, CompletableFuture<?> interrupted) {
    CompletableFuture<BrowserTaskProgress> response =
        CompletableFuture.supplyAsync(
            () -> found.run().query("progress", BrowserTaskProgress.class),
            BackgroundPoll::onDaemonThread);
    WaitClock.SYSTEM.await(CompletableFuture.anyOf(response, interrupted), QUERY_LIMIT);
    try {
      return response.getNow(null);
    } catch (CompletionException e) {
      return null;
    }
  }

  /** Reads the memo, which needs no worker; or gives null. */
  static @Nullable BrowserTaskEvidence memo(Runs.Found found) {
    try {
      return found
          .description()
          .getMemo(
              BrowserTaskEvidence.MEMO_KEY, BrowserTaskEvidence.class, BrowserTaskEvidence.class);
    } catch (RuntimeException e) {
      // Written by another release, or encrypted.
      return null;
    }
  }
}
