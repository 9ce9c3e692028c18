package com.browseruse.temporal.workflows.internal.watch;

import com.browseruse.temporal.activities.TaskWatchActivities.WatchReport;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a watcher remembers, and hands to itself when it continues as new.
 *
 * @param startedAt since when there is this watcher
 * @param hints how many hints were sent in all
 * @param last what the last watch has reported; null before the first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record WatchMemory(
    @JsonProperty("startedAt") Instant startedAt,
    @JsonProperty("hints") long hints,
    @JsonProperty("last") @Nullable WatchReport last) {
  /** A first report comes soon, so that whoever has just started a worker sees it. */
  private static final int FIRST = 15;

  /**
   * How old the numbers in the UI may be. Each watch is a task of the queue: where thousands of
   * calls wait for their turn, nobody watches until it has had its own.
   */
  private static final int USUAL = 600;

  static WatchMemory begin(Instant now) {
    return new WatchMemory(now, 0, null);
  }

  boolean isComplete() {
    return startedAt != null;
  }

  /** How long the next watch is to last. */
  int seconds() {
    return last == null ? FIRST : USUAL;
  }

  WatchMemory after(WatchReport report) {
    return new WatchMemory(startedAt, hints + report.hints(), report);
  }

  /** After a watch that cannot have been understood. */
  WatchMemory withoutLast() {
    return new WatchMemory(startedAt, hints, null);
  }
}
