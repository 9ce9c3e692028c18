package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.FailureTypes.CreateFailureDetail;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.Values;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Failures that end a run. */
public final class Failures {
  private static final Set<String> RETRIED =
      Set.of(
          FailureTypes.RATE_LIMITED,
          FailureTypes.TOO_MANY_SESSIONS,
          FailureTypes.SESSION_BUSY,
          FailureTypes.CREATE_UNCLEAR);

  private Failures() {}

  /** A failure of our own. */
  public static ApplicationFailure of(String type, String message, Object... details) {
    return quiet(ApplicationFailure.newNonRetryableFailure(message, type, details));
  }

  /**
   * What a validator of an update throws. Temporal would take a failure that ends a run for a fault
   * of the validator, and lose its type; so it is the cause.
   */
  public static IllegalStateException refusedUpdate(String message, Object detail) {
    return quiet(
        new IllegalStateException(message, of(FailureTypes.INVALID_REQUEST, message, detail)));
  }

  /**
   * An activity's failure for the caller of the workflow: its type and message at the top. What was
   * tried until the time was up, or was lost with its worker, is one type, whatever it was last.
   */
  public static ApplicationFailure from(ActivityFailure failure, Object detail) {
    ApplicationFailure cause =
        failure.getCause() instanceof ApplicationFailure application ? application : null;
    return quiet(
        ApplicationFailure.newBuilder()
            .setMessage(message(failure))
            .setType(
                cause == null || RETRIED.contains(cause.getType())
                    ? FailureTypes.SERVICE_UNAVAILABLE
                    : cause.getType())
            .setNonRetryable(true)
            .setDetails(detail)
            .setCause(quiet(failure))
            .build());
  }

  /** Where in our code a run was when it ended tells its reader nothing. */
  private static <T extends Throwable> T quiet(T failure) {
    failure.setStackTrace(new StackTraceElement[0]);
    return failure;
  }

  static boolean isRefusal(TemporalFailure end) {
    return end instanceof ApplicationFailure failure
        && FailureTypes.INVALID_REQUEST.equals(failure.getType());
  }

  /** Whether another attempt would fail in the same way. */
  public static boolean isFinal(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure cause
        ? cause.isNonRetryable()
        : !(failure.getCause() instanceof TimeoutFailure);
  }

  /** How a run ended, for who looks at the list of runs. */
  static String headline(TemporalFailure end) {
    if (!(end instanceof ApplicationFailure failure)) {
      return "cancelled";
    }
    return switch (failure.getType()) {
      case FailureTypes.BROWSER_TASK_TIMED_OUT -> EndReason.TIMED_OUT.text;
      case FailureTypes.BUDGET_EXCEEDED -> EndReason.OVER_BUDGET.text;
      default -> "failed, " + failure.getType();
    };
  }

  /** What an activity failed with, in words. */
  public static String message(ActivityFailure failure) {
    if (failure.getCause() instanceof ApplicationFailure cause) {
      return cause.getOriginalMessage();
    }
    return failure.getCause() instanceof TimeoutFailure
        ? failure.getActivityType() + " got no answer from a worker in time"
        : failure.getActivityType() + " failed: " + failure.getCause();
  }

  /** How long the API wants to be left alone; empty if it did not say. */
  public static Optional<Duration> retryAfter(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure cause
        ? Optional.ofNullable(cause.getNextRetryDelay())
        : Optional.empty();
  }

  /** What a create that failed, or whose worker was lost, told of itself; empty if nothing. */
  public static Optional<CreateFailureDetail> createDetail(ActivityFailure failure) {
    Values details =
        failure.getCause() instanceof ApplicationFailure cause
            ? cause.getDetails()
            : failure.getCause() instanceof TimeoutFailure lost
                ? lost.getLastHeartbeatDetails()
                : null;
    try {
      return details == null || details.getSize() == 0
          ? Optional.empty()
          : Optional.ofNullable(details.get(CreateFailureDetail.class));
    } catch (DataConverterException e) {
      // A detail of somebody else's activities.
      return Optional.empty();
    }
  }

  public static boolean hasType(ActivityFailure failure, String type) {
    return failure.getCause() instanceof ApplicationFailure cause && type.equals(cause.getType());
  }
}
