package com.browseruse.temporal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserUseClientOptionsTest {
  private final BrowserUseClientOptions.Builder options =
      BrowserUseClientOptions.newBuilder("bu_key");

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT1M0.001S", "PT2H"})
  void aCallMayNotTakeLongerThanTheActivitiesCountOn(Duration timeout) {
    assertThatThrownBy(() -> options.callTimeout(timeout))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("callTimeout must be more than zero and at most PT1M, but is " + timeout);
  }

  @Test
  void aCallMayTakeAMinute() {
    Duration minute = Duration.ofMinutes(1);
    assertThat(options.callTimeout(minute).build().getCallTimeout()).isEqualTo(minute);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  void everyTimeoutIsMoreThanZero(Duration timeout) {
    assertThatThrownBy(() -> options.connectTimeout(timeout))
        .hasMessage("connectTimeout must be more than zero, but is " + timeout);
    assertThatThrownBy(() -> options.readTimeout(timeout))
        .hasMessage("readTimeout must be more than zero, but is " + timeout);
  }
}
