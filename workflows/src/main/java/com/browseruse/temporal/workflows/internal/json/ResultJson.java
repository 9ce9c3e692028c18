package com.browseruse.temporal.workflows.internal.json;

import com.browseruse.temporal.task.LastStep;
import com.browseruse.temporal.task.TaskCreation;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.StopOutcome;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of a run. Every field is written, also if it is null, but the last two if empty. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ResultJson(
    @JsonProperty("taskId") @Nullable String taskId,
    @JsonProperty("sessionId") @Nullable String sessionId,
    @JsonProperty("outcome") BrowserTaskOutcome outcome,
    @JsonProperty("output") @Nullable String output,
    @JsonProperty("outputTruncated") boolean outputTruncated,
    @JsonProperty("outputUri") @Nullable String outputUri,
    @JsonProperty("structuredOutput") @Nullable Object structuredOutput,
    @JsonProperty("isSuccess") @Nullable Boolean isSuccess,
    @JsonProperty("judgeVerdict") @Nullable Boolean judgeVerdict,
    @JsonProperty("judgement") @Nullable String judgement,
    @JsonProperty("costUsd") @Nullable String costUsd,
    @JsonProperty("stepCount") int stepCount,
    @JsonProperty("lastStep") @Nullable LastStep lastStep,
    @JsonProperty("outputFiles") List<BrowserTaskFile> outputFiles,
    @JsonProperty("logs") @Nullable String logs,
    @JsonProperty("createdAt") @Nullable Instant createdAt,
    @JsonProperty("startedAt") @Nullable Instant startedAt,
    @JsonProperty("finishedAt") @Nullable Instant finishedAt,
    @JsonProperty("polls") int polls,
    @JsonProperty("creation") @Nullable TaskCreation creation,
    @JsonProperty("stop") @Nullable StopOutcome stop,
    @JsonProperty("collectProblems") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> collectProblems,
    @JsonProperty("warnings") @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {

  public ResultJson {
    structuredOutput = PlainJson.of(structuredOutput);
    outputFiles = PlainJson.list(outputFiles);
    collectProblems = PlainJson.list(collectProblems);
    warnings = PlainJson.list(warnings);
  }
}
