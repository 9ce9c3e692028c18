package com.browseruse.temporal.workflows;

import static java.util.Objects.requireNonNullElse;

import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskInput;
import com.browseruse.temporal.workflows.internal.input.OptionsJson;
import com.browseruse.temporal.workflows.internal.input.OptionsJson.CollectJson;
import com.browseruse.temporal.workflows.internal.json.JsonBacked;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run treats its task: the options of a {@link BrowserTask}, with the defaults filled in.
 * They are set with {@link BrowserTask.Builder}, which says what each of them means. In JSON they
 * are the object {@code options}, with durations in ISO-8601, and only what was set stands there.
 */
public final class BrowserTaskOptions extends JsonBacked {
  /** How long a run may take unless told otherwise. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

  /** Bytes of output that the history keeps unless told otherwise. */
  public static final int DEFAULT_MAX_INLINE_OUTPUT = GetBrowserTaskInput.DEFAULT_MAX_INLINE_OUTPUT;

  /** The largest {@code maxInlineOutput}: Temporal warns of results beyond 512 KiB. */
  public static final int LARGEST_INLINE_OUTPUT = GetBrowserTaskInput.LARGEST_INLINE_OUTPUT;

  final OptionsJson json;

  BrowserTaskOptions(OptionsJson json) {
    super(json);
    this.json = json;
  }

  /** {@return the defaults} */
  public static BrowserTaskOptions getDefaultInstance() {
    return new BrowserTaskOptions(OptionsJson.NONE);
  }

  public Duration timeout() {
    return requireNonNullElse(json.timeout(), DEFAULT_TIMEOUT);
  }

  public PollingOptions polling() {
    return json.polling() == null
        ? PollingOptions.getDefaultInstance()
        : new PollingOptions(json.polling());
  }

  public ProgressMode progress() {
    return requireNonNullElse(json.progress(), ProgressMode.STEPS);
  }

  /** {@return null for the default: the task, and its session if the run made it} */
  public @Nullable StopScope stopScope() {
    return json.stopScope();
  }

  /** {@return null for no limit} */
  public @Nullable BigDecimal maxCostUsd() {
    return json.maxCostUsd();
  }

  public boolean failUnlessSuccessful() {
    return requireNonNullElse(json.failUnlessSuccessful(), false);
  }

  public int maxInlineOutput() {
    return requireNonNullElse(json.maxInlineOutput(), DEFAULT_MAX_INLINE_OUTPUT);
  }

  public boolean collectLogs() {
    return requireNonNullElse(requireNonNullElse(json.collect(), CollectJson.NONE).logs(), false);
  }

  public boolean collectOutputFiles() {
    return requireNonNullElse(
        requireNonNullElse(json.collect(), CollectJson.NONE).outputFiles(), false);
  }

  public boolean exposeLiveUrl() {
    return requireNonNullElse(json.exposeLiveUrl(), false);
  }

  /** {@return whether the run may stop its task; false only for a run that was attached to one} */
  public boolean stopOnCancel() {
    return requireNonNullElse(json.stopOnCancel(), true);
  }
}
