package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A browser that tasks run in.
 *
 * @param id the session; {@code sessionId} in JSON
 * @param status {@code active} or {@code stopped}; other words pass through
 * @param liveUrl where a person can watch and steer the browser, or null. Whoever has this link has
 *     the browser
 * @param recordingUrl a recording of it, a link that expires, or null
 * @param publicShareUrl where anybody can see it, or null if it is not shared; null in lists
 * @param keepAlive whether it stays when its task has ended, so that somebody must stop it; null if
 *     the server does not say
 * @param persistMemory whether its tasks share what the agent remembers; null if the server does
 *     not say
 * @param startedAt when it was started, or null
 * @param finishedAt when it was stopped, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Session(
    @JsonProperty("sessionId") @JsonAlias("id") String id,
    @JsonProperty("status") String status,
    @JsonProperty("liveUrl") @Nullable String liveUrl,
    @JsonProperty("recordingUrl") @Nullable String recordingUrl,
    @JsonProperty("publicShareUrl") @Nullable String publicShareUrl,
    @JsonProperty("keepAlive") @Nullable Boolean keepAlive,
    @JsonProperty("persistMemory") @Nullable Boolean persistMemory,
    @JsonProperty("startedAt") @Nullable Instant startedAt,
    @JsonProperty("finishedAt") @Nullable Instant finishedAt) {

  /** {@return the session with the live link or without, and without every other link} */
  public Session withOnlyLiveUrl(@Nullable String url) {
    return new Session(
        id, status, url, null, null, keepAlive, persistMemory, startedAt, finishedAt);
  }
}
