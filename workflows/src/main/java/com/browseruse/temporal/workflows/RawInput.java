package com.browseruse.temporal.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.common.converter.RawValue;
import java.io.IOException;

/**
 * Reads a workflow's arguments without its data converter, whose failures would retry the workflow
 * task for ever.
 */
final class RawInput {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RawInput() {}

  static BrowserTaskInput read(RawValue raw) {
    return BrowserTaskInput.fromJson(raw == null ? null : json(raw.getPayload()));
  }

  static RunCarry carry(RawValue raw) {
    if (raw == null) {
      return null;
    }
    RunCarry carry = null;
    try {
      carry =
          DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
              raw.getPayload(), RunCarry.class, RunCarry.class);
    } catch (DataConverterException e) {
      // Not ours: said below.
    }
    if (carry == null || !carry.isComplete()) {
      throw new IllegalArgumentException("input must be one argument, but there are more");
    }
    return carry;
  }

  static RawValue of(RunCarry carry) {
    return new RawValue(DefaultDataConverter.STANDARD_INSTANCE.toPayload(carry).orElseThrow());
  }

  private static JsonNode json(Payload payload) {
    String encoding =
        payload
            .getMetadataOrDefault(EncodingKeys.METADATA_ENCODING_KEY, ByteString.EMPTY)
            .toStringUtf8();
    if (!encoding.startsWith("json/")) {
      return null;
    }
    try {
      return MAPPER.readTree(payload.getData().toByteArray());
    } catch (IOException e) {
      return null;
    }
  }
}
