package com.browseruse.temporal.worker.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Times as people type them. */
public final class TimeInput {
  private TimeInput() {}

  /** Reads {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 2d}, or ISO-8601. */
  public static Duration duration(String option, String text) {
    try {
      return duration(text);
    } catch (DateTimeParseException | ArithmeticException e) {
      throw UserError.usage(
          option + " must be a length of time such as 90s, 10m, 1h30m or PT10M, but is " + text);
    }
  }

  /** Reads an instant, a date (its midnight in the zone), or a duration back from now. */
  public static Instant instant(String option, String text, Instant now, ZoneId zone) {
    List<Function<String, Instant>> formats =
        List.of(
            Instant::parse,
            date -> LocalDate.parse(date).atStartOfDay(zone).toInstant(),
            ago -> before(now, duration(ago)));
    for (Function<String, Instant> format : formats) {
      try {
        return format.apply(text.strip());
      } catch (DateTimeException | ArithmeticException e) {
        // The next format may fit.
      }
    }
    throw UserError.usage(
        ("%s must be an instant such as 2026-01-31T12:00:00Z, a date such as 2026-01-31, or"
                + " a length of time back from now such as PT2H or 2d, but is %s")
            .formatted(option, PlainText.oneLine(text)));
  }

  private static Instant before(Instant now, Duration duration) {
    if (duration.isNegative()) {
      throw new DateTimeException("back from now only");
    }
    return now.minus(duration);
  }

  private static Duration duration(String text) {
    String upper = text.strip().replace(" ", "").toUpperCase(Locale.ROOT);
    if (upper.startsWith("P") || upper.startsWith("-P")) {
      return Duration.parse(upper);
    }
    int day = upper.indexOf('D');
    String time = upper.substring(day + 1);
    return Duration.parse("P" + upper.substring(0, day + 1) + (time.isEmpty() ? "" : "T" + time));
  }
}
