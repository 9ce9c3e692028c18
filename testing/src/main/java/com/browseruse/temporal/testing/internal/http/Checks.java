package com.browseruse.temporal.testing.internal.http;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks with an {@link IllegalArgumentException}: a sentence that names the field. */
public final class Checks {
  private static final Duration LONGEST = Duration.ofDays(365);

  private Checks() {}

  public static Duration duration(String field, Duration value) {
    check(
        value != null && !value.isNegative() && value.compareTo(LONGEST) <= 0,
        field + " must be a duration from PT0S to P365D.");
    return value;
  }

  public static int number(String field, int value, int least, int most) {
    check(value >= least && value <= most, field + " must be " + bounds(least, most) + ".");
    return value;
  }

  static String bounds(int least, int most) {
    return most == Integer.MAX_VALUE ? "at least " + least : "from " + least + " to " + most;
  }

  public static Pattern regex(String field, String value) {
    try {
      return Pattern.compile(value);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          field + " must be a regular expression: " + e.getDescription() + ".", e);
    }
  }

  public static void webhook(URI url, String secret) {
    check(
        ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
            && url.getHost() != null,
        "The URL for webhooks must be one of http or https.");
    check(!secret.isBlank(), "The secret for webhooks must not be empty.");
  }

  public static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
