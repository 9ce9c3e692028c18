package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A session.
 *
 * @param sessionId the session
 * @param status {@code active} or {@code stopped}; other words pass through
 * @param liveUrl where a person can watch and steer the browser, or null; whoever has this link has
 *     the browser
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BrowserSession(String sessionId, String status, String liveUrl) {}
