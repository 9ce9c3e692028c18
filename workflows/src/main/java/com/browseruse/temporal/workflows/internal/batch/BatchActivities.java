package com.browseruse.temporal.workflows.internal.batch;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.common.converter.RawValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a part of a batch asks Temporal about its lines. */
@ActivityInterface
public interface BatchActivities {
  /** Takes a {@link Search}, and gives the {@link Found}. */
  @ActivityMethod
  RawValue findBrowserTaskBatchRuns(RawValue search);

  /** Lines of a batch, by their ids. */
  record Search(@JsonProperty("batchId") String batchId, @JsonProperty("ids") List<String> ids) {}

  /** What there is of the lines that were asked for; of those that never ran nothing. */
  record Found(@JsonProperty("runs") List<Run> runs) {}

  /**
   * The newest run of a line.
   *
   * @param isRunning whether it has not ended
   * @param inputHash what tells its input from another, or null if it is not known
   * @param line how it ended, if it has a result; else null
   */
  record Run(
      @JsonProperty("id") String id,
      @JsonProperty("isRunning") boolean isRunning,
      @JsonProperty("inputHash") @Nullable String inputHash,
      @JsonProperty("line") BatchJson.@Nullable Line line) {}
}
