package com.browseruse.temporal.workflows;

import com.browseruse.temporal.activities.GetBrowserTaskInput;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * How a run treats its task. Null stands for the default everywhere, also in JSON; durations are
 * ISO-8601 there.
 *
 * @param timeout how long the whole run may take, the create included; more than zero, at most 365
 *     days. Default {@code PT1H}
 * @param polling when to look at the task
 * @param progress what a poll reads. Default {@link ProgressMode#STEPS}
 * @param stopScope what cancel, time-out, budget and failure stop. Default: the task, and its
 *     session if the run made it
 * @param maxCostUsd stop and fail once the reported cost passes this many US dollars; more than
 *     zero. Default: no limit
 * @param failUnlessSuccessful whether every outcome but {@link BrowserTaskOutcome#SUCCEEDED} is a
 *     failure. Default {@code false}
 * @param maxInlineOutput bytes of output that the history keeps, counted as they stand in JSON (a
 *     quote takes two, a control character six, an emoji twelve), 0 to {@value
 *     #LARGEST_INLINE_OUTPUT}. It holds for the output as text and as structured output each; both
 *     together take at most {@value #LARGEST_INLINE_OUTPUT}, the structured output first. Default
 *     262144
 * @param collect what is copied to the artifact store
 * @param exposeLiveUrl whether the live-view link, and the public one if there is one, may enter
 *     progress, UI and history. Whoever has the first has the browser. Default {@code false}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BrowserTaskOptions(
    Duration timeout,
    PollingOptions polling,
    ProgressMode progress,
    StopScope stopScope,
    BigDecimal maxCostUsd,
    boolean failUnlessSuccessful,
    Integer maxInlineOutput,
    CollectOptions collect,
    boolean exposeLiveUrl) {

  /** How long a run may take unless told otherwise. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

  /**
   * The largest {@code maxInlineOutput}: with all the rest of a result it stays below 512 KiB,
   * which is what Temporal takes without a warning.
   */
  public static final int LARGEST_INLINE_OUTPUT = GetBrowserTaskInput.LARGEST_INLINE_OUTPUT;

  /** A huge exponent would take the worker's memory as soon as it is printed. */
  private static final int MOST_DIGITS = 100;

  private static final Duration LARGEST_TIMEOUT = Duration.ofDays(365);

  /**
   * Fills in the defaults and checks the bounds.
   *
   * @param timeout how long the whole run may take
   * @param polling when to look at the task
   * @param progress what a poll reads
   * @param stopScope what is stopped; stays null for the default, which depends on who made the
   *     session
   * @param maxCostUsd the budget, or null
   * @param failUnlessSuccessful whether every other outcome is a failure
   * @param maxInlineOutput bytes of output that the history keeps
   * @param collect what is copied to the artifact store
   * @param exposeLiveUrl whether the live-view link may be seen
   */
  public BrowserTaskOptions {
    timeout = timeout == null ? DEFAULT_TIMEOUT : timeout;
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LARGEST_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "timeout must be more than zero and at most " + LARGEST_TIMEOUT + ", but is " + timeout);
    }
    polling = polling == null ? PollingOptions.DEFAULT : polling;
    progress = progress == null ? ProgressMode.STEPS : progress;
    if (maxCostUsd != null && !isAmount(maxCostUsd)) {
      throw new IllegalArgumentException(
          "maxCostUsd must be more than zero, in at most " + MOST_DIGITS + " digits");
    }
    maxInlineOutput =
        maxInlineOutput == null ? GetBrowserTaskInput.DEFAULT_MAX_INLINE_OUTPUT : maxInlineOutput;
    if (maxInlineOutput < 0 || maxInlineOutput > LARGEST_INLINE_OUTPUT) {
      throw new IllegalArgumentException(
          "maxInlineOutput must be between 0 and "
              + LARGEST_INLINE_OUTPUT
              + ", but is "
              + maxInlineOutput);
    }
    collect = collect == null ? CollectOptions.NOTHING : collect;
  }

  private static boolean isAmount(BigDecimal value) {
    return value.signum() > 0
        && value.precision() <= MOST_DIGITS
        && value.scale() <= MOST_DIGITS
        && value.scale() >= -MOST_DIGITS;
  }

  /**
   * Gives the defaults.
   *
   * @return options that are as good as none
   */
  public static BrowserTaskOptions defaults() {
    return newBuilder().build();
  }

  /**
   * Starts with the defaults.
   *
   * @return a builder
   */
  public static Builder newBuilder() {
    return new Builder();
  }

  /** Collects the options; see {@link BrowserTaskOptions} for what each means. */
  public static final class Builder {
    private Duration timeout;
    private PollingOptions polling;
    private ProgressMode progress;
    private StopScope stopScope;
    private BigDecimal maxCostUsd;
    private boolean failUnlessSuccessful;
    private Integer maxInlineOutput;
    private CollectOptions collect;
    private boolean exposeLiveUrl;

    private Builder() {}

    /**
     * Sets how long the whole run may take.
     *
     * @param timeout more than zero, at most 365 days
     * @return this
     */
    public Builder timeout(Duration timeout) {
      this.timeout = timeout;
      return this;
    }

    /**
     * Sets when to look at the task.
     *
     * @param polling the intervals
     * @return this
     */
    public Builder polling(PollingOptions polling) {
      this.polling = polling;
      return this;
    }

    /**
     * Sets what a poll reads.
     *
     * @param progress the mode
     * @return this
     */
    public Builder progress(ProgressMode progress) {
      this.progress = progress;
      return this;
    }

    /**
     * Sets what is stopped.
     *
     * @param stopScope the scope
     * @return this
     */
    public Builder stopScope(StopScope stopScope) {
      this.stopScope = stopScope;
      return this;
    }

    /**
     * Sets the budget.
     *
     * @param maxCostUsd US dollars, more than zero
     * @return this
     */
    public Builder maxCostUsd(BigDecimal maxCostUsd) {
      this.maxCostUsd = maxCostUsd;
      return this;
    }

    /**
     * Sets whether every outcome but success is a failure.
     *
     * @param failUnlessSuccessful true if so
     * @return this
     */
    public Builder failUnlessSuccessful(boolean failUnlessSuccessful) {
      this.failUnlessSuccessful = failUnlessSuccessful;
      return this;
    }

    /**
     * Sets how much output the history keeps.
     *
     * @param bytes 0 to {@value BrowserTaskOptions#LARGEST_INLINE_OUTPUT}
     * @return this
     */
    public Builder maxInlineOutput(int bytes) {
      this.maxInlineOutput = bytes;
      return this;
    }

    /**
     * Sets what is copied to the worker's artifact store.
     *
     * @param collect the parts
     * @return this
     */
    public Builder collect(CollectOptions collect) {
      this.collect = collect;
      return this;
    }

    /**
     * Sets whether the live-view link may be seen.
     *
     * @param exposeLiveUrl true if so
     * @return this
     */
    public Builder exposeLiveUrl(boolean exposeLiveUrl) {
      this.exposeLiveUrl = exposeLiveUrl;
      return this;
    }

    /**
     * Builds the options.
     *
     * @return the options
     */
    public BrowserTaskOptions build() {
      return new BrowserTaskOptions(
          timeout,
          polling,
          progress,
          stopScope,
          maxCostUsd,
          failUnlessSuccessful,
          maxInlineOutput,
          collect,
          exposeLiveUrl);
    }
  }
}
