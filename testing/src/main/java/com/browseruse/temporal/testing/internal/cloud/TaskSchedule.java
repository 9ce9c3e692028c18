package com.browseruse.temporal.testing.internal.cloud;

import java.time.Duration;
import java.util.Optional;

/**
 * How a task spends its time if nobody interferes: the delay until it starts, then the steps. One
 * without an end goes on, step after step, until it is stopped.
 */
public record TaskSchedule(
    Duration startDelay, int steps, Duration stepDuration, Optional<TaskState.Status> end) {

  /** No task shows more steps than the provider lets a caller ask for. */
  public static final int MOST_STEPS = 10_000;

  /** This schedule, but finished after so many steps. */
  TaskSchedule finishedAfter(int lastStep) {
    return new TaskSchedule(
        startDelay, lastStep, stepDuration, Optional.of(TaskState.Status.FINISHED));
  }

  /** The working time after which step {@code number} (from 1) is done. */
  Duration until(int number) {
    return startDelay.plus(stepDuration.multipliedBy(number));
  }

  /** The working time after which the task ends. */
  Optional<Duration> length() {
    return end.map(ignored -> until(steps));
  }

  /** How many steps are done after so much working time. */
  int stepsAfter(Duration worked) {
    int most = end.isPresent() ? steps : MOST_STEPS;
    Duration working = worked.minus(startDelay);
    if (working.isNegative()) {
      return 0;
    }
    return stepDuration.isZero() ? most : (int) Math.min(most, working.dividedBy(stepDuration));
  }
}
