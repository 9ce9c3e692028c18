package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Which file of a task to copy.
 *
 * @param taskId the task
 * @param fileId the file
 * @param fileName its name in the store, different from that of every other file of the task; what
 *     is not safe in it is replaced
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CollectBrowserTaskFileInput(
    @JsonProperty("taskId") String taskId,
    @JsonProperty("fileId") String fileId,
    @JsonProperty("fileName") String fileName) {}
