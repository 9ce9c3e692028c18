package com.browseruse.temporal.workflows.internal.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * Reads the null of JSON as the null of Java, which is what a caller compares with; Jackson would
 * make a node of it.
 */
public final class NullableJson extends JsonDeserializer<JsonNode> {
  @Override
  public JsonNode deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    return parser.readValueAsTree();
  }

  @Override
  public JsonNode getNullValue(DeserializationContext context) {
    return null;
  }
}
