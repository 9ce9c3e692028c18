package com.browseruse.temporal.activities;

import com.browseruse.temporal.task.Task;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A task that exists now.
 *
 * @param taskId the task
 * @param sessionId its session, or null where the API version has none
 * @param creation whether it was created by this attempt or found as the work of an earlier one
 * @param unclear whether more than this one create may have taken effect, so that a duplicate may
 *     still appear
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CreatedBrowserTask(
    @JsonProperty("taskId") String taskId,
    @JsonProperty("sessionId") @Nullable String sessionId,
    @JsonProperty("creation") Task.Creation creation,
    @JsonProperty("unclear") boolean unclear) {}
