package com.browseruse.temporal.workflows.internal.json;

import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopOutcome;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run that ended without a result leaves. Only what is known is written. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvidenceJson(
    @JsonProperty("taskId") @Nullable String taskId,
    @JsonProperty("sessionId") @Nullable String sessionId,
    @JsonProperty("status") @Nullable TaskStatus status,
    @JsonProperty("costUsd") @Nullable String costUsd,
    @JsonProperty("stop") @Nullable StopOutcome stop,
    @JsonProperty("result") @Nullable BrowserTaskResult result,
    @JsonProperty("warnings") @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {

  public EvidenceJson {
    warnings = PlainJson.list(warnings);
  }
}
