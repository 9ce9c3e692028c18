package com.browseruse.temporal.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema that an output is to follow, as far as it can be understood without a validator:
 * so that a slip in it is refused before a task is paid for. It is given as plain Java values (a
 * {@link Map}), or as the same in text.
 *
 * <p>Two habits of OpenAPI are understood besides: types in capitals, and {@code nullable}.
 */
public final class OutputSchema {
  /** The most bytes of a schema, as JSON in UTF-8. */
  public static final int LARGEST = 262_144;

  /** The most levels of objects and lists in a schema. */
  public static final int MOST_LEVELS = 500;

  private static final String FIELD = "structuredOutput";
  private static final int LONGEST_PATH = 200;

  private static final List<String> TYPES =
      List.of("object", "array", "string", "number", "integer", "boolean", "null");

  private static final Set<String> MAPS_OF_SCHEMAS =
      Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

  private static final Set<String> LISTS_OF_SCHEMAS =
      Set.of("allOf", "anyOf", "oneOf", "prefixItems");

  private static final Set<String> SCHEMAS =
      Set.of(
          "items",
          "additionalItems",
          "additionalProperties",
          "unevaluatedItems",
          "unevaluatedProperties",
          "contains",
          "propertyNames",
          "contentSchema",
          "not",
          "if",
          "then",
          "else");

  /** What says something about an output, beside the keywords that hold schemas. */
  private static final Set<String> ASSERTIONS =
      Set.of(
          "$ref",
          "$dynamicRef",
          "$recursiveRef",
          "type",
          "enum",
          "const",
          "pattern",
          "format",
          "required",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minItems",
          "maxItems",
          "uniqueItems",
          "minProperties",
          "maxProperties",
          "dependencies",
          "dependentRequired");

