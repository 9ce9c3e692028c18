package com.browseruse.temporal.activities;

import com.browseruse.temporal.task.LastStep;
import com.browseruse.temporal.task.TaskStatus;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How far a task is, in a few hundred bytes.
 *
 * @param taskId the task
 * @param status its status
 * @param stepCount how many steps there were, or null if only the status was read
 * @param lastStep the newest step, or null
 * @param costUsd the cost so far in US dollars, a decimal in plain notation, or null if unknown
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BrowserTaskStatus(
    String taskId, TaskStatus status, Integer stepCount, LastStep lastStep, String costUsd) {}
