package com.browseruse.temporal.activities;

import com.browseruse.temporal.task.TaskCreation;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A task that exists now.
 *
 * @param taskId the task
 * @param sessionId its session, or null where the API version has none
 * @param creation whether it was created by this attempt or found as the work of an earlier one
 * @param unclear whether more than this one create may have taken effect, so that a twin may still
 *     appear
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CreatedBrowserTask(
    String taskId, String sessionId, TaskCreation creation, boolean unclear) {}
