package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The public page of a session.
 *
 * @param sessionId the session
 * @param url where anybody can see it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BrowserSessionShare(String sessionId, String url) {}
