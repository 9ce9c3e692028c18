package com.browseruse.temporal.workflows.internal.run;

import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A time-out of Temporal itself, which ends a run without running its code, and so leaves its task:
 * the run must have ended before it.
 */
public final class TemporalTimeout {
  /** As long as a stop may take: it is sent for a while, and then watched. */
  private static final Duration STOP = StopPhase.SEND_BOUND.plus(StopPhase.CONFIRM_BOUND);

  private TemporalTimeout() {}

  /** Cuts the deadline of a run that begins, so that time is left to stop its task. */
  static void cut(RunMemory memory, WorkflowInfo info, Instant now) {
    Duration timeout = memory.timeout();
    left(info, now)
        .filter(left -> left.compareTo(timeout) < 0)
        .ifPresent(
            left -> {
              memory.endBy(now.plus(left));
              memory.warn(
                  "the run ends after "
                      + Words.time(left)
                      + ", not after its timeout of "
                      + Words.time(timeout)
                      + ": a time-out of the workflow itself would end it without stopping its"
                      + " task");
            });
  }

  /** How much time is left for all but the stop; empty if there is no time-out. */
  public static Optional<Duration> left(WorkflowInfo info, Instant now) {
    return Stream.of(info.getWorkflowRunTimeout(), info.getWorkflowExecutionTimeout())
        .filter(limit -> limit != null && !limit.isZero())
        .min(Duration::compareTo)
        .map(limit -> left(limit, info, now));
  }

  private static Duration left(Duration timeout, WorkflowInfo info, Instant now) {
    Duration gone =
        Duration.between(Instant.ofEpochMilli(info.getRunStartedTimestampMillis()), now);
    Duration quarter = timeout.dividedBy(4);
    Duration left = timeout.minus(quarter.compareTo(STOP) < 0 ? quarter : STOP).minus(gone);
    return left.isNegative() ? Duration.ZERO : left.truncatedTo(ChronoUnit.SECONDS);
  }
}
