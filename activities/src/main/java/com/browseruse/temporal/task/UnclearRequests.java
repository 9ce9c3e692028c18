package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When those requests to create were sent of which nobody knows whether they made a task, by
 * Temporal's clock. What they made is found among the tasks of that time.
 *
 * @param first not later than the first of them
 * @param last not earlier than the last of them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record UnclearRequests(
    @JsonProperty("first") Instant first, @JsonProperty("last") Instant last) {
  /** {@return what is left of it from a time on, or null} */
  public @Nullable UnclearRequests since(Instant time) {
    return last.isBefore(time)
        ? null
        : new UnclearRequests(first.isBefore(time) ? time : first, last);
  }

  /** {@return both as one time; null if neither is known of} */
  public static @Nullable UnclearRequests unite(
      @Nullable UnclearRequests one, @Nullable UnclearRequests other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return new UnclearRequests(
        one.first.isBefore(other.first) ? one.first : other.first,
        one.last.isAfter(other.last) ? one.last : other.last);
  }
}
