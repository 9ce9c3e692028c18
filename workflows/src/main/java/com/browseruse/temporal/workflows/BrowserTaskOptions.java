package com.browseruse.temporal.workflows;

import static java.util.Objects.requireNonNullElse;

import com.browseruse.temporal.activities.GetBrowserTaskInput;
import com.browseruse.temporal.workflows.internal.input.OptionsJson;
import com.browseruse.temporal.workflows.internal.input.OptionsJson.CollectJson;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run treats its task: the options of a {@link BrowserTask}, with the defaults filled in.
 * They are set with {@link BrowserTask.Builder}. In JSON they are the object {@code options}, with
 * durations in ISO-8601, and only what was set stands there.
 */
public final class BrowserTaskOptions extends JsonBacked<OptionsJson> {

  /** How long a run may take unless told otherwise. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

  /** Bytes of output that the history keeps unless told otherwise. */
  public static final int DEFAULT_MAX_INLINE_OUTPUT = GetBrowserTaskInput.DEFAULT_MAX_INLINE_OUTPUT;

  /**
   * The largest {@code maxInlineOutput}: with all the rest of a result it stays below 512 KiB,
   * which is what Temporal takes without a warning.
   */
  public static final int LARGEST_INLINE_OUTPUT = GetBrowserTaskInput.LARGEST_INLINE_OUTPUT;

  BrowserTaskOptions(OptionsJson json) {
    super(json);
  }

  /** {@return the defaults} */
  public static BrowserTaskOptions getDefaultInstance() {
    return new BrowserTaskOptions(OptionsJson.NONE);
  }

  /** {@return how long the whole run may take, the create included. Default: one hour} */
  public Duration timeout() {
    return requireNonNullElse(json.timeout(), DEFAULT_TIMEOUT);
  }

  /** {@return when to poll the task} */
  public PollingOptions polling() {
    return json.polling() == null
        ? PollingOptions.getDefaultInstance()
        : new PollingOptions(json.polling());
  }

  /** {@return what a poll reads. Default: {@link ProgressMode#STEPS}} */
  public ProgressMode progress() {
    return requireNonNullElse(json.progress(), ProgressMode.STEPS);
  }

  /**
   * {@return what cancel, time-out, budget and failure stop, or null for the default: the task, and
   * its session if the run made it}
   */
  public @Nullable StopScope stopScope() {
    return json.stopScope();
  }

  /** {@return the cost in US dollars from which on the run stops and fails, or null: no limit} */
  public @Nullable BigDecimal maxCostUsd() {
    return json.maxCostUsd();
  }

  /**
   * {@return whether every outcome but {@link BrowserTaskOutcome#SUCCEEDED} is a failure. Default:
   * false}
   */
  public boolean failUnlessSuccessful() {
    return requireNonNullElse(json.failUnlessSuccessful(), false);
  }

  /**
   * {@return bytes of output that a history keeps. Default: {@value #DEFAULT_MAX_INLINE_OUTPUT}}
   */
  public int maxInlineOutput() {
    return requireNonNullElse(json.maxInlineOutput(), DEFAULT_MAX_INLINE_OUTPUT);
  }

  /** {@return whether the logs are copied to the worker's artifact store. Default: false} */
  public boolean collectLogs() {
    return requireNonNullElse(requireNonNullElse(json.collect(), CollectJson.NONE).logs(), false);
  }

  /** {@return whether the output files are copied there as well. Default: false} */
  public boolean collectOutputFiles() {
    return requireNonNullElse(
        requireNonNullElse(json.collect(), CollectJson.NONE).outputFiles(), false);
  }

  /** {@return whether the live-view link, and the public one, may be seen. Default: false} */
  public boolean exposeLiveUrl() {
    return requireNonNullElse(json.exposeLiveUrl(), false);
  }
}
