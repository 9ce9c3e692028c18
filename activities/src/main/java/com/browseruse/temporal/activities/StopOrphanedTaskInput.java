package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * Which task to stop, if still nobody owns it.
 *
 * @param taskId the task
 * @param createdBefore if it was created later than this, it is left
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StopOrphanedTaskInput(String taskId, Instant createdBefore) {}
