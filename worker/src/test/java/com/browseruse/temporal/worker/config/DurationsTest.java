package com.browseruse.temporal.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

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
    assertThat(Durations.parse("--timeout", typed)).isEqualTo(Duration.parse(meant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "", "soon", "10x", "m", "d", "PT"})
  void refusesTheRestByName(String typed) {
    assertThat(catchThrowableOfType(UserError.class, () -> Durations.parse("--timeout", typed)))
        .hasMessageStartingWith("--timeout must be a length of time such as");
  }
}
