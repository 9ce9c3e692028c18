package com.browseruse.temporal.workflows.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
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

  private PlainJson() {}

  /** Makes plain Java of a value that a mapper has read; a number with a point is a BigDecimal. */
  public static @Nullable Object of(@Nullable Object value) {
    return MAPPER.convertValue(value, Object.class);
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
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }

  public static Map<String, Object> fields(Object value) {
    return MAPPER.convertValue(value, new TypeReference<Map<String, Object>>() {});
  }

  /** Gives the value again, with null, false or 0 in some of its fields. */
  public static <T> T without(T value, Class<T> type, String... fields) {
    Map<String, Object> rest = fields(value);
    rest.keySet().removeAll(List.of(fields));
    return MAPPER.convertValue(rest, type);
  }

  /** Makes a value of its fields; a missing one is null, false or 0. Throws what it throws. */
  public static <T> T read(Map<String, ? extends @Nullable Object> fields, Class<T> type) {
    try {
      return MAPPER.convertValue(fields, type);
    } catch (IllegalArgumentException e) {
      throw e.getCause() instanceof ValueInstantiationException problem
              && problem.getCause() instanceof IllegalArgumentException refusal
          ? refusal
          : e;
    }
  }
}
