package com.browseruse.temporal.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ExitCode;

class TimeInputTest {

  @ParameterizedTest
  @CsvSource({
    "90s, PT90S",
    "10m, PT10M",
    "1h30m, PT1H30M",
    "1h 30m, PT1H30M",
    "0.5s, PT0.5S",
    "2d, PT48H",
    "1d12h, PT36H",
    "PT10M, PT10M",
    "pt1h, PT1H"
  })
  void readsWhatPeopleType(String typed, String meant) {
    assertThat(TimeInput.duration("--timeout", typed)).isEqualTo(Duration.parse(meant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "", "soon", "10x", "m", "d", "PT"})
  void refusesTheRestByName(String typed) {
    assertThat(catchThrowableOfType(UserError.class, () -> TimeInput.duration("--timeout", typed)))
        .hasMessageStartingWith("--timeout must be a length of time such as");
  }

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
    assertThat(instant(text)).isEqualTo(expected);
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
    UserError error = catchThrowableOfType(UserError.class, () -> instant(text));

    assertThat(error).hasMessageContainingAll("--after must be", "2026-01-31", "PT2H");
    assertThat(error.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  private static Instant instant(String text) {
    return TimeInput.instant(
        "--after", text, Instant.parse("2026-02-01T12:00:00Z"), ZoneId.of("Europe/Berlin"));
  }
}
