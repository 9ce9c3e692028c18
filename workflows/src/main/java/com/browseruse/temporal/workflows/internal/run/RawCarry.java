package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.internal.input.RawInput;
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
public final class RawCarry {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  private RawCarry() {}

  public static RawValue write(Object carry) {
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
   * @throws IllegalArgumentException if a caller gave a second argument, or if the run before had
   *     another release
   */
  public static <T> T read(
      RawValue raw, boolean continued, Class<T> type, Predicate<T> isComplete) {
    if (isNone(raw)) {
      return null;
    }
    JsonNode json = RawInput.json(raw);
    try {
      T carry = continued ? MAPPER.treeToValue(json, type) : null;
      if (carry != null && isComplete.test(carry)) {
        return carry;
      }
    } catch (JsonProcessingException e) {
      // Not ours.
    }
    throw new IllegalArgumentException(
        continued
            ? "what the run before has left cannot be read"
            : "input must be one JSON object, without a second argument");
  }

  /**
   * Tells what to do with a run whose arguments cannot be read. One that goes on has been
   * understood before, and has work to finish: a worker of the release that it comes from will take
   * it, if this one only fails at it instead of ending it.
   *
   * @param raw the second argument, or null
   * @param continued whether there was a run before
   * @param problem why they cannot be read
   */
  public static RuntimeException refusal(
      RawValue raw, boolean continued, IllegalArgumentException problem) {
    return continued && !isNone(raw)
        ? new IllegalStateException(
            "this worker cannot go on with the run, which may be of another release: "
                + problem.getMessage(),
            problem)
        : Failures.of(FailureTypes.INVALID_REQUEST, problem.getMessage());
  }

  private static boolean isNone(RawValue raw) {
    if (raw == null || RawInput.encoding(raw).equals("binary/null")) {
      return true;
    }
    JsonNode json = RawInput.json(raw);
    return json != null && json.isNull();
  }
}
