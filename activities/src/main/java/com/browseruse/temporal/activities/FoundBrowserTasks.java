package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What one create has made. More than one task means that a create took effect late and was
 * repeated.
 *
 * @param tasks the tasks, oldest first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FoundBrowserTasks(@JsonProperty("tasks") List<CreatedBrowserTask> tasks) {}
