package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/** Reads a JSON Schema that a caller sends as text. */
final class OutputSchema {

  private OutputSchema() {}

  static Optional<JsonNode> read(Fields fields, String name) {
    return fields
        .text(name)
        .flatMap(
            text -> {
              Optional<JsonNode> schema = object(text);
              if (schema.isEmpty()) {
                fields.refuse(name, "must hold a JSON Schema object", "value_error");
              }
              return schema;
            });
  }

  private static Optional<JsonNode> object(String text) {
    try {
      return Optional.of(Json.read(text)).filter(JsonNode::isObject);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
