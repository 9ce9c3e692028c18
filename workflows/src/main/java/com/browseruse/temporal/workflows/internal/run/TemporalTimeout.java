package com.browseruse.temporal.workflows.internal.run;

import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A time-out of Temporal itself, which ends a run without running its code, and so leaves its task:
 * the run must have ended before it.
 */
final class TemporalTimeout {
  /** As long as a stop may take: it is sent for a while, and then watched. */
  private static final Duration STOP = StopPhase.SEND_BOUND.plus(StopPhase.CONFIRM_BOUND);

  private TemporalTimeout() {}

  /** How long a run may take so that time is left to stop its task; null if it has no time-out. */
  static @Nullable Duration timeFor(WorkflowInfo info, Instant now) {
    return Stream.of(info.getWorkflowRunTimeout(), info.getWorkflowExecutionTimeout())
        .filter(timeout -> timeout != null && !timeout.isZero())
        .min(Duration::compareTo)
        .map(timeout -> left(timeout, info, now))
        .orElse(null);
  }

  private static Duration left(Duration timeout, WorkflowInfo info, Instant now) {
    Duration gone =
        Duration.between(Instant.ofEpochMilli(info.getRunStartedTimestampMillis()), now);
    Duration quarter = timeout.dividedBy(4);
    Duration left = timeout.minus(quarter.compareTo(STOP) < 0 ? quarter : STOP).minus(gone);
    return left.isNegative() ? Duration.ZERO : left.truncatedTo(ChronoUnit.SECONDS);
  }
}
