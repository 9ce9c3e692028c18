package com.browseruse.temporal.workflows.batch;

import com.browseruse.temporal.task.StrictJson;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.internal.batch.BatchJson;
import com.browseruse.temporal.workflows.internal.batch.BatchReader;
import com.browseruse.temporal.workflows.internal.json.JsonBacked;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Many tasks, each with an id of its own, and how they are run: the input of {@link
 * RunBrowserTaskBatchWorkflow}.
 *
 * <pre>{@code
 * BrowserTaskBatch.Builder batch = BrowserTaskBatch.newBuilder().concurrency(20).maxFailures(50);
 * for (Product product : products) {
 *   batch.add(product.id(), BrowserTask.of("Find the price of " + product.name()));
 * }
 * BrowserTaskBatchResult result = tasks.batch("prices-2026-11-26", batch.build()).result();
 * }</pre>
 *
 * <p>In JSON it is one object: {@code {"tasks": [{"id": "a", "task": "…"}, "…"], "concurrency":
 * 20}}. A task that is a text has all defaults; without an id it has its number in the list, from
 * 1.
 */
public final class BrowserTaskBatch extends JsonBacked {
  /** The most lines of a batch. */
  public static final int MOST_LINES = 10_000;

  /** The most bytes that all tasks of a batch may have as JSON. */
  public static final int MOST_BYTES = 12 * 1024 * 1024;

  /** How many lines run at once unless told otherwise. */
  public static final int DEFAULT_CONCURRENCY = 10;

  /** The largest {@code concurrency}. */
  public static final int LARGEST_CONCURRENCY = 200;

  private final BatchJson.Input json;

  /** For the plugin: users take {@link #newBuilder}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BrowserTaskBatch(BatchJson.Input json) {
    super(json);
    this.json = json;
  }

  /** {@return a builder without tasks} */
  public static Builder newBuilder() {
    return new Builder();
  }

  /** {@return the tasks by their ids, in order} */
  public Map<String, BrowserTask> tasks() {
    return json.lines();
  }

  /** {@return how many run at once} */
  public int concurrency() {
    return json.limits().concurrency() == null ? DEFAULT_CONCURRENCY : json.limits().concurrency();
  }

  /** {@return the budget of the whole batch in US dollars, or null} */
  public @Nullable BigDecimal maxCostUsd() {
    return json.limits().maxCostUsd();
  }

  /** {@return after how many failures no further line is started, or null} */
  public @Nullable Integer maxFailures() {
    return json.limits().maxFailures();
  }

  /** {@return whether further lines are added before any is started} */
  public boolean more() {
    return json.more();
  }

  /** Shows no values: a task can hold secrets. */
  @Override
  public String toString() {
    return "BrowserTaskBatch[" + tasks().size() + " tasks, " + json.limits() + "]";
  }

  /** Collects the tasks and the limits; null stands for the default everywhere. */
  public static final class Builder {
    private final Map<String, BrowserTask> tasks = new LinkedHashMap<>();
    private @Nullable Integer concurrency;
    private @Nullable BigDecimal maxCostUsd;
    private @Nullable Integer maxFailures;

    private Builder() {}

    /**
     * Adds a task under an id, of 1 to 200 characters, that stands for it in this batch for ever;
     * an id that is there already is refused.
     */
    public Builder add(String id, BrowserTask task) {
      BatchReader.put(tasks, id, task);
      return this;
    }

    /**
     * Adds a task from a line of a JSONL file: the JSON of a {@link BrowserTask} that may have an
     * {@code id} beside its fields, or the text of a task as a JSON string. An {@link
     * IllegalArgumentException} says what of it is refused.
     *
     * @param defaultId the id of a line that has none, such as its number
     */
    public Builder addJson(String defaultId, String json) {
      BatchReader.add(tasks, defaultId, StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)));
      return this;
    }

    /** Sets how many tasks run at once, 1 to {@value #LARGEST_CONCURRENCY}. Default: 10. */
    public Builder concurrency(@Nullable Integer concurrency) {
      this.concurrency = concurrency;
      return this;
    }

    /**
     * Sets the budget of the batch in US dollars, above 0: once the tasks that have ended cost more
     * than that, no further one is started, and those that run are stopped. Default: none.
     */
    public Builder maxCostUsd(@Nullable BigDecimal maxCostUsd) {
      this.maxCostUsd = maxCostUsd;
      return this;
    }

    /**
     * Sets after how many failures, at least 1, no further task is started; those that run come to
     * their end. Only what ends without a result is a failure, see {@link
     * BrowserTask.Builder#failUnlessSuccessful}. Default: none.
     */
    public Builder maxFailures(@Nullable Integer maxFailures) {
      this.maxFailures = maxFailures;
      return this;
    }

    /** {@return the batch; an {@link IllegalArgumentException} names what is out of bounds} */
    public BrowserTaskBatch build() {
      BatchReader.checkCount(tasks.size());
      return new BrowserTaskBatch(
          new BatchJson.Input(
              Collections.unmodifiableMap(tasks),
              false,
              new BatchJson.Limits(concurrency, maxCostUsd, maxFailures)));
    }
  }
}
