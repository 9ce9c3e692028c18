package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Which file of a task to copy.
 *
 * @param taskId the task
 * @param fileId the file
 * @param fileName its name in the store, different from that of every other file of the task; what
 *     is not safe in it is replaced
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CollectBrowserTaskFileInput(String taskId, String fileId, String fileName) {}
