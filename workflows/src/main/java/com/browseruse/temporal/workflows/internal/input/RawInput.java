package com.browseruse.temporal.workflows.internal.input;

import com.browseruse.temporal.workflows.BrowserTask;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.common.converter.RawValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a workflow's input without the data converter, whose failures would retry the workflow task
 * for ever.
 */
public final class RawInput {
  private RawInput() {}

  public static BrowserTask read(@Nullable RawValue raw) {
    return new BrowserTask(InputReader.read(raw == null ? null : json(raw)));
  }

  public static String encoding(RawValue raw) {
    return raw.getPayload()
        .getMetadataOrDefault(EncodingKeys.METADATA_ENCODING_KEY, ByteString.EMPTY)
        .toStringUtf8();
  }

  /** Gives null for what is no JSON. */
  public static @Nullable JsonNode json(RawValue raw) {
    return encoding(raw).startsWith("json/")
        ? InputReader.parse(raw.getPayload().getData().toByteArray())
        : null;
  }
}
