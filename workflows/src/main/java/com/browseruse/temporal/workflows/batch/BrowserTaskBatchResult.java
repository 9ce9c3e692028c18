package com.browseruse.temporal.workflows.batch;

import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.internal.batch.BatchJson;
import com.browseruse.temporal.workflows.internal.json.JsonBacked;
import com.browseruse.temporal.workflows.internal.json.PlainJson;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a batch is, and how it ended: what the query {@code progress} tells while it lasts, without
 * the lines, and its result. {@link #total} is the sum of {@link #waiting}, {@link #running} and
 * {@link #done}; {@link #done} that of all {@link #outcomes} and {@link #failures}. Of a batch with
 * more than 400 lines it is at most a four-hundredth of them behind.
 */
public final class BrowserTaskBatchResult extends JsonBacked {
  /** The key of the memo that holds this at the end of a batch, without its lines. */
  public static final String MEMO_KEY = "browserTaskBatch";

  private final BatchJson.Report json;

  /** For the plugin: users get one from a batch, or from {@link #fromJson}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BrowserTaskBatchResult(BatchJson.Report json) {
    super(json);
    this.json = json;
  }

  /** Reads one, as {@link BrowserTaskResult#fromJson} does. */
  public static BrowserTaskBatchResult fromJson(String json) {
    return new BrowserTaskBatchResult(PlainJson.read(json, BatchJson.Report.class));
  }

  /** {@return the same without its lines, of which there may be thousands} */
  public BrowserTaskBatchResult withoutLines() {
    return new BrowserTaskBatchResult(
        PlainJson.without(json, BatchJson.Report.class, "lines", "linesNotListed"));
  }

  /** {@return where the batch is} */
  public BrowserTaskBatchPhase phase() {
    return json.phase();
  }

  /** {@return how many lines it has} */
  public int total() {
    return json.total();
  }

  /** {@return how many of them wait for a slot; at the end, how many were never started} */
  public int waiting() {
    return json.waiting();
  }

  /** {@return how many run} */
  public int running() {
    return json.running();
  }

  /** {@return how many have ended} */
  public int done() {
    return json.done();
  }

  /** {@return how many of those had their result already when the batch came to them} */
  public int ranBefore() {
    return json.ranBefore();
  }

  /** {@return how many ended with which {@link BrowserTaskOutcome}} */
  public Map<String, Integer> outcomes() {
    return json.outcomes();
  }

  /**
   * {@return how many failed with which type, as {@link
   * com.browseruse.temporal.workflows.caller.BrowserTaskException#type} gives it}
   */
  public Map<String, Integer> failures() {
    return json.failures();
  }

  /**
   * {@return what the lines that have ended cost in US dollars, as far as known, without those that
   * ran before; or null if nothing is known}
   */
  public @Nullable BigDecimal costUsd() {
    return json.costUsd() == null ? null : new BigDecimal(json.costUsd());
  }

  /** {@return how much longer it may take at the pace so far; null while that cannot be told} */
  public @Nullable Duration timeLeft() {
    return json.timeLeft();
  }

  /** {@return why it ends before all lines were run, or null} */
  public @Nullable BrowserTaskBatchStop stop() {
    return json.stop();
  }

  /** {@return how the lines ended, in the order of their ends; none in the progress} */
  public List<BrowserTaskBatchLine> lines() {
    return json.lines();
  }

  /** {@return how many lines have ended that had no room in {@link #lines}} */
  public int linesNotListed() {
    return json.linesNotListed();
  }

  /**
   * {@return where the artifact store keeps the results, as files of JSON objects, one a line; none
   * without a store}
   */
  public List<String> results() {
    return json.results();
  }

  /** {@return whether every line has a result} */
  public boolean isComplete() {
    return done() == total() && failures().isEmpty();
  }
}
