package com.browseruse.temporal.workflows.internal.json;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.common.converter.RawValue;
import org.jspecify.annotations.Nullable;

/**
 * What our workflows tell one another: JSON past the data converter, since callers can put anything
 * in its place.
 */
public final class RawJson {
  private static final ByteString ENCODING = ByteString.copyFromUtf8("json/plain");

  private RawJson() {}

  public static RawValue of(Object value) {
    return new RawValue(
        Payload.newBuilder()
            .putMetadata(EncodingKeys.METADATA_ENCODING_KEY, ENCODING)
            .setData(ByteString.copyFromUtf8(PlainJson.write(value)))
            .build());
  }

  public static <T> T read(RawValue raw, Class<T> type) {
    return PlainJson.read(raw.getPayload().getData().toStringUtf8(), type);
  }

  /** Gives null for what anybody may have sent in place of ours: it must not fail the workflow. */
  public static <T> @Nullable T readOrNull(@Nullable RawValue raw, Class<T> type) {
    try {
      return raw == null ? null : read(raw, type);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
