package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What a run tells of itself. */
final class RunQueries {

  /** A query of a run that no worker is up for is answered after ten seconds, with an error. */
  private static final Duration QUERY_LIMIT = Duration.ofSeconds(6);

  private RunQueries() {}

  /** Asks the run, or gives null if no worker was up to answer. */
  static @Nullable BrowserTaskProgress progress(
      Runs.Found found, CompletableFuture<?> interrupted) {
    CompletableFuture<BrowserTaskProgress> answer =
        CompletableFuture.supplyAsync(
            () -> found.run().query("progress", BrowserTaskProgress.class),
            BackgroundPoll::onDaemonThread);
    WaitClock.SYSTEM.await(CompletableFuture.anyOf(answer, interrupted), QUERY_LIMIT);
    try {
      return answer.getNow(null);
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
