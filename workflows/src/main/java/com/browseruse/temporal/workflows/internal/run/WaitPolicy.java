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

  /** For a run that hints tell when to poll: after 1, 3, 7, 15 and 31 minutes, and so on. */
  private static final WaitPolicy BACK_STOP =
      new WaitPolicy(
          PollingOptions.newBuilder()
              .initialInterval(Duration.ofMinutes(1))
              .maxInterval(Duration.ofMinutes(30))
              .growth(1.0)
              .build());

  /** How long a run waits for a hint that may have been lost. */
  static Duration backStop(Duration age, Duration timeLeft) {
    return BACK_STOP.next(age.plus(BACK_STOP.polling().initialInterval()), timeLeft, 0);
  }

  /** Whether the caller has left it to the run when to poll. */
  boolean isDefault() {
    PollingOptions defaults = PollingOptions.getDefaultInstance();
    return polling.initialInterval().equals(defaults.initialInterval())
        && polling.maxInterval().equals(defaults.maxInterval())
        && polling.growth() == defaults.growth();
  }

  /** Takes a chance from 0 (inclusive) to 1 (exclusive); gives zero if no time is left. */
  Duration next(Duration age, Duration timeLeft, double chance) {
    double grown =
        Math.min(polling.growth() * Math.max(0, age.toMillis()), polling.maxInterval().toMillis());
    long jittered = (long) (grown * (1 - JITTER * chance));
    long wait = Math.max(polling.initialInterval().toMillis(), jittered);
    return Duration.ofMillis(Math.max(0, Math.min(wait, timeLeft.toMillis())));
  }
}
