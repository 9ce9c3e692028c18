package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.task.FailureTypes;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Failures that end a run. */
public final class Failures {
  /** How long a denial must last before it is believed. */
  static final Duration DENIAL_GRACE = Duration.ofSeconds(30);

  private static final Set<String> DENIALS =
      Set.of(
          FailureTypes.AUTHENTICATION_FAILED,
          FailureTypes.TASK_NOT_FOUND,
          FailureTypes.UNEXPECTED_RESPONSE);

  private Failures() {}

  /** A failure of our own. */
  static ApplicationFailure of(String type, String message, Object detail) {
    return quiet(ApplicationFailure.newNonRetryableFailure(message, type, detail));
  }

  /**
   * What a validator of an update throws. Temporal would take a failure that ends a run for a fault
   * of the validator, and lose its type; so it is the cause.
   */
  static IllegalStateException refusedUpdate(String message, Object detail) {
    return quiet(
        new IllegalStateException(message, of(FailureTypes.INVALID_REQUEST, message, detail)));
  }

  /** An activity's failure for the caller of the workflow: its type and message at the top. */
  public static ApplicationFailure from(ActivityFailure failure, Object detail) {
    ApplicationFailure cause =
        failure.getCause() instanceof ApplicationFailure application ? application : null;
    return quiet(
        ApplicationFailure.newBuilder()
            .setMessage(
                cause == null
                    ? failure.getActivityType() + " failed: " + failure.getCause()
                    : cause.getOriginalMessage())
            .setType(cause == null ? "ActivityFailed" : cause.getType())
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

  /** Whether to give up a read: a gateway, or a change of the key, may deny for a moment. */
  static boolean isFinal(ActivityFailure failure, RunMemory memory) {
    if (DENIALS.stream().noneMatch(type -> hasType(failure, type))) {
      return true;
    }
    Instant now = CancellableWaits.now();
    Instant since = memory.deniedSince == null ? now : memory.deniedSince;
    memory.deniedSince = since;
    return Duration.between(since, now).compareTo(DENIAL_GRACE) >= 0;
  }

  static boolean hasType(ActivityFailure failure, String type) {
    return failure.getCause() instanceof ApplicationFailure cause && type.equals(cause.getType());
  }
}
