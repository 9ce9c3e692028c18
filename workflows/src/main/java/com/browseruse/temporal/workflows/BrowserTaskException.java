package com.browseruse.temporal.workflows;

import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run of a browser task ended without a result, or refused an update. It says why, and what is
 * known of the remote task, wherever the run has left that: in the detail of its failure, or in its
 * memo if it was cancelled.
 *
 * <pre>{@code
 * catch (BrowserTaskException e) {
 *   if (e.evidence().stop() == StopOutcome.UNCONFIRMED) {
 *     alert("check the task " + e.evidence().taskId());
 *   }
 * }
 * }</pre>
 */
public final class BrowserTaskException extends RuntimeException {
  /** The type of a run that was cancelled; its task was stopped first. */
  public static final String CANCELLED = "Cancelled";

  /** The type of a run that was terminated, which gives it no time to stop its task. */
  public static final String TERMINATED = "Terminated";

  /** The type of a run that a time limit of Temporal ended, which gives it no time either. */
  public static final String TIMED_OUT = "TimedOut";

  /** The type of a run that failed in another way. */
  public static final String FAILED = "Failed";

  private static final long serialVersionUID = 1L;

  private final String type;
  private final transient BrowserTaskEvidence evidence;

  private BrowserTaskException(
      String type, String message, @Nullable BrowserTaskEvidence evidence, Throwable cause) {
    super(message, cause);
    this.type = type;
    this.evidence = evidence == null ? BrowserTaskEvidence.NONE : evidence;
  }

  /** {@return what {@link WorkflowStub#getResult} or {@link WorkflowStub#update} threw, decoded} */
  public static BrowserTaskException of(WorkflowStub run, WorkflowException failure) {
    Throwable cause = failure.getCause();
    while (cause instanceof ActivityFailure && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ApplicationFailure outer
        && outer.getType().equals(IllegalStateException.class.getName())
        && outer.getCause() instanceof ApplicationFailure refusal) {
      // An update that a validator has refused: see Failures.
      cause = refusal;
    }
    if (cause instanceof ApplicationFailure ours) {
      BrowserTaskEvidence detail = detail(ours);
      return new BrowserTaskException(
          ours.getType(), ours.getOriginalMessage(), detail == null ? memo(run) : detail, failure);
    }
    String type = FAILED;
    String message =
        cause instanceof TemporalFailure other ? other.getOriginalMessage() : String.valueOf(cause);
    if (cause instanceof CanceledFailure) {
      type = CANCELLED;
      message = "The run was cancelled.";
    } else if (cause instanceof TerminatedFailure) {
      type = TERMINATED;
      message = "The run was terminated, which gives it no time to stop its task.";
    } else if (cause instanceof TimeoutFailure) {
      type = TIMED_OUT;
      message = "A time limit of Temporal ended the run, which gives it no time to stop its task.";
    }
    return new BrowserTaskException(type, message, withResult(memo(run), run), failure);
  }

  /** {@return a type of {@link com.browseruse.temporal.task.FailureTypes}, or one of these} */
  public String type() {
    return type;
  }

  /** {@return what is known of the task; all of it is null if nothing is} */
  public BrowserTaskEvidence evidence() {
    return evidence;
  }

  /**
   * {@return the result of a task that had ended all the same; that of a run that was cancelled can
   * only be had as long as a worker is up}
   */
  public Optional<BrowserTaskResult> result() {
    return Optional.ofNullable(evidence.result());
  }

  private static @Nullable BrowserTaskEvidence detail(ApplicationFailure failure) {
    try {
      if (failure.getDetails().getSize() == 0) {
        return null;
      }
      return failure.getDetails().get(BrowserTaskEvidence.class);
    } catch (DataConverterException e) {
      // Details of another kind: the message has to do.
      return null;
    }
  }

  /** A memo is too small for a result; the run itself still knows it. */
  private static @Nullable BrowserTaskEvidence withResult(
      @Nullable BrowserTaskEvidence memo, WorkflowStub run) {
    if (memo == null || memo.stop() != StopOutcome.FINISHED_FIRST) {
      return memo;
    }
    try {
      return BrowserTaskEvidence.of(run.query("progress", BrowserTaskProgress.class));
    } catch (RuntimeException e) {
      // No worker is up.
      return memo;
    }
  }

  private static @Nullable BrowserTaskEvidence memo(WorkflowStub run) {
    try {
      return run.describe()
          .getMemo(
              BrowserTaskEvidence.MEMO_KEY, BrowserTaskEvidence.class, BrowserTaskEvidence.class);
    } catch (RuntimeException e) {
      // Written by another release, or encrypted; the run's end is known without it.
      return null;
    }
  }
}
