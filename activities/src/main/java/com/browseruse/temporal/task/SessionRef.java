package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Names a session.
 *
 * @param sessionId the session
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SessionRef(@JsonProperty("sessionId") String sessionId) {}
