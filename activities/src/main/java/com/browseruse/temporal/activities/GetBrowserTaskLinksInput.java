package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Whose links to ask for.
 *
 * @param taskId the task
 * @param sessionId its session, or null where the API version has none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GetBrowserTaskLinksInput(String taskId, String sessionId) {}
