package com.browseruse.temporal.workflows.internal.input;

import static com.browseruse.temporal.workflows.internal.input.InputJson.check;
import static java.util.Objects.requireNonNullElse;

import com.browseruse.temporal.workflows.PollingOptions;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When to poll. Javadoc of JDK 17 fails if this is nested in {@link OptionsJson}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PollingJson(
    @Nullable Duration initialInterval, @Nullable Duration maxInterval, @Nullable Double growth) {
  private static final Duration SHORTEST = Duration.ofMillis(100);

  public static final PollingJson NONE = new PollingJson(null, null, null);

  public PollingJson {
    Duration initial = requireNonNullElse(initialInterval, PollingOptions.DEFAULT_INITIAL_INTERVAL);
    Duration max = requireNonNullElse(maxInterval, PollingOptions.DEFAULT_MAX_INTERVAL);
    check(
        initial.compareTo(SHORTEST) >= 0,
        "initialInterval must be at least 100 ms (PT0.1S), but is " + initial);
    check(
        max.compareTo(initial) >= 0,
        "maxInterval must not be shorter than initialInterval (%s), but is %s"
            .formatted(initial, max));
    check(
        max.compareTo(OptionsJson.LONGEST) <= 0,
        "maxInterval must be at most " + OptionsJson.LONGEST + ", but is " + max);
    check(
        growth == null || growth >= 0 && growth <= 10,
        "growth must be between 0 and 10, but is " + growth);
  }
}