  /** What may stand in a schema that accepts everything. */
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "$schema",
          "$id",
          "$anchor",
          "$comment",
          "title",
          "description",
          "default",
          "example",
          "examples",
          "nullable",
          "deprecated",
          "readOnly",
          "writeOnly",
          "contentEncoding",
          "contentMediaType");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private OutputSchema() {}

  /**
   * Checks a schema. Does not judge what only a validator can, such as whether a reference leads
   * somewhere.
   *
   * @throws IllegalArgumentException with a sentence that names the place, if it is no JSON Schema,
   *     larger than {@link #LARGEST}, or deeper than {@link #MOST_LEVELS}
   */
  public static void check(Object schema) {
    standard(schema);
  }

  /**
   * {@return the schema as plain Java values in the words of JSON Schema: types in small letters,
   * and {@code nullable} as the type {@code null}}
   *
   * @throws IllegalArgumentException as {@link #check} does
   */
  public static Object standard(Object schema) {
    Object json = schema instanceof String text ? parse(text) : schema;
    checkSize(schema instanceof String ? schema : json);
    if (json instanceof Map<?, ?> fields) {
      checkIsNoOther(fields);
    }
    return standard(FIELD, json, 0);
  }

  private static @Nullable Object parse(String text) {
    Object json;
    try {
      json = JSON.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw problem(FIELD, "must be a JSON Schema, but its text is not JSON");
    }
    if (json instanceof String) {
      throw problem(
          FIELD, "must be a JSON Schema, but is text within text: give the schema itself");
    }
    return json;
  }

  private static void checkSize(@Nullable Object schema) {
    int size;
    try {
      size =
          schema instanceof String text
              ? text.getBytes(StandardCharsets.UTF_8).length
              : JSON.writeValueAsBytes(schema).length;
    } catch (JsonProcessingException e) {
      throw problem(FIELD, "must not be nested more than " + MOST_LEVELS + " levels deep");
    }
    if (size > LARGEST) {
      throw problem(FIELD, "must have at most " + LARGEST + " bytes as JSON, but has " + size);
    }
  }

  /** What people give instead of a schema: an example of the output, or a schema in an envelope. */
  private static void checkIsNoOther(Map<?, ?> fields) {
    if (fields.keySet().stream().anyMatch(OutputSchema::isAssertion)) {
      if (fields.get("json_schema") instanceof Map) {
        throw problem(
            FIELD, "must be a JSON Schema, not an envelope of one: give json_schema.schema");
      }
      return;
    }
    if (fields.get("schema") instanceof Map) {
      throw problem(
          FIELD, "must be a JSON Schema, not an envelope of one: give what its field schema holds");
    }
    if (!fields.keySet().stream().allMatch(OutputSchema::isAnnotation)) {
      throw problem(
          FIELD,
          "must be a JSON Schema, not an example of the output: it has no keyword such as type or"
              + " properties");
    }
  }

  private static boolean isAssertion(Object name) {
    return ASSERTIONS.contains(name)
        || SCHEMAS.contains(name)
        || MAPS_OF_SCHEMAS.contains(name)
        || LISTS_OF_SCHEMAS.contains(name);
  }

  private static boolean isAnnotation(Object name) {
    return ANNOTATIONS.contains(name) || name instanceof String word && word.startsWith("x-");
  }

  private static Object standard(String path, @Nullable Object schema, int level) {
    if (level > MOST_LEVELS) {
      throw problem(FIELD, "must not be nested more than " + MOST_LEVELS + " levels deep");
    }
    if (schema instanceof Boolean) {
      return schema;
    }
    if (!(schema instanceof Map<?, ?> fields)) {
      throw problem(path, "must be a JSON Schema: an object, true or false");
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    fields.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          result.put(name, keyword(place(path, name), name, value, level + 1));
        });
    if (Boolean.TRUE.equals(result.remove("nullable"))) {
      allowNull(result);
    }
    return result;
  }

  private static @Nullable Object keyword(
      String path, String name, @Nullable Object value, int level) {
    if (name.equals("type")) {
      return type(path, value);
    }
    if (MAPS_OF_SCHEMAS.contains(name)) {
      if (!(value instanceof Map<?, ?> schemas)) {
        throw problem(path, "must be an object");
      }
      Map<String, Object> result = new LinkedHashMap<>();
      schemas.forEach(
          (key, schema) ->
              result.put(
                  String.valueOf(key),
                  standard(place(path, String.valueOf(key)), schema, level + 1)));
      return result;
    }
    if (LISTS_OF_SCHEMAS.contains(name) || name.equals("items") && value instanceof List) {
      if (!(value instanceof List<?> schemas)) {
        throw problem(path, "must be a list");
      }
      List<Object> result = new ArrayList<>();
      for (int i = 0; i < schemas.size(); i++) {
        result.add(standard(path + "[" + i + "]", schemas.get(i), level + 1));
      }
      return result;
    }
    return SCHEMAS.contains(name) ? standard(path, value, level) : value;
  }

  private static Object type(String path, @Nullable Object type) {
    if (type instanceof List<?> types) {
      return types.stream().map(one -> word(path, one)).distinct().toList();
    }
    return word(path, type);
  }

  private static String word(String path, @Nullable Object type) {
    String word = type instanceof String text ? text.toLowerCase(Locale.ROOT) : "";
    if (!TYPES.contains(word)) {
      throw problem(path, "must be one of " + String.join(", ", TYPES) + ", or a list of them");
    }
    return word;
  }

  /** Changes no place that a reference may lead to. */
  private static void allowNull(Map<String, @Nullable Object> schema) {
    Object type = schema.get("type");
    if (type != null) {
      List<Object> types = new ArrayList<>(type instanceof List<?> list ? list : List.of(type));
      types.remove("null");
      types.add("null");
      schema.put("type", types);
    }
    if (schema.get("enum") instanceof List<?> values && !values.contains(null)) {
      List<@Nullable Object> all = new ArrayList<>(values);
      all.add(null);
      schema.put("enum", all);
    }
    for (String union : List.of("anyOf", "oneOf")) {
      if (schema.get(union) instanceof List<?> schemas) {
        List<Object> all = new ArrayList<>(schemas);
        all.add(Map.of("type", "null"));
        schema.put(union, all);
      }
    }
    Object reference = schema.get("$ref");
    if (reference != null && !schema.containsKey("anyOf")) {
      schema.remove("$ref");
      schema.put("anyOf", List.of(Map.of("$ref", reference), Map.of("type", "null")));
    }
  }

  /** Names come from outside and may be of any length. */
  private static String place(String path, String name) {
    String place = path.endsWith("…") ? path : path + "." + name;
    return place.length() <= LONGEST_PATH ? place : place.substring(0, LONGEST_PATH - 1) + "…";
  }

  private static IllegalArgumentException problem(String path, String sentence) {
    return new IllegalArgumentException(path + " " + sentence);
  }
}
