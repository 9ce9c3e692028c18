package com.browseruse.temporal.client.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Writes the body of a request. Only what is set: null would override the server's default. */
public final class BodyWriter {
  private final ObjectNode body = Json.MAPPER.createObjectNode();

  /** Starts with fields as they are, nulls included, which later ones replace; null for none. */
  public BodyWriter(Map<String, Object> extra) {
    if (extra != null) {
      body.setAll(Json.MAPPER.<ObjectNode>valueToTree(extra));
    }
  }

  /** Sets a field, unless the value is null. */
  public BodyWriter put(String name, Object value) {
    if (value != null) {
      body.set(name, Json.MAPPER.valueToTree(value));
    }
    return this;
  }

  /**
   * Sets a JSON Schema, which the API takes as a text; one that is a text already is sent as it is.
   */
  public BodyWriter putSchema(String name, JsonNode schema) {
    if (schema == null || schema.isNull() || schema.isMissingNode()) {
      return this;
    }
    return put(name, schema.isTextual() ? schema.textValue() : schema.toString());
  }

  /** Gives what was written. */
  public JsonNode body() {
    return body;
  }
}
