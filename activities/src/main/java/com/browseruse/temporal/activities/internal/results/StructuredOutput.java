package com.browseruse.temporal.activities.internal.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.jspecify.annotations.Nullable;

/** An output that was asked to follow a JSON Schema, and does; with the bytes it takes as JSON. */
record StructuredOutput(JsonNode json, int size) {
  /** Jackson writes 1000 levels, and what surrounds the output adds some. */
  private static final int MOST_LEVELS = 500;

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Reads an output. The schema is an object, or the same as text. Returns null if the output is no
   * JSON that could be handed on, or does not follow the schema.
   */
  static @Nullable StructuredOutput read(@Nullable String output, Object schema) {
    JsonNode json = parse(output);
    if (json == null || !follows(json, schema)) {
      return null;
    }
    try {
      return new StructuredOutput(json, MAPPER.writeValueAsBytes(json).length);
    } catch (JsonProcessingException e) {
      // Nobody could hand it on, so that it is as good as none.
      return null;
    }
  }

  /** Why it must be left out of a history that has so many bytes for it; null if it need not be. */
  @Nullable String problem(int room) {
    if (size > room) {
      return "structuredOutput is left out: as JSON it has "
          + size
          + " bytes, which is more than maxInlineOutput "
          + room;
    }
    return isDeeper(json, MOST_LEVELS)
        ? "structuredOutput is left out: it is nested more than " + MOST_LEVELS + " levels deep"
        : null;
  }

  /** The output in plain Java types. */
  @Nullable Object value() {
    return MAPPER.convertValue(json, Object.class);
  }

  private static boolean follows(JsonNode json, Object schema) {
    JsonNode rules = schema instanceof String text ? parse(text) : MAPPER.valueToTree(schema);
    if (rules == null) {
      return true;
    }
    try {
      // A registry of its own: it keeps what it has seen, and two callers may give one name to two
      // schemas.
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(rules)
          .validate(json)
          .isEmpty();
    } catch (SchemaException | StackOverflowError e) {
      // The service has accepted the schema; that we cannot apply it, such as for a remote
      // reference or one to itself, is no fault of the output.
      return true;
    }
  }

  private static boolean isDeeper(JsonNode json, int levels) {
    if (!json.isContainerNode()) {
      return false;
    }
    if (levels == 0) {
      return true;
    }
    for (JsonNode child : json) {
      if (isDeeper(child, levels - 1)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable JsonNode parse(@Nullable String text) {
    try {
      JsonNode json = text == null ? null : MAPPER.readTree(text);
      return json == null || json.isMissingNode() ? null : json;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
