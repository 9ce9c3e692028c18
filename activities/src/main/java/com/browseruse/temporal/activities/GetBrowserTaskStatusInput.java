package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Which task to look at.
 *
 * @param taskId the task
 * @param steps whether to read the whole task, so as to report its newest step; else only its
 *     status
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GetBrowserTaskStatusInput(
    @JsonProperty("taskId") String taskId, @JsonProperty("steps") boolean steps) {}
