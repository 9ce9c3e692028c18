package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.task.FailureTypes;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What looks final is believed once it lasts: a gateway in trouble, or a change of the key, may
 * deny for a moment a task that goes on all the same.
 */
final class Doubt {
  static final Duration BELIEVED_AFTER = Duration.ofSeconds(30);

  private static final Set<String> TYPES =
      Set.of(
          FailureTypes.AUTHENTICATION_FAILED,
          FailureTypes.TASK_NOT_FOUND,
          FailureTypes.UNEXPECTED_RESPONSE);

  /** Since when every answer was such; null if the last one was not. */
  private Instant since;

  void clear() {
    since = null;
  }

  boolean isGoneFor(ActivityFailure failure) {
    if (TYPES.stream().noneMatch(type -> Failures.hasType(failure, type)) || !isUsed()) {
      return true;
    }
    Instant now = Interrupts.now();
    since = since == null ? now : since;
    return Duration.between(since, now).compareTo(BELIEVED_AFTER) >= 0;
  }

  /** Runs from before there was doubt go on as they began. */
  private static boolean isUsed() {
    return Workflow.getVersion("doubt-final-answers", Workflow.DEFAULT_VERSION, 1) >= 1;
  }
}
