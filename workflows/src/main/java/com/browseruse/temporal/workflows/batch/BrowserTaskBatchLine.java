package com.browseruse.temporal.workflows.batch;

import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.internal.batch.BatchJson;
import com.browseruse.temporal.workflows.internal.json.JsonBacked;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How one line of a batch ended: with an outcome, or with a failure. It is a run of its own, under
 * the id of the batch, a slash and the id of the line.
 */
public final class BrowserTaskBatchLine extends JsonBacked {
  private final BatchJson.Line json;

  /** For the plugin: users get one from a batch. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BrowserTaskBatchLine(BatchJson.Line json) {
    super(json);
    this.json = json;
  }

  /** {@return its id in the batch} */
  public String id() {
    return json.id();
  }

  /** {@return how its task ended, or null if it failed} */
  public @Nullable BrowserTaskOutcome outcome() {
    return json.outcome();
  }

  /**
   * {@return the type of its failure, as {@link
   * com.browseruse.temporal.workflows.caller.BrowserTaskException#type} gives it, or null}
   */
  public @Nullable String failure() {
    return json.failure();
  }

  /** {@return the sentence of its failure, cut to 300 characters, or null} */
  public @Nullable String message() {
    return json.message();
  }

  /** {@return what it has cost in US dollars, or null if unknown} */
  public @Nullable BigDecimal costUsd() {
    return json.costUsd() == null ? null : new BigDecimal(json.costUsd());
  }

  /** {@return whether it had its result already when the batch came to it} */
  public boolean ranBefore() {
    return json.ranBefore();
  }

  /**
   * {@return its result, if the batch has room for it; else null: the run of the line has it, or
   * says why there is none}
   */
  public @Nullable BrowserTaskResult result() {
    return json.result();
  }
}
