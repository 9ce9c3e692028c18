package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The public page of a session.
 *
 * @param sessionId the session
 * @param url where anybody can see it
 * @param viewCount how often it was looked at, or null if the server does not say
 * @param lastViewedAt when it was last looked at, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionShare(
    @JsonProperty("sessionId") String sessionId,
    @JsonProperty("url") String url,
    @JsonProperty("viewCount") @Nullable Integer viewCount,
    @JsonProperty("lastViewedAt") @Nullable Instant lastViewedAt) {}
