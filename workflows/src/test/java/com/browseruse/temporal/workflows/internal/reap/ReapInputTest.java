package com.browseruse.temporal.workflows.internal.reap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.browseruse.temporal.workflows.ReapInput;
import com.browseruse.temporal.workflows.internal.input.RawInput;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.RawValue;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReapInputTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static RawValue raw(String encoding, String data) {
    return new RawValue(
        Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8(encoding))
            .setData(ByteString.copyFromUtf8(data))
            .build());
  }

  @Test
  void withoutAnInputItIsADryRun() throws Exception {
    ReapInput defaults = new ReapInput(false, Duration.ofMinutes(15), 1000);
    assertThat(RawInput.readReap(null)).isEqualTo(defaults);
    assertThat(RawInput.readReap(raw("binary/null", ""))).isEqualTo(defaults);
    assertThat(RawInput.readReap(raw("json/plain", "null"))).isEqualTo(defaults);
    assertThat(RawInput.readReap(raw("json/plain", "{}"))).isEqualTo(defaults);
    assertThat(
            ReapInput.fromJson(JSON.readTree("{\"apply\":null,\"olderThan\":null,\"limit\":null}")))
        .isEqualTo(defaults);
  }

  @Test
  void everyFieldComesThrough() throws Exception {
    ReapInput input = new ReapInput(true, Duration.ofHours(2), 7);
    assertThat(ReapInput.fromJson(input.toJson())).isEqualTo(input);
    assertThat(input.toJson())
        .isEqualTo(JSON.readTree("{\"apply\":true,\"olderThan\":\"PT2H\",\"limit\":7}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          []                        | input must be one JSON object, or nothing
          5                         | input must be one JSON object, or nothing
          "apply"                   | input must be one JSON object, or nothing
          {"colour":1}              | colour is not a known field
          {"Apply":true}            | Apply is not a known field
          {"apply":"true"}          | apply must be true or false
          {"apply":1}               | apply must be true or false
          {"apply":{}}              | apply must be true or false
          {"olderThan":900}         | olderThan must be an ISO-8601 duration such as PT1H
          {"olderThan":"15m"}       | olderThan must be an ISO-8601 duration such as PT1H
          {"olderThan":"PT59S"}     | olderThan must be at least PT1M and at most PT8760H, but is PT59S
          {"olderThan":"PT0S"}      | olderThan must be at least PT1M
          {"olderThan":"-PT1H"}     | olderThan must be at least PT1M
          {"olderThan":"P366D"}     | olderThan must be at least PT1M
          {"limit":"5"}             | limit must be a whole number
          {"limit":1.5}             | limit must be a whole number
          {"limit":0}               | limit must be between 1 and 10000, but is 0
          {"limit":10001}           | limit must be between 1 and 10000
          {"limit":99999999999}     | limit must be a whole number
          """)
  void everyRefusalNamesTheField(String json, String words) {
    assertThatThrownBy(() -> RawInput.readReap(raw("json/plain", json)))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "nul", "\u0000", "{\"apply\":"})
  void brokenJsonIsRefused(String text) {
    assertThat(catchThrowable(() -> RawInput.readReap(raw("json/plain", text))))
        .isExactlyInstanceOf(IllegalArgumentException.class);
    assertThat(catchThrowable(() -> RawInput.readReap(raw("binary/encrypted", text))))
        .isExactlyInstanceOf(IllegalArgumentException.class);
  }
}
