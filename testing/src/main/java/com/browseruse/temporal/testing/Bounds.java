package com.browseruse.temporal.testing;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The checks that scenarios and faults share. Each refusal is a sentence that names the field. */
final class Bounds {

  private static final Duration LONGEST = Duration.ofDays(365);

  private Bounds() {}

  static Duration duration(String field, Duration value) {
    return require(
        value != null && !value.isNegative() && value.compareTo(LONGEST) <= 0,
        field,
        "a duration from PT0S to P365D",
        value);
  }

  static int number(String field, int value, int least, int most) {
    String allowed =
        most == Integer.MAX_VALUE ? "at least " + least : "from " + least + " to " + most;
    return require(value >= least && value <= most, field, allowed, value);
  }

  static Pattern regex(String field, String value) {
    try {
      return Pattern.compile(value);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          field + " must be a regular expression: " + e.getDescription() + ".", e);
    }
  }

  static void check(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }

  static <T> T require(boolean holds, String field, String allowed, T value) {
    check(holds, field + " must be " + allowed + ".");
    return value;
  }
}
