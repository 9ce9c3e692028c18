package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import org.jspecify.annotations.Nullable;

/** Reads how a run without a result ended. */
final class RunFailures {

  /** Our word where Temporal has a kind of failure and no type. */
  static final String CANCELLED = "Cancelled";

  private RunFailures() {}

  /**
   * Reads a failure.
   *
   * @throws UserError if the run did not fail, but the call for its result did
   */
  static RunOutcome.Failed of(
      WorkflowStub run, @Nullable Throwable problem, @Nullable BrowserTaskProgress seen) {
    if (!(problem instanceof WorkflowFailedException)) {
      throw Problems.explain(problem);
    }
    Throwable cause = problem.getCause();
    while (cause instanceof ActivityFailure && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ApplicationFailure failure) {
      BrowserTaskEvidence evidence = detail(failure);
      return new RunOutcome.Failed(
          failure.getType(),
          failure.getOriginalMessage(),
          evidence == null ? evidence(run, seen) : evidence);
    }
    return new RunOutcome.Failed(type(cause), message(cause), evidence(run, seen));
  }

  private static String type(@Nullable Throwable cause) {
    if (cause instanceof CanceledFailure) {
      return CANCELLED;
    }
    if (cause instanceof TerminatedFailure) {
      return "Terminated";
    }
    return cause instanceof TimeoutFailure ? "TimedOut" : "Failed";
  }

  private static String message(@Nullable Throwable cause) {
    if (cause instanceof CanceledFailure) {
      return "The run was cancelled.";
    }
    if (cause instanceof TerminatedFailure) {
      return "The run was terminated, which gives it no time to stop its task.";
    }
    if (cause instanceof TimeoutFailure) {
      return "A time limit of Temporal ended the run, which gives it no time to stop its task.";
    }
    return cause instanceof TemporalFailure failure
        ? failure.getOriginalMessage()
        : String.valueOf(cause);
  }

  private static @Nullable BrowserTaskEvidence detail(ApplicationFailure failure) {
    try {
      if (failure.getDetails().getSize() == 0) {
        return null;
      }
      BrowserTaskResult result = failure.getDetails().get(BrowserTaskResult.class);
      return result.outcome() == null
          ? failure.getDetails().get(BrowserTaskEvidence.class)
          // A run that fails on its outcome has a result all the same.
          : BrowserTaskEvidence.of(result);
    } catch (DataConverterException e) {
      // Details of another kind: the message has to do.
      return null;
    }
  }

  /** The memo holds what a cancelled run found out at its end; else what was seen last. */
  private static @Nullable BrowserTaskEvidence evidence(
      WorkflowStub run, @Nullable BrowserTaskProgress seen) {
    BrowserTaskEvidence memo = memo(run);
    if (memo != null || seen == null) {
      return memo;
    }
    return BrowserTaskEvidence.of(seen);
  }

  private static @Nullable BrowserTaskEvidence memo(WorkflowStub run) {
    try {
      return run.describe()
          .getMemo(
              BrowserTaskEvidence.MEMO_KEY, BrowserTaskEvidence.class, BrowserTaskEvidence.class);
    } catch (RuntimeException e) {
      // Only for information: the run's end is known without it.
      return null;
    }
  }
}
