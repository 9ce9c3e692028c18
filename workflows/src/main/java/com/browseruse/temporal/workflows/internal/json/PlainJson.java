package com.browseruse.temporal.workflows.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as plain Java: maps, lists, text, booleans and numbers, whatever Jackson it came from. */
public final class PlainJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  private PlainJson() {}

  /** Makes plain Java of a value that a mapper has read; a number with a point is a BigDecimal. */
  public static @Nullable Object of(@Nullable Object value) {
    if (value instanceof JsonNode node) {
      try {
        return MAPPER.treeToValue(node, Object.class);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a tree is always JSON", e);
      }
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((name, field) -> copy.put(String.valueOf(name), of(field)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(of(item)));
      return Collections.unmodifiableList(copy);
    }
    // The shortest decimal that stands for the number is the one that was read.
    return (value instanceof Double || value instanceof Float)
            && Double.isFinite(((Number) value).doubleValue())
        ? new BigDecimal(value.toString())
        : value;
  }

  /** Makes plain Java of an object. */
  public static Map<String, Object> ofObject(ObjectNode json) {
    return MAPPER.convertValue(json, FIELDS);
  }

  /** Takes a field that may be missing in JSON. */
  static <T> List<T> list(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw new IllegalArgumentException("not the JSON of a " + type.getSimpleName(), e);
    }
  }

  public static String write(Object value) {
    return MAPPER.valueToTree(value).toString();
  }

  /** Writes an object, but some of its fields. */
  public static String without(Object value, String... fields) {
    return MAPPER.<ObjectNode>valueToTree(value).remove(List.of(fields)).toString();
  }

  /** Makes a value of its fields; a missing one is null, false or 0. */
  public static <T> T read(Map<String, ?> fields, Class<T> type) {
    return MAPPER.convertValue(fields, type);
  }
}
