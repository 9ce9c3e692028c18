package com.browseruse.temporal.workflows;

import static java.util.Objects.requireNonNullElse;

import com.browseruse.temporal.workflows.internal.input.PollingJson;
import com.browseruse.temporal.workflows.internal.json.JsonBacked;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a run polls its task: the next wait is the task's age times the growth, within two bounds.
 * With the defaults a poll is never later than 10 % of the task's length.
 *
 * <pre>{@code
 * PollingOptions.newBuilder().initialInterval(Duration.ofSeconds(10)).build()
 * }</pre>
 */
public final class PollingOptions extends JsonBacked {
  /** The shortest wait unless told otherwise. */
  public static final Duration DEFAULT_INITIAL_INTERVAL = Duration.ofSeconds(2);

  /** The longest wait unless told otherwise. */
  public static final Duration DEFAULT_MAX_INTERVAL = Duration.ofSeconds(30);

  /** The part of the task's age to wait unless told otherwise. */
  public static final double DEFAULT_GROWTH = 0.1;

  final PollingJson json;

  PollingOptions(PollingJson json) {
    super(json);
    this.json = json;
  }

  /** {@return the defaults} */
  public static PollingOptions getDefaultInstance() {
    return new PollingOptions(PollingJson.NONE);
  }

  /** {@return a builder with the defaults} */
  public static Builder newBuilder() {
    return getDefaultInstance().toBuilder();
  }

  /** {@return a builder with these options} */
  public Builder toBuilder() {
    return new Builder(json);
  }

  /** {@return the shortest wait. Default: 2 s} */
  public Duration initialInterval() {
    return requireNonNullElse(json.initialInterval(), DEFAULT_INITIAL_INTERVAL);
  }

  /** {@return the longest wait. Default: 30 s} */
  public Duration maxInterval() {
    return requireNonNullElse(json.maxInterval(), DEFAULT_MAX_INTERVAL);
  }

  /** {@return the part of the task's age to wait. Default: {@value #DEFAULT_GROWTH}} */
  public double growth() {
    return requireNonNullElse(json.growth(), DEFAULT_GROWTH);
  }

  /** Collects the options. */
  public static final class Builder {
    private @Nullable Duration initialInterval;
    private @Nullable Duration maxInterval;
    private @Nullable Double growth;

    private Builder(PollingJson from) {
      this.initialInterval = from.initialInterval();
      this.maxInterval = from.maxInterval();
      this.growth = from.growth();
    }

    /**
     * Sets the shortest wait: at least 100 ms. A Temporal server fires timers about once a second;
     * shorter waits come true in its test environment only.
     */
    public Builder initialInterval(@Nullable Duration initialInterval) {
      this.initialInterval = initialInterval;
      return this;
    }

    /** Sets the longest wait: not shorter than the shortest, at most 365 days. */
    public Builder maxInterval(@Nullable Duration maxInterval) {
      this.maxInterval = maxInterval;
      return this;
    }

    /** Sets the part of the task's age to wait: 0 to 10. */
    public Builder growth(@Nullable Double growth) {
      this.growth = growth;
      return this;
    }

    /** {@return the options; an {@link IllegalArgumentException} names what is out of bounds} */
    public PollingOptions build() {
      return new PollingOptions(new PollingJson(initialInterval, maxInterval, growth));
    }
  }
}
