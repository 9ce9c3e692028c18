package com.browseruse.temporal.activities;

import com.browseruse.temporal.task.TaskAction;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What to do to which task.
 *
 * @param taskId the task
 * @param action what to do
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record UpdateBrowserTaskInput(String taskId, TaskAction action) {}
