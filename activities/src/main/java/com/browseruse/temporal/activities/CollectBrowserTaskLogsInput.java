package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Whose logs to copy.
 *
 * @param taskId the task
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CollectBrowserTaskLogsInput(String taskId) {}
