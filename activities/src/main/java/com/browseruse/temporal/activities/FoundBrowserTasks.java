package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What one create has made. More than one task means that a create was answered late and repeated.
 *
 * @param tasks the tasks, oldest first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FoundBrowserTasks(List<CreatedBrowserTask> tasks) {}
