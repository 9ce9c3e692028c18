package com.browseruse.temporal.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
  private final Moments moments =
      new Moments(Instant.parse("2026-02-01T12:00:00Z"), ZoneId.of("Europe/Berlin"));

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T10:20:30Z, 2026-01-31T10:20:30Z",
    "2026-01-31T10:20:30+02:00, 2026-01-31T08:20:30Z",
    "2026-01-31, 2026-01-30T23:00:00Z",
    "PT2H, 2026-02-01T10:00:00Z",
    "2h30m, 2026-02-01T09:30:00Z",
    "2d, 2026-01-30T12:00:00Z",
    "' 90s ', 2026-02-01T11:58:30Z",
  })
  void instantsDatesAndLengthsOfTimeAreRead(String text, Instant expected) {
    assertThat(moments.parse("--after", text)).isEqualTo(expected);
  }

  @Test
  void nothingStaysNothing() {
    assertThat(moments.parse("--after", null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "yesterday",
        "2026-02-30",
        "2026-01-31T10:20",
        "-PT2H",
        "P999999999999D",
        "P1M"
      })
  void anythingElseIsRefusedInOneSentence(String text) {
    UserError error = catchThrowableOfType(UserError.class, () -> moments.parse("--after", text));

    assertThat(error).hasMessageContainingAll("--after must be", "2026-01-31", "PT2H");
    assertThat(error.exitCode()).isEqualTo(ExitCodes.USAGE);
  }
}
