package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Which session to share.
 *
 * @param sessionId the session
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ShareBrowserSessionInput(String sessionId) {}
