package com.browseruse.temporal.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.client.Api;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.internal.http.ApiCall.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

  private static final String BODY = "{\"error\":\"rate_limited\",\"retry_after_seconds\":7}";

  /** No server keeps a run waiting for longer than ten minutes (core 5, api 8). */
  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "5, PT5S",
        "' 300 ', PT5M",
        "0, PT0S",
        "1.5, PT1.5S",
        "0.0001, PT0.001S",
        "-3, PT0S",
        "600, PT10M",
        "4000, PT10M",
        "99999999999999999999, PT10M",
        "'Sat, 01 Aug 2026 12:00:30 GMT', PT30S",
        "'Saturday, 01-Aug-26 12:00:30 GMT', PT30S",
        "'Sat, 01 Aug 2026 11:00:00 GMT', PT0S",
        "'Sat, 01 Aug 2099 11:00:00 GMT', PT10M",
        "1e-999999999, null",
        "soon, null",
        "'', null"
      })
  void theHeaderIsSecondsOrADate(String header, Duration expected) {
    assertThat(error(429, "", "Retry-After", header).retryAfter().orElse(null)).isEqualTo(expected);
  }

  @Test
  void theHeaderCountsForEveryStatus() {
    assertThat(error(503, "", "Retry-After", "9").retryAfter()).hasValue(Duration.ofSeconds(9));
  }

  @Test
  void theBodyCountsWhereTheHeaderIsMissing() {
    assertThat(error(429, BODY).retryAfter()).hasValue(Duration.ofSeconds(7));
    assertThat(error(429, "{\"detail\":" + BODY + "}").retryAfter())
        .hasValue(Duration.ofSeconds(7));
    assertThat(error(429, BODY, "Retry-After", "2").retryAfter()).hasValue(Duration.ofSeconds(2));
  }

  @Test
  void theResetOfTheWindowIsTheLastResortOfA429() {
    assertThat(error(429, "", "X-RateLimit-Reset", "3").retryAfter())
        .hasValue(Duration.ofSeconds(3));
    assertThat(error(429, BODY, "X-RateLimit-Reset", "3").retryAfter())
        .hasValue(Duration.ofSeconds(7));
    assertThat(error(500, "", "X-RateLimit-Reset", "3").retryAfter()).isEmpty();
  }

  /** With requests left in the window, a 429 is about sessions, which do not wait for a window. */
  @Test
  void theResetOfAWindowThatIsNotUsedUpSaysNothing() {
    assertThat(error(429, "", "X-RateLimit-Reset", "3", "X-RateLimit-Remaining", "17").retryAfter())
        .isEmpty();
    assertThat(error(429, "", "X-RateLimit-Reset", "3", "X-RateLimit-Remaining", "0").retryAfter())
        .hasValue(Duration.ofSeconds(3));
  }

  @Test
  void aResetThatLooksLikeAUnixTimeIsIgnored() {
    assertThat(error(429, "", "X-RateLimit-Reset", "1785585600").retryAfter()).isEmpty();
  }

  private static BrowserUseException error(int status, String body, String... headers) {
    return new ErrorMapper(Clock.fixed(Api.NOW, ZoneOffset.UTC), new MessageCleaner(Api.KEY))
        .of(
            ApiCall.get(Subject.TASK, "tasks", "t-1"),
            new Response(status, "", Headers.of(headers), body.getBytes(StandardCharsets.UTF_8)));
  }
}
