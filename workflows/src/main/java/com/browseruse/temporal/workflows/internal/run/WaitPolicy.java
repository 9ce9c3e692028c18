package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.workflows.PollingOptions;
import java.time.Duration;

/**
 * How long to wait before the next poll: see {@link PollingOptions}; a little less at random so
 * that many runs do not poll in step, and never beyond the time that is left.
 */
public record WaitPolicy(PollingOptions polling) {
  /** The largest part of a wait that chance may take away. */
  private static final double JITTER = 0.1;

  /** Takes a chance from 0 (inclusive) to 1 (exclusive); gives zero if no time is left. */
  Duration next(Duration age, Duration timeLeft, double chance) {
    double grown =
        Math.min(polling.growth() * Math.max(0, age.toMillis()), polling.maxInterval().toMillis());
    long jittered = (long) (grown * (1 - JITTER * chance));
    long wait = Math.max(polling.initialInterval().toMillis(), jittered);
    return Duration.ofMillis(Math.max(0, Math.min(wait, timeLeft.toMillis())));
  }
}
