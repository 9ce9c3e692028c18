package com.browseruse.temporal.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "2026-08-01T10:00:00Z, 2026-08-01T10:00:00Z",
    "2026-08-01T10:00:00z, 2026-08-01T10:00:00Z",
    "2026-08-01T10:00:00, 2026-08-01T10:00:00Z",
    "2026-08-01 10:00:00, 2026-08-01T10:00:00Z",
    "2026-08-01 10:00:00.25+00:00, 2026-08-01T10:00:00.25Z",
    "2026-08-01T10:00:00+02:00, 2026-08-01T08:00:00Z",
    "2026-08-01T10:00:00-0530, 2026-08-01T15:30:00Z",
    "2026-08-01T10:00:00+01, 2026-08-01T09:00:00Z",
    "2026-08-01T10:00:00.1, 2026-08-01T10:00:00.1Z",
    "2026-08-01T10:00:00.123456, 2026-08-01T10:00:00.123456Z",
    "2026-08-01T10:00:00.123456789Z, 2026-08-01T10:00:00.123456789Z",
    "2026-08-01T10:00:00.123456789012Z, 2026-08-01T10:00:00.123456789Z",
    "2026-08-01T10:00, 2026-08-01T10:00:00Z"
  })
  void everyFormIsReadAndTheBareOneAsUtc(String text, Instant instant) {
    assertThat(Timestamps.parse(text)).isEqualTo(instant);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "now",
        "1785578400",
        "2026-08-01",
        "2026-13-01T10:00:00Z",
        "2026-08-01T25:00:00Z",
        "2026-08-01T10:00:00+99:00",
        "2026-08-01T10:00:00123",
        "2026-08-01T10:00:00 UTC"
      })
  void whatIsNoTimestampIsNothing(String text) {
    assertThat(Timestamps.parse(text)).isNull();
  }
}
