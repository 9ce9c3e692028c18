package com.browseruse.temporal.client.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** The one JSON mapper of this room, bounded so that a broken server cannot eat the heap. */
public final class Json {

  /** Far more than the largest task has: 10 000 steps of some 25 tokens. */
  private static final long MAX_TOKENS = 1_000_000;

  /** Reads and writes. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxTokenCount(MAX_TOKENS).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** Reads an answer that must be an object. */
  public static JsonNode object(byte[] body) throws UnreadableAnswerException {
    JsonNode node;
    try {
      node = MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      // Jackson's message quotes what it stumbled over, so only the place is kept.
      JsonLocation place = e.getLocation();
      String where = place == null ? "" : " at byte " + place.getByteOffset();
      throw new UnreadableAnswerException("the body is not JSON, or was cut short" + where);
    } catch (IOException e) {
      throw new UnreadableAnswerException("the body is not text in UTF-8");
    }
    if (node.isMissingNode()) {
      throw new UnreadableAnswerException("the body is empty");
    }
    if (!node.isObject()) {
      throw new UnreadableAnswerException("the body is not a JSON object");
    }
    return node;
  }
}
