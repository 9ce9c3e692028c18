package com.browseruse.temporal.workflows.internal.input;

import com.browseruse.temporal.workflows.BrowserTaskInput;
import com.browseruse.temporal.workflows.ReapInput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.protobuf.ByteString;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.common.converter.RawValue;
import java.io.IOException;

/**
 * Reads a workflow's input without the data converter, whose failures would retry the workflow task
 * for ever.
 */
public final class RawInput {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RawInput() {}

  public static BrowserTaskInput read(RawValue raw) {
    return BrowserTaskInput.fromJson(raw == null ? null : json(raw));
  }

  public static ReapInput readReap(RawValue raw) {
    if (raw == null || encoding(raw).equals("binary/null")) {
      return ReapInput.dryRun();
    }
    JsonNode json = json(raw);
    // No JSON at all is not the same as nothing.
    return ReapInput.fromJson(json == null ? MissingNode.getInstance() : json);
  }

  public static String encoding(RawValue raw) {
    return raw.getPayload()
        .getMetadataOrDefault(EncodingKeys.METADATA_ENCODING_KEY, ByteString.EMPTY)
        .toStringUtf8();
  }

  /** Gives null for what is no JSON. */
  public static JsonNode json(RawValue raw) {
    if (!encoding(raw).startsWith("json/")) {
      return null;
    }
    try {
      return MAPPER.readTree(raw.getPayload().getData().toByteArray());
    } catch (IOException e) {
      return null;
    }
  }
}
