package com.browseruse.temporal.workflows.internal.json;

import com.browseruse.temporal.task.LastStep;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopOutcome;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a run tells while it lasts. Every field is written, also if it is null. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProgressJson(
    @JsonProperty("taskId") @Nullable String taskId,
    @JsonProperty("sessionId") @Nullable String sessionId,
    @JsonProperty("status") @Nullable TaskStatus status,
    @JsonProperty("stepCount") int stepCount,
    @JsonProperty("lastStep") @Nullable LastStep lastStep,
    @JsonProperty("costUsd") @Nullable String costUsd,
    @JsonProperty("liveUrl") @Nullable String liveUrl,
    @JsonProperty("polls") int polls,
    @JsonProperty("deadline") @Nullable Instant deadline,
    @JsonProperty("phase") BrowserTaskPhase phase,
    @JsonProperty("stop") @Nullable StopOutcome stop,
    @JsonProperty("createdAt") @Nullable Instant createdAt,
    @JsonProperty("result") @Nullable BrowserTaskResult result,
    @JsonProperty("publicShareUrl") @Nullable String publicShareUrl) {}
