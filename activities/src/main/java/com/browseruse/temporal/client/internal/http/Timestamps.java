package com.browseruse.temporal.client.internal.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the server's timestamps, which come with {@code Z}, with an offset and with neither. */
final class Timestamps {
  // Digits past the ninth are nothing that an Instant could hold.
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)[T"
              + " ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)(?:(?<=\\.\\d{9})\\d+)?"
              + "(Z|[+-]\\d\\d(?::?\\d\\d)?)?");

  private Timestamps() {}

  /** Gives the instant, in UTC where the text names no offset, or null if it is no timestamp. */
  static @Nullable Instant parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher parts = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!parts.matches()) {
      return null;
    }
    try {
      String offset = parts.group(3);
      return LocalDateTime.parse(parts.group(1) + "T" + parts.group(2))
          .toInstant(offset == null ? ZoneOffset.UTC : ZoneOffset.of(offset));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
