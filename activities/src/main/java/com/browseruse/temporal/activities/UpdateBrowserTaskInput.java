package com.browseruse.temporal.activities;

import com.browseruse.temporal.task.Task;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What to do to which task.
 *
 * @param taskId the task
 * @param action what to do
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record UpdateBrowserTaskInput(
    @JsonProperty("taskId") String taskId, @JsonProperty("action") Task.Action action) {}
