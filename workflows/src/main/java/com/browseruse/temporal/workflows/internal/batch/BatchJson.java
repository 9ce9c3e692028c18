package com.browseruse.temporal.workflows.internal.batch;

import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchLine;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchPhase;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchStop;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records behind what users read of a batch. */
public final class BatchJson {
  private BatchJson() {}

  /**
   * What a batch is asked to do, or lines that are added to it.
   *
   * @param lines the tasks by their ids, in order
   * @param more whether further lines follow
   */
  public record Input(Map<String, BrowserTask> lines, boolean more, Limits limits) {
    public Input {
      lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
    }

    /** Takes what any mapper has made of the JSON. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Input read(@Nullable Object json) {
      return BatchReader.read(json, 0);
    }

    @JsonValue
    public Map<String, Object> write() {
      return BatchReader.write(this);
    }
  }

  /** How the lines are run, within its bounds; null is a default. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Limits(
      @Nullable Integer concurrency,
      @Nullable BigDecimal maxCostUsd,
      @Nullable Integer maxFailures) {
    public static final Limits NONE = new Limits(null, null, null);

    public Limits {
      BatchReader.checkLimits(concurrency, maxCostUsd, maxFailures);
    }
  }

  /** Where a batch is. Every field is written, also if it is null, but those that may be empty. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Report(
      @JsonProperty("phase") BrowserTaskBatchPhase phase,
      @JsonProperty("total") int total,
      @JsonProperty("waiting") int waiting,
      @JsonProperty("running") int running,
      @JsonProperty("done") int done,
      @JsonProperty("ranBefore") int ranBefore,
      @JsonProperty("outcomes") Map<String, Integer> outcomes,
      @JsonProperty("failures") Map<String, Integer> failures,
      @JsonProperty("costUsd") @Nullable String costUsd,
      @JsonProperty("timeLeft") @JsonFormat(shape = JsonFormat.Shape.STRING)
          @Nullable Duration timeLeft,
      @JsonProperty("stop") @Nullable BrowserTaskBatchStop stop,
      @JsonProperty("lines") @JsonInclude(JsonInclude.Include.NON_EMPTY)
          List<BrowserTaskBatchLine> lines,
      @JsonProperty("linesNotListed") int linesNotListed,
      @JsonProperty("results") @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> results) {
    public Report {
      outcomes = outcomes == null ? Map.of() : outcomes;
      failures = failures == null ? Map.of() : failures;
      lines = lines == null ? List.of() : List.copyOf(lines);
      results = results == null ? List.of() : List.copyOf(results);
    }
  }

  /** How one line ended. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record Line(
      @JsonProperty("id") String id,
      @JsonProperty("outcome") @Nullable BrowserTaskOutcome outcome,
      @JsonProperty("failure") @Nullable String failure,
      @JsonProperty("message") @Nullable String message,
      @JsonProperty("costUsd") @Nullable String costUsd,
      @JsonProperty("ranBefore") boolean ranBefore,
      @JsonProperty("result") @Nullable BrowserTaskResult result) {}
}
