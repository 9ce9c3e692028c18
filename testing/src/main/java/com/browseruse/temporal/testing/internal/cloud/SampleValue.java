package com.browseruse.temporal.testing.internal.cloud;

import com.browseruse.temporal.testing.internal.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * A small value that fits a JSON Schema of the everyday kind: types, properties, items, enum,
 * const, default, bounds, common formats, alternatives, and references within the document. What
 * goes beyond that (patterns, conditions) is not looked at.
 */
final class SampleValue {
  /** Deeper than any sensible schema; ends those that refer to themselves. */
  private static final int DEEPEST = 16;

  private static final Map<String, String> FORMATS =
      Map.of(
          "date-time", "2026-01-01T00:00:00Z",
          "date", "2026-01-01",
          "time", "00:00:00Z",
          "email", "someone@shop.example",
          "uri", "https://shop.example/",
          "uuid", "00000000-0000-4000-8000-000000000000");

  private final JsonNode root;

  SampleValue(JsonNode schema) {
    root = schema;
  }

  JsonNode json() {
    return of(root, 0);
  }

  private JsonNode of(JsonNode schema, int depth) {
    for (String fixed : List.of("/const", "/default", "/enum/0")) {
      if (!schema.at(fixed).isMissingNode()) {
        return schema.at(fixed);
      }
    }
    if (depth > DEEPEST) {
      return NullNode.instance;
    }
    if (schema.path("$ref").asText().startsWith("#")) {
      return of(root.at(schema.get("$ref").asText().substring(1)), depth + 1);
    }
    for (String choice : List.of("/anyOf/0", "/oneOf/0", "/allOf/0")) {
      if (!schema.at(choice).isMissingNode()) {
        return of(schema.at(choice), depth + 1);
      }
    }
    return switch (type(schema)) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "integer" ->
          BigIntegerNode.valueOf(
              least(schema, BigDecimal.ONE).setScale(0, RoundingMode.CEILING).toBigInteger());
      case "number" -> DecimalNode.valueOf(least(schema, new BigDecimal("0.5")));
      case "boolean" -> JsonNodeFactory.instance.booleanNode(true);
      case "null" -> NullNode.instance;
      default -> text(schema);
    };
  }

  private static String type(JsonNode schema) {
    JsonNode type =
        schema.path("type").isArray() ? schema.get("type").path(0) : schema.path("type");
    if (type.isTextual()) {
      return type.asText();
    }
    return schema.has("properties") ? "object" : schema.has("items") ? "array" : "string";
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = Json.object();
    JsonNode properties = schema.path("properties");
    // Beyond a few levels only what is required, so that a tree of trees has an end.
    if (depth < DEEPEST / 4) {
      properties.properties().forEach(p -> object.set(p.getKey(), of(p.getValue(), depth + 1)));
    }
    for (JsonNode name : schema.path("required")) {
      if (!object.has(name.asText())) {
        object.set(name.asText(), of(properties.path(name.asText()), depth + 1));
      }
    }
    return object;
  }

  private ArrayNode array(JsonNode schema, int depth) {
    ArrayNode array = Json.array();
    int least = schema.path("minItems").asInt(depth < DEEPEST / 4 ? 1 : 0);
    int size = Math.min(least, schema.path("maxItems").asInt(least));
    for (int i = 0; i < size; i++) {
      array.add(of(schema.path("items"), depth + 1));
    }
    return array;
  }

  /** The number to offer: {@code usual} moved into the bounds, one away from open ones. */
  private static BigDecimal least(JsonNode schema, BigDecimal usual) {
    BigDecimal value = bounded(usual, schema.path("maximum"), 0, BigDecimal::min);
    value = bounded(value, schema.path("exclusiveMaximum"), -1, BigDecimal::min);
    value = bounded(value, schema.path("minimum"), 0, BigDecimal::max);
    return bounded(value, schema.path("exclusiveMinimum"), 1, BigDecimal::max);
  }

  private static BigDecimal bounded(
      BigDecimal value, JsonNode bound, int step, BinaryOperator<BigDecimal> inside) {
    return bound.isNumber()
        ? inside.apply(value, bound.decimalValue().add(BigDecimal.valueOf(step)))
        : value;
  }

  private static JsonNode text(JsonNode schema) {
    String text = FORMATS.getOrDefault(schema.path("format").asText(), "sample");
    int least = schema.path("minLength").asInt(0);
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    String padded = text.length() < least ? text + "x".repeat(least - text.length()) : text;
    return TextNode.valueOf(padded.length() > most ? padded.substring(0, most) : padded);
  }
}
