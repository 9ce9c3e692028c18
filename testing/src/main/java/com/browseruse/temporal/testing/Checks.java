package com.browseruse.temporal.testing;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The checks that the builders share. Each message is a sentence that names the field. */
final class Checks {

  private static final Duration LONGEST = Duration.ofDays(365);

  private Checks() {}

  static Duration duration(String field, Duration value) {
    check(
        value != null && !value.isNegative() && value.compareTo(LONGEST) <= 0,
        field + " must be a duration from PT0S to P365D.");
    return value;
  }

  static int number(String field, int value, int least, int most) {
    String allowed =
        most == Integer.MAX_VALUE ? "at least " + least : "from " + least + " to " + most;
    check(value >= least && value <= most, field + " must be " + allowed + ".");
    return value;
  }

  static Pattern regex(String field, String value) {
    try {
      return Pattern.compile(value);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          field + " must be a regular expression: " + e.getDescription() + ".", e);
    }
  }

  static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
