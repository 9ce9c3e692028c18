package com.browseruse.temporal.workflows.internal.input;

import static com.browseruse.temporal.workflows.internal.input.InputJson.check;

import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskInput;
import com.browseruse.temporal.workflows.ProgressMode;
import com.browseruse.temporal.workflows.StopScope;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The options as the caller set them, within their bounds; null is a default. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OptionsJson(
    @Nullable Duration timeout,
    @Nullable PollingJson polling,
    @Nullable ProgressMode progress,
    @Nullable StopScope stopScope,
    @Nullable BigDecimal maxCostUsd,
    @Nullable Boolean failUnlessSuccessful,
    @Nullable Integer maxInlineOutput,
    @Nullable CollectJson collect,
    @Nullable Boolean exposeLiveUrl,
    @Nullable Boolean stopOnCancel) {
  /** As long as a run, and a wait in it, can last. */
  static final Duration LONGEST = Duration.ofDays(365);

  /** A huge exponent would take the worker's memory as soon as it is printed. */
  private static final int MOST_DIGITS = 100;

  public static final OptionsJson NONE =
      new OptionsJson(null, null, null, null, null, null, null, null, null, null);

  public OptionsJson {
    check(
        timeout == null || timeout.compareTo(Duration.ZERO) > 0 && timeout.compareTo(LONGEST) <= 0,
        "timeout must be more than zero and at most " + LONGEST + ", but is " + timeout);
    check(
        maxCostUsd == null || isAmount(maxCostUsd),
        "maxCostUsd must be more than zero, in at most " + MOST_DIGITS + " digits");
    int most = GetBrowserTaskInput.LARGEST_INLINE_OUTPUT;
    check(
        maxInlineOutput == null || maxInlineOutput >= 0 && maxInlineOutput <= most,
        "maxInlineOutput must be between 0 and " + most + ", but is " + maxInlineOutput);
    polling = Objects.equals(polling, PollingJson.NONE) ? null : polling;
    collect = Objects.equals(collect, CollectJson.NONE) ? null : collect;
  }

  private static boolean isAmount(BigDecimal value) {
    return value.signum() > 0
        && value.precision() <= MOST_DIGITS
        && value.scale() <= MOST_DIGITS
        && value.scale() >= -MOST_DIGITS;
  }

  /** What to copy into the artifact store. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CollectJson(@Nullable Boolean logs, @Nullable Boolean outputFiles) {
    public static final CollectJson NONE = new CollectJson(null, null);
  }
}
