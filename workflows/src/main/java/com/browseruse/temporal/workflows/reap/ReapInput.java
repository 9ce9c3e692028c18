package com.browseruse.temporal.workflows.reap;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the reaper is to do. In JSON it is one object, with the duration in ISO-8601; null stands
 * for the default everywhere: {@code {"apply": true, "olderThan": "PT1H", "limit": 100}}.
 */
public final class ReapInput {
  /** How old a task must be unless told otherwise. */
  public static final Duration DEFAULT_AGE = Duration.ofMinutes(15);

  /** How many tasks one run stops at most unless told otherwise. */
  public static final int DEFAULT_LIMIT = 1_000;

  /** The largest {@code limit}. */
  public static final int LARGEST_LIMIT = 10_000;

  /** A younger task may not be known to its own run yet. */
  private static final Duration LEAST_AGE = Duration.ofMinutes(1);

  private static final Duration LARGEST_AGE = Duration.ofDays(365);
  private static final ReapInput DEFAULT = newBuilder().build();

  private final boolean apply;
  private final Duration olderThan;
  private final int limit;

  private ReapInput(Builder builder) {
    this.apply = builder.apply;
    this.olderThan = builder.olderThan;
    this.limit = builder.limit;
  }

  @JsonCreator
  static ReapInput of(
      @JsonProperty("apply") @Nullable Boolean apply,
      @JsonProperty("olderThan") @Nullable Duration olderThan,
      @JsonProperty("limit") @Nullable Integer limit) {
    return newBuilder().apply(Boolean.TRUE.equals(apply)).olderThan(olderThan).limit(limit).build();
  }

  /** {@return the defaults: a dry run} */
  public static ReapInput getDefaultInstance() {
    return DEFAULT;
  }

  /** {@return a builder that holds the defaults} */
  public static Builder newBuilder() {
    return new Builder();
  }

  /** {@return a builder that holds this input} */
  public Builder toBuilder() {
    return new Builder().apply(apply).olderThan(olderThan).limit(limit);
  }

  /** {@return whether to stop what nobody owns; else it is only told} */
  @JsonProperty("apply")
  public boolean apply() {
    return apply;
  }

  /** {@return how old a task must be, by the server's clock, to be stopped} */
  @JsonProperty("olderThan")
  @JsonFormat(shape = JsonFormat.Shape.STRING)
  public Duration olderThan() {
    return olderThan;
  }

  /** {@return how many tasks one run stops at most} */
  @JsonProperty("limit")
  public int limit() {
    return limit;
  }

  /** Collects the input. */
  public static final class Builder {
    private boolean apply;
    private Duration olderThan = DEFAULT_AGE;
    private int limit = DEFAULT_LIMIT;

    private Builder() {}

    /** Sets whether to stop what nobody owns; default {@code false}: only tell. */
    public Builder apply(boolean apply) {
      this.apply = apply;
      return this;
    }

    /** Sets how old a task must be, one minute to 365 days; null for the default, 15 minutes. */
    public Builder olderThan(@Nullable Duration age) {
      this.olderThan = age == null ? DEFAULT_AGE : age;
      return this;
    }

    /** Sets how many tasks one run stops at most, 1 to 10 000; null for the default, 1000. */
    public Builder limit(@Nullable Integer tasks) {
      this.limit = tasks == null ? DEFAULT_LIMIT : tasks;
      return this;
    }

    /** {@return the input; an {@link IllegalArgumentException} names a field out of its bounds} */
    public ReapInput build() {
      if (olderThan.compareTo(LEAST_AGE) < 0 || olderThan.compareTo(LARGEST_AGE) > 0) {
        throw new IllegalArgumentException(
            "olderThan must be at least %s and at most %s, but is %s"
                .formatted(LEAST_AGE, LARGEST_AGE, olderThan));
      }
      if (limit < 1 || limit > LARGEST_LIMIT) {
        throw new IllegalArgumentException(
            "limit must be between 1 and " + LARGEST_LIMIT + ", but is " + limit);
      }
      return new ReapInput(this);
    }
  }
}
