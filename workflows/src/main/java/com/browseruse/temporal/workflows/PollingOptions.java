package com.browseruse.temporal.workflows;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;

/**
 * When a run looks at its task: the next wait is the task's age times {@code growth}, within the
 * two bounds. Null stands for the default.
 *
 * @param initialInterval the shortest wait, at least 100 ms. Default {@code PT2S}
 * @param maxInterval the longest wait, not shorter than the shortest, at most 365 days. Default
 *     {@code PT30S}
 * @param growth the part of the task's age to wait, 0 to 10. Default {@code 0.1}: a poll is never
 *     later than 10 % of the task's length
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PollingOptions(Duration initialInterval, Duration maxInterval, Double growth) {

  private static final Duration SMALLEST_INTERVAL = Duration.ofMillis(100);

  /** As long as a run can last. */
  private static final Duration LARGEST_INTERVAL = Duration.ofDays(365);

  /** What holds unless told otherwise. */
  public static final PollingOptions DEFAULT = new PollingOptions(null, null, null);

  /**
   * Fills in the defaults and checks the bounds.
   *
   * @param initialInterval the shortest wait
   * @param maxInterval the longest wait
   * @param growth the part of the task's age to wait
   */
  public PollingOptions {
    initialInterval = initialInterval == null ? Duration.ofSeconds(2) : initialInterval;
    maxInterval = maxInterval == null ? Duration.ofSeconds(30) : maxInterval;
    growth = growth == null ? 0.1 : growth;
    if (initialInterval.compareTo(SMALLEST_INTERVAL) < 0) {
      throw new IllegalArgumentException(
          "initialInterval must be at least 100 ms (PT0.1S), but is " + initialInterval);
    }
    if (maxInterval.compareTo(initialInterval) < 0) {
      throw new IllegalArgumentException(
          "maxInterval must not be shorter than initialInterval ("
              + initialInterval
              + "), but is "
              + maxInterval);
    }
    if (maxInterval.compareTo(LARGEST_INTERVAL) > 0) {
      throw new IllegalArgumentException(
          "maxInterval must be at most " + LARGEST_INTERVAL + ", but is " + maxInterval);
    }
    if (!(growth >= 0 && growth <= 10)) {
      throw new IllegalArgumentException("growth must be between 0 and 10, but is " + growth);
    }
  }
}
