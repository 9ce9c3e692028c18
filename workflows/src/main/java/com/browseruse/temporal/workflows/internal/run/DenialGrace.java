package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.task.FailureTypes;
import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A denial is believed once it lasts: a failing gateway, or a change of the key, may deny for a
 * moment a task that goes on all the same.
 */
final class DenialGrace {
  static final Duration BELIEVED_AFTER = Duration.ofSeconds(30);

  private static final Set<String> DENIALS =
      Set.of(
          FailureTypes.AUTHENTICATION_FAILED,
          FailureTypes.TASK_NOT_FOUND,
          FailureTypes.UNEXPECTED_RESPONSE);

  private DenialGrace() {}

  static boolean isFinal(ActivityFailure failure, RunMemory memory) {
    if (DENIALS.stream().noneMatch(type -> Failures.hasType(failure, type))) {
      return true;
    }
    Instant now = CancellableWaits.now();
    Instant since = memory.deniedSince == null ? now : memory.deniedSince;
    memory.deniedSince = since;
    return Duration.between(since, now).compareTo(BELIEVED_AFTER) >= 0;
  }
}
