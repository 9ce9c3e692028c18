package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Which session to look at.
 *
 * @param sessionId the session
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GetBrowserSessionInput(String sessionId) {}
