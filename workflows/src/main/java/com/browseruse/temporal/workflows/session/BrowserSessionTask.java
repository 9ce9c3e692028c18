package com.browseruse.temporal.workflows.session;

import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A task of a session that is over. Its whole result is that of its own workflow, for which {@link
 * com.browseruse.temporal.workflows.caller.BrowserTasks#find} has a handle.
 *
 * @param workflowId the workflow that ran it
 * @param taskId the remote task, or null if none came to be
 * @param outcome how it ended, or null if it failed without a result
 * @param failure the type of its failure, of {@link com.browseruse.temporal.task.FailureTypes} or
 *     {@link com.browseruse.temporal.workflows.caller.BrowserTaskException}; null if it has not
 *     failed
 * @param message what the failure says, or null
 * @param costUsd its cost in US dollars, a decimal in plain notation, or null if unknown
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BrowserSessionTask(
    @JsonProperty("workflowId") String workflowId,
    @JsonProperty("taskId") @Nullable String taskId,
    @JsonProperty("outcome") @Nullable BrowserTaskOutcome outcome,
    @JsonProperty("failure") @Nullable String failure,
    @JsonProperty("message") @Nullable String message,
    @JsonProperty("costUsd") @Nullable String costUsd) {}
