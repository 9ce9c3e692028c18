package com.browseruse.temporal.workflows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.common.converter.RawValue;
import java.util.function.Predicate;

/**
 * Takes what a run hands to itself past the data converter, for the reason that {@link RawInput}
 * has: callers can put anything in its place.
 */
final class RawCarry {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  private RawCarry() {}

  static RawValue write(Object carry) {
    try {
      return new RawValue(
          Payload.newBuilder()
              .putMetadata(
                  EncodingKeys.METADATA_ENCODING_KEY, ByteString.copyFromUtf8("json/plain"))
              .setData(ByteString.copyFrom(MAPPER.writeValueAsBytes(carry)))
              .build());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a carry is always JSON", e);
    }
  }

  /**
   * Reads what the run before has left.
   *
   * @param raw the second argument, or null
   * @param continued whether there was a run before
   * @param type what it left
   * @param isComplete whether a run can go on from it
   * @return the carry, or null if this is the first run
   * @throws IllegalArgumentException if a caller gave a second argument
   */
  static <T> T read(RawValue raw, boolean continued, Class<T> type, Predicate<T> isComplete) {
    JsonNode json = raw == null ? null : RawInput.json(raw);
    boolean isNull =
        raw == null
            || RawInput.encoding(raw).equals("binary/null")
            || json != null && json.isNull();
    if (isNull) {
      return null;
    }
    try {
      T carry = continued ? MAPPER.treeToValue(json, type) : null;
      if (carry != null && isComplete.test(carry)) {
        return carry;
      }
    } catch (JsonProcessingException e) {
      // Not ours.
    }
    throw new IllegalArgumentException("input must be one JSON object, without a second argument");
  }
}
