package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Whether the agent looks at pictures of the page. In JSON a boolean, or a word such as {@code
 * "auto"}.
 *
 * @param value a {@link Boolean} or a {@link String}
 */
public record Vision(@JsonValue Object value) {

  /** The agent sees the page. */
  public static final Vision ON = new Vision(true);

  /** The agent reads the page only. */
  public static final Vision OFF = new Vision(false);

  /** The service decides by what the model can do. */
  public static final Vision AUTO = new Vision("auto");

  /**
   * Takes a boolean or a word.
   *
   * @param value a {@link Boolean} or a {@link String}; words are left for the server to judge
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Vision {
    if (!(value instanceof Boolean) && !(value instanceof String)) {
      throw new IllegalArgumentException("vision must be true, false or \"auto\"");
    }
  }
}
