package com.browseruse.temporal.client.internal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The one JSON mapper of the adapters, bounded so that a broken server cannot eat the heap. */
public final class Json {
  /** The longest body, and the most memory that its texts may need, in bytes. */
  static final long MAX_BODY = 64L << 20;

  /** Far more than the largest task has: 10 000 steps of some 25 tokens. */
  private static final long MAX_TOKENS = 1_000_000;

  /** The longest text, such as an output, in characters: twenty megabytes and a little. */
  private static final int MAX_TEXT = 21 << 20;

  /** Reads and writes. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  // What a server calls its fields is not ours to keep for ever.
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(MAX_BODY)
                          .maxTokenCount(MAX_TOKENS)
                          .maxStringLength(MAX_TEXT)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Binds what a server says, as {@link LenientBinding} does. */
  public static final JsonMapper LENIENT = LenientBinding.addTo(MAPPER.rebuild()).build();

  private Json() {}
}
