package com.browseruse.temporal.activities.internal.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

/** Reads an output that was asked to follow a JSON Schema. */
final class StructuredOutput {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private StructuredOutput() {}

  /**
   * Reads the output.
   *
   * @param output what the agent answered, or null
   * @param schema an object, or the same as text
   * @return the output as JSON; null if it is none, or does not follow the schema
   */
  static JsonNode read(String output, JsonNode schema) {
    JsonNode json = parse(output);
    return json != null && follows(json, schema) ? json : null;
  }

  private static boolean follows(JsonNode json, JsonNode schema) {
    JsonNode rules = schema.isTextual() ? parse(schema.textValue()) : schema;
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

  private static JsonNode parse(String text) {
    try {
      JsonNode json = text == null ? null : MAPPER.readTree(text);
      return json == null || json.isMissingNode() ? null : json;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
