package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.CollectedArtifact;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Functions;
import java.time.Duration;

/** One file to copy. */
final class CollectJob {
  private final String what;
  private final String summary;
  private final Functions.Func1<BrowserTaskActivities, CollectedArtifact> call;
  private boolean isRunning;
  private CollectedArtifact copy;
  private String problem;

  /**
   * Describes the job.
   *
   * @param what how the file is called in a sentence
   * @param summary what the UI shows
   */
  CollectJob(
      String what, String summary, Functions.Func1<BrowserTaskActivities, CollectedArtifact> call) {
    this.what = what;
    this.summary = summary;
    this.call = call;
  }

  void start(Duration bound) {
    isRunning = true;
    Async.function(() -> call.apply(RemoteCalls.collecting(bound, summary)))
        .handle(
            (answer, failure) -> {
              isRunning = false;
              copy = answer;
              problem = failure == null ? null : words(failure);
              return null;
            });
  }

  boolean isRunning() {
    return isRunning;
  }

  /** Null if it did not work, or not yet. */
  CollectedArtifact copy() {
    return copy;
  }

  /**
   * Says what is missing.
   *
   * @param left why the run did not wait any longer
   */
  String sentence(String left) {
    return what + " not kept: " + (problem == null ? left : problem);
  }

  /** Null if the run has left it: then the run knows why. */
  private static String words(RuntimeException failure) {
    if (failure instanceof CanceledFailure || failure.getCause() instanceof CanceledFailure) {
      return null;
    }
    return failure instanceof ActivityFailure
            && failure.getCause() instanceof ApplicationFailure cause
        ? cause.getOriginalMessage()
        : "copying did not end in time";
  }
}
