package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Whose logs to ask for.
 *
 * @param taskId the task
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GetBrowserTaskLogsInput(String taskId) {}
