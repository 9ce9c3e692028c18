package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A session.
 *
 * @param sessionId the session
 * @param status {@code active} or {@code stopped}; other words pass through
 * @param liveUrl where a person can watch and steer the browser, or null; whoever has this link has
 *     the browser. Null in every answer but that of {@code GetBrowserSession}
 * @param keepAlive whether it stays when its task has ended, so that somebody must stop it; null if
 *     the server does not say
 * @param startedAt when it was started, or null
 * @param finishedAt when it was stopped, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BrowserSession(
    String sessionId,
    String status,
    String liveUrl,
    Boolean keepAlive,
    Instant startedAt,
    Instant finishedAt) {}
