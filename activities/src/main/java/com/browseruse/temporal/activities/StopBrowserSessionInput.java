package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Which session to stop.
 *
 * @param sessionId the session
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StopBrowserSessionInput(String sessionId) {}
