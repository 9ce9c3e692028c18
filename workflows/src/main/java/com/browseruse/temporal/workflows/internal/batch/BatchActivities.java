package com.browseruse.temporal.workflows.internal.batch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.common.converter.RawValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a part of a batch asks Temporal about its lines, and what it keeps of them. */
@ActivityInterface
public interface BatchActivities {
  /** Takes a {@link Search}, and gives the {@link Found}. */
  @ActivityMethod
  RawValue findBrowserTaskBatchRuns(RawValue search);

  /** Takes a {@link Keep}, and gives what was {@link Kept}. */
  @ActivityMethod
  RawValue keepBrowserTaskBatchResults(RawValue keep);

  /** Lines of a batch, by their ids. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Search(@JsonProperty("batchId") String batchId, @JsonProperty("ids") List<String> ids) {}

  /** What there is of the lines that were asked for; of those that never ran nothing. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Found(@JsonProperty("runs") List<Run> runs) {}

  /**
   * The newest run of a line.
   *
   * @param isRunning whether it has not ended
   * @param inputHash what tells its input from another, or null if it is not known
   * @param line how it ended, if it has a result; else null
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Run(
      @JsonProperty("id") String id,
      @JsonProperty("isRunning") boolean isRunning,
      @JsonProperty("inputHash") @Nullable String inputHash,
      @JsonProperty("line") BatchJson.@Nullable Line line) {}

  /**
   * Lines that have ended, whose results are to be kept as one file.
   *
   * @param name what tells the file from others of the batch
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Keep(
      @JsonProperty("batchId") String batchId,
      @JsonProperty("name") String name,
      @JsonProperty("lines") List<BatchJson.Line> lines) {}

  /** Where the file is, or null if there is no artifact store. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Kept(@JsonProperty("uri") @Nullable String uri) {}
}
