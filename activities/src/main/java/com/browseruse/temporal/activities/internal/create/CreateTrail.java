package com.browseruse.temporal.activities.internal.create;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What an attempt to create leaves to the next one, as the details of its heartbeats.
 *
 * @param attempt which attempt says so
 * @param nothingMade whether neither it nor any attempt before it has made a task, for sure
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CreateTrail(int attempt, boolean nothingMade) {

  /** Tells whether nothing was made before an attempt: an attempt in between would be unknown. */
  boolean clears(int number) {
    return nothingMade && attempt + 1 == number;
  }
}
