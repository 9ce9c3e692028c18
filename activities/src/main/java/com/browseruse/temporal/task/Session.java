package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
  /** The status of a session that is open. */
  public static final String ACTIVE = "active";

  private static final String STOPPED = "stopped";

  /** {@return whether it is over, and holds none of the account's slots} */
  public boolean hasStopped() {
    return finishedAt != null || status.equals(STOPPED);
  }

  /** {@return the session with the live link or without, and without every other link} */
  public Session withOnlyLiveUrl(@Nullable String url) {
    return new Session(
        id, status, url, null, null, keepAlive, persistMemory, startedAt, finishedAt);
  }

  /**
   * One page of a list of sessions, in the server's order.
   *
   * @param totalItems how many there are on all pages, by the server's count
   * @param hasNext whether there is a page after this one
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Page(
      @JsonProperty("sessions") List<Session> sessions,
      @JsonProperty("totalItems") int totalItems,
      @JsonProperty("pageNumber") int pageNumber,
      @JsonProperty("pageSize") int pageSize,
      @JsonProperty("hasNext") boolean hasNext) {}

  /**
   * Which sessions to list. The bounds are checked where the query is sent.
   *
   * @param status only sessions in this status, such as {@code active}; null for all
   * @param limit the most sessions on a page, 1 to 100; null for 100
   * @param page the page, from 1; null for the first
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Query(
      @JsonProperty("status") @Nullable String status,
      @JsonProperty("limit") @Nullable Integer limit,
      @JsonProperty("page") @Nullable Integer page) {
    /** {@return the most sessions on a page} */
    public int pageSize() {
      return limit == null ? Task.Query.MAX_PAGE_SIZE : limit;
    }

    /** {@return the page, from 1} */
    public int pageNumber() {
      return page == null ? 1 : page;
    }

    /** {@return this query, unless {@code limit} or {@code page} is out of bounds} */
    public Query check() {
      Task.Query.checkPage("limit", pageSize(), "page", pageNumber());
      return this;
    }
  }

  /** Names a session. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Ref(@JsonProperty("sessionId") String sessionId) {}

  /**
   * What to ask for when a session is opened. Null means that the server decides; only what is set
   * is sent.
   *
   * @param proxyCountryCode the country that the browser appears to be in, in two letters
   * @param startUrl the page to begin on
   * @param keepAlive whether the session stays when its task has ended; the server's default is
   *     true, and then somebody must stop it
   * @param persistMemory whether its tasks share what the agent remembers
   * @param enableRecording whether the browser is filmed
   * @param extra fields for the API as they are, for what it has learned since this release; a
   *     field that is also set above keeps the value from above
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Request(
      @JsonProperty("profileId") @Nullable String profileId,
      @JsonProperty("proxyCountryCode") @Nullable String proxyCountryCode,
      @JsonProperty("startUrl") @Nullable String startUrl,
      @JsonProperty("browserScreenWidth") @Nullable Integer browserScreenWidth,
      @JsonProperty("browserScreenHeight") @Nullable Integer browserScreenHeight,
      @JsonProperty("keepAlive") @Nullable Boolean keepAlive,
      @JsonProperty("persistMemory") @Nullable Boolean persistMemory,
      @JsonProperty("enableRecording") @Nullable Boolean enableRecording,
      @JsonProperty("extra") @Nullable Map<String, Object> extra) {}

  /**
   * The public page of a session.
   *
   * @param viewCount how often it was looked at, or null if the server does not say
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Share(
      @JsonProperty("sessionId") String sessionId,
      @JsonProperty("url") String url,
      @JsonProperty("viewCount") @Nullable Integer viewCount,
      @JsonProperty("lastViewedAt") @Nullable Instant lastViewedAt) {}
}
