package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Where the logs of a task can be downloaded.
 *
 * @param taskId the task
 * @param downloadUrl a link that expires; until then whoever has it has the logs, and it stays in
 *     the history of the workflow that asked
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BrowserTaskLogs(String taskId, String downloadUrl) {}
