package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When those requests to create were sent of which nobody knows whether they made a task, by
 * Temporal's clock. What they made is found among the tasks of that time.
 *
 * @param first not later than the first of them
 * @param last not earlier than the last of them
 * @param underWayUntil until when one of them may be under way, since the worker that sent it was
 *     lost meanwhile: nothing is to be sent again before; null if none is
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnclearRequests(
    @JsonProperty("first") Instant first,
    @JsonProperty("last") Instant last,
    @JsonProperty("underWayUntil") @Nullable Instant underWayUntil) {
  /** Requests of which none is under way any more. */
  public UnclearRequests(Instant first, Instant last) {
    this(first, last, null);
  }

  /** {@return what is left of it from a time on, or null} */
  public @Nullable UnclearRequests since(Instant time) {
    return last.isBefore(time)
        ? null
        : new UnclearRequests(first.isBefore(time) ? time : first, last, underWayUntil);
  }

  /** {@return both as one time; null if neither is known of} */
  public static @Nullable UnclearRequests unite(
      @Nullable UnclearRequests one, @Nullable UnclearRequests other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return new UnclearRequests(
        one.first.isBefore(other.first) ? one.first : other.first,
        one.last.isAfter(other.last) ? one.last : other.last,
        later(one.underWayUntil, other.underWayUntil));
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || other != null && other.isAfter(one) ? other : one;
  }
}
