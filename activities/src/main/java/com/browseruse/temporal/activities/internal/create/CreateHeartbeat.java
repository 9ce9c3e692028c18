package com.browseruse.temporal.activities.internal.create;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What an attempt to create leaves to the next one, as the details of its heartbeats: which attempt
 * says so, and whether neither it nor any attempt before it has made a task, for sure.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CreateHeartbeat(
    @JsonProperty("attempt") int attempt, @JsonProperty("nothingMade") boolean nothingMade) {

  /** Tells whether nothing was made before an attempt: an attempt in between would be unknown. */
  boolean clears(int number) {
    return nothingMade && attempt + 1 == number;
  }
}
