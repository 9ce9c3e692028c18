package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Where the logs of a task can be downloaded.
 *
 * @param taskId the task
 * @param downloadUrl a link that expires; until then whoever has it has the logs, and it stays in
 *     the history of the workflow that asked
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BrowserTaskLogs(
    @JsonProperty("taskId") String taskId, @JsonProperty("downloadUrl") String downloadUrl) {}
