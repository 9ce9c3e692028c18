package com.browseruse.temporal.workflows.internal.reap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.browseruse.temporal.workflows.reap.ReapInput;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
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
    assertDefaults(ReapOrphanedTasksWorkflowImpl.read(null));
    assertDefaults(ReapOrphanedTasksWorkflowImpl.read(raw("binary/null", "")));
    assertDefaults(ReapOrphanedTasksWorkflowImpl.read(raw("json/plain", "null")));
    assertDefaults(ReapOrphanedTasksWorkflowImpl.read(raw("json/plain", "{}")));
    assertDefaults(
        ReapOrphanedTasksWorkflowImpl.read(
            raw("json/plain", "{\"apply\":null,\"olderThan\":null,\"limit\":null}")));
  }

  private static void assertDefaults(ReapInput input) {
    assertThat(input.apply()).isFalse();
    assertThat(input.olderThan()).isEqualTo(Duration.ofMinutes(15));
    assertThat(input.limit()).isEqualTo(1000);
  }

  @Test
  void everyFieldComesThrough() throws Exception {
    ReapInput input =
        ReapInput.newBuilder().apply(true).olderThan(Duration.ofHours(2)).limit(7).build();
    Payload written =
        DefaultDataConverter.newDefaultInstance()
            .toPayload(input.toBuilder().build())
            .orElseThrow();
    assertThat(JSON.readTree(written.getData().toStringUtf8()))
        .isEqualTo(JSON.readTree("{\"apply\":true,\"olderThan\":\"PT2H\",\"limit\":7}"));
    assertThat(ReapOrphanedTasksWorkflowImpl.read(new RawValue(written)))
        .usingRecursiveComparison()
        .isEqualTo(input);
    assertThat(
            DefaultDataConverter.newDefaultInstance()
                .fromPayload(written, ReapInput.class, ReapInput.class))
        .usingRecursiveComparison()
        .isEqualTo(input);
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
    assertThatThrownBy(() -> ReapOrphanedTasksWorkflowImpl.read(raw("json/plain", json)))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "nul", "\u0000", "{\"apply\":"})
  void brokenJsonIsRefused(String text) {
    assertThat(catchThrowable(() -> ReapOrphanedTasksWorkflowImpl.read(raw("json/plain", text))))
        .isExactlyInstanceOf(IllegalArgumentException.class);
    assertThat(
            catchThrowable(() -> ReapOrphanedTasksWorkflowImpl.read(raw("binary/encrypted", text))))
        .isExactlyInstanceOf(IllegalArgumentException.class);
  }
}
