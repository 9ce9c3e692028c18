package com.browseruse.temporal.workflows.internal.run;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;

/** Failures that end a run. */
public final class Failures {
  private Failures() {}

  /** A failure of our own. */
  static ApplicationFailure of(String type, String message, Object... details) {
    return ApplicationFailure.newNonRetryableFailure(message, type, details);
  }

  /**
   * The failure of an activity as the caller of the workflow shall see it: its type and its message
   * at the top.
   */
  public static ApplicationFailure from(ActivityFailure failure, Object... details) {
    ApplicationFailure cause =
        failure.getCause() instanceof ApplicationFailure application ? application : null;
    return ApplicationFailure.newBuilder()
        .setMessage(
            cause == null
                ? failure.getActivityType() + " failed: " + failure.getCause()
                : cause.getOriginalMessage())
        .setType(cause == null ? "ActivityFailed" : cause.getType())
        .setNonRetryable(true)
        .setDetails(details)
        .setCause(failure)
        .build();
  }

  static boolean hasType(ActivityFailure failure, String type) {
    return failure.getCause() instanceof ApplicationFailure cause && type.equals(cause.getType());
  }
}
