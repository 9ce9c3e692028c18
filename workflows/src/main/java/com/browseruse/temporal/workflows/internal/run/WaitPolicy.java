package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.workflows.PollingOptions;
import java.time.Duration;

/**
 * How long to wait before the next look at a task: its age times the growth, within the two bounds,
 * a little less at random so that many runs do not look in step, and never beyond the time that is
 * left.
 */
public final class WaitPolicy {

  /** The largest part of a wait that chance may take away. */
  static final double JITTER = 0.1;

  private final long shortest;
  private final long longest;
  private final double growth;

  public WaitPolicy(PollingOptions polling) {
    this.shortest = polling.initialInterval().toMillis();
    this.longest = polling.maxInterval().toMillis();
    this.growth = polling.growth();
  }

  /**
   * Computes a wait.
   *
   * @param age how old the task is
   * @param timeLeft how long the run may still take
   * @param chance from 0 (inclusive) to 1 (exclusive)
   * @return the wait; zero if no time is left
   */
  Duration next(Duration age, Duration timeLeft, double chance) {
    double grown = Math.min(growth * Math.max(0, age.toMillis()), longest);
    long jittered = (long) (grown * (1 - JITTER * chance));
    long wait = Math.max(shortest, jittered);
    return Duration.ofMillis(Math.max(0, Math.min(wait, timeLeft.toMillis())));
  }
}
