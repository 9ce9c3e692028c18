package com.browseruse.temporal.worker.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Lengths of time as people type them. */
public final class Durations {
  private Durations() {}

  /**
   * Reads {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 2d}, or ISO-8601.
   *
   * @throws UserError if it is none of these; the sentence names the option
   */
  public static Duration parse(String option, String text) {
    String upper = text.strip().replace(" ", "").toUpperCase(Locale.ROOT);
    try {
      if (upper.startsWith("P") || upper.startsWith("-P")) {
        return Duration.parse(upper);
      }
      int day = upper.indexOf('D');
      String time = upper.substring(day + 1);
      return Duration.parse("P" + upper.substring(0, day + 1) + (time.isEmpty() ? "" : "T" + time));
    } catch (DateTimeParseException | ArithmeticException e) {
      throw UserError.usage(
          option + " must be a length of time such as 90s, 10m, 1h30m or PT10M, but is " + text);
    }
  }
}
