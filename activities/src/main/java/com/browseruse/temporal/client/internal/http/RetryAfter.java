package com.browseruse.temporal.client.internal.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Finds out how long the server wants to be left alone. */
final class RetryAfter {
  /**
   * The one place that bounds what a server may ask for: a clock that is ahead, or a number that is
   * no number of seconds, must not keep a run from looking for hours.
   */
  static final Duration MAX = Duration.ofMinutes(10);

  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(MAX.toSeconds());
  private static final Pattern SECONDS = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?");

  private final Clock clock;

  RetryAfter(Clock clock) {
    this.clock = clock;
  }

  /** Gives the time, between zero and {@link #MAX}, or null if the server did not say. */
  @Nullable Duration of(Response response, ErrorBody body) {
    Duration told = header(response.headers());
    if (told == null) {
      told = seconds(body.json().findPath("retry_after_seconds").asText());
    }
    if (told == null && response.status() == 429 && isUsedUp(response.headers())) {
      Duration reset = seconds(response.headers().get("X-RateLimit-Reset"));
      // This one is relative and a few seconds. More is most likely a Unix time.
      told = MAX.equals(reset) ? null : reset;
    }
    return told;
  }

  /** With requests left, the server refuses for another reason, such as too many sessions. */
  private static boolean isUsedUp(Headers headers) {
    Duration left = seconds(headers.get("X-RateLimit-Remaining"));
    return left == null || left.isZero();
  }

  private @Nullable Duration header(Headers headers) {
    Duration seconds = seconds(headers.get("Retry-After"));
    if (seconds != null) {
      return seconds;
    }
    Date date = headers.getDate("Retry-After");
    if (date == null) {
      return null;
    }
    Duration until = Duration.between(clock.instant(), date.toInstant());
    return until.isNegative() ? Duration.ZERO : until.compareTo(MAX) > 0 ? MAX : until;
  }

  private static @Nullable Duration seconds(@Nullable String text) {
    if (text == null || !SECONDS.matcher(text.strip()).matches()) {
      return null;
    }
    BigDecimal seconds = new BigDecimal(text.strip()).max(BigDecimal.ZERO).min(MAX_SECONDS);
    return Duration.ofMillis(seconds.movePointRight(3).setScale(0, RoundingMode.UP).longValue());
  }
}
