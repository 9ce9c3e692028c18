package com.browseruse.temporal.workflows;

import com.browseruse.temporal.workflows.internal.input.InputReader;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * What the reaper is to do. In JSON it is one object, with the duration in ISO-8601; null stands
 * for the default everywhere.
 *
 * @param apply whether to stop what nobody owns. Default {@code false}: only tell
 * @param olderThan how old a task must be, by the server's clock, to be looked at; one minute to
 *     365 days. Default {@code PT15M}
 * @param limit how many tasks one run stops at most, 1 to {@value #LARGEST_LIMIT}. Default {@value
 *     #DEFAULT_LIMIT}
 */
public record ReapInput(boolean apply, Duration olderThan, Integer limit) {

  /** How old a task must be unless told otherwise. */
  public static final Duration DEFAULT_AGE = Duration.ofMinutes(15);

  /** How many tasks one run stops at most unless told otherwise. */
  public static final int DEFAULT_LIMIT = 1_000;

  /** The largest {@code limit}. */
  public static final int LARGEST_LIMIT = 10_000;

  /** A younger task may not be known to its own run yet. */
  private static final Duration LEAST_AGE = Duration.ofMinutes(1);

  private static final Duration LARGEST_AGE = Duration.ofDays(365);

  /**
   * Fills in the defaults and checks the bounds.
   *
   * @param apply whether to stop what nobody owns
   * @param olderThan how old a task must be
   * @param limit how many tasks one run stops at most
   */
  public ReapInput {
    olderThan = olderThan == null ? DEFAULT_AGE : olderThan;
    limit = limit == null ? DEFAULT_LIMIT : limit;
    if (olderThan.compareTo(LEAST_AGE) < 0 || olderThan.compareTo(LARGEST_AGE) > 0) {
      throw new IllegalArgumentException(
          "olderThan must be at least "
              + LEAST_AGE
              + " and at most "
              + LARGEST_AGE
              + ", but is "
              + olderThan);
    }
    if (limit < 1 || limit > LARGEST_LIMIT) {
      throw new IllegalArgumentException(
          "limit must be between 1 and " + LARGEST_LIMIT + ", but is " + limit);
    }
  }

  /**
   * Gives the defaults.
   *
   * @return a dry run
   */
  public static ReapInput dryRun() {
    return new ReapInput(false, null, null);
  }

  /**
   * Reads an input and checks it.
   *
   * @param json the input as one object; null for the defaults
   * @return the input
   * @throws IllegalArgumentException if it is not acceptable; the message names the field and what
   *     is allowed
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static ReapInput fromJson(JsonNode json) {
    if (json == null || json.isNull()) {
      return dryRun();
    }
    if (!(json instanceof ObjectNode object)) {
      throw new IllegalArgumentException("input must be one JSON object, or nothing");
    }
    Fields fields = InputReader.fields(object, Fields.class);
    return new ReapInput(fields.apply, fields.olderThan, fields.limit);
  }

  /**
   * Writes the input as one object.
   *
   * @return what {@link #fromJson} reads
   */
  @JsonValue
  public JsonNode toJson() {
    return InputReader.writeFields(new Fields(apply, olderThan, limit));
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Fields(boolean apply, Duration olderThan, Integer limit) {}
}
