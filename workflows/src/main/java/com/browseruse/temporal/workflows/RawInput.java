package com.browseruse.temporal.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.common.converter.RawValue;
import java.io.IOException;

/**
 * Reads a workflow's input without the data converter, whose failures would retry the workflow task
 * for ever.
 */
final class RawInput {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RawInput() {}

  static BrowserTaskInput read(RawValue raw) {
    return BrowserTaskInput.fromJson(raw == null ? null : json(raw));
  }

  private static JsonNode json(RawValue raw) {
    String encoding =
        raw.getPayload()
            .getMetadataOrDefault(
                EncodingKeys.METADATA_ENCODING_KEY, com.google.protobuf.ByteString.EMPTY)
            .toStringUtf8();
    if (!encoding.startsWith("json/")) {
      return null;
    }
    try {
      return MAPPER.readTree(raw.getPayload().getData().toByteArray());
    } catch (IOException e) {
      return null;
    }
  }
}
