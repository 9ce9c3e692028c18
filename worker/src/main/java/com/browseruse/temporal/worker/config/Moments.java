package com.browseruse.temporal.worker.config;

import com.browseruse.temporal.worker.cli.view.PlainText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

/** Points in time as people type them. */
public final class Moments {
  private final Instant now;
  private final ZoneId zone;

  /**
   * Creates the reader.
   *
   * @param now what lengths of time are counted back from
   * @param zone whose midnight a date means
   */
  public Moments(Instant now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /**
   * Reads an instant such as {@code 2026-01-31T12:00:00Z}, a date such as {@code 2026-01-31}, or a
   * length of time back from now such as {@code PT2H} or {@code 2d}.
   *
   * @param text what was typed, or null
   * @return the instant, or null for null
   * @throws UserError if it is none of these; the sentence names the option
   */
  public Instant parse(String option, String text) {
    if (text == null) {
      return null;
    }
    List<Function<String, Instant>> readings = List.of(Instant::parse, this::date, this::ago);
    for (Function<String, Instant> reading : readings) {
      try {
        return reading.apply(text.strip());
      } catch (UserError | DateTimeException | ArithmeticException e) {
        // The next reading may fit.
      }
    }
    throw UserError.usage(
        option
            + " must be an instant such as 2026-01-31T12:00:00Z, a date such as 2026-01-31, or a"
            + " length of time back from now such as PT2H or 2d, but is "
            + PlainText.oneLine(text));
  }

  private Instant date(String text) {
    return LocalDate.parse(text).atStartOfDay(zone).toInstant();
  }

  private Instant ago(String text) {
    Duration length = Durations.parse("", text);
    if (length.isNegative()) {
      throw new DateTimeException("back from now only");
    }
    return now.minus(length);
  }
}
