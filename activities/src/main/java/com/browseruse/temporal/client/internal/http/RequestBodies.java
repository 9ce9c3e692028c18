package com.browseruse.temporal.client.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes the bodies of requests. Only what is set: null would override the server's default. */
public final class RequestBodies {
  private static final String EXTRA = "extra";
  private static final String SCHEMA = "structuredOutput";

  private RequestBodies() {}

  /** Names the fields of a request but {@code extra}. */
  public static List<String> names(Class<?> request) {
    return Json.MAPPER
        .getSerializationConfig()
        .introspect(Json.MAPPER.constructType(request))
        .findProperties()
        .stream()
        .map(BeanPropertyDefinition::getName)
        .filter(name -> !name.equals(EXTRA))
        .toList();
  }

  /**
   * Writes the fields that are set but {@code extra}; a JSON Schema becomes text, as the API wants.
   */
  public static ObjectNode fields(Object request) {
    ObjectNode fields = Json.MAPPER.valueToTree(request);
    fields.remove(EXTRA);
    JsonNode schema = fields.get(SCHEMA);
    if (schema != null && !schema.isTextual()) {
      fields.put(SCHEMA, schema.toString());
    }
    return fields;
  }

  /** Writes extra fields as they are, nulls included. */
  public static ObjectNode extra(@Nullable Map<String, Object> extra) {
    return extra == null ? Json.MAPPER.createObjectNode() : Json.MAPPER.valueToTree(extra);
  }

  /**
   * Refuses extra fields that only another version has: a service may skip a field that it does not
   * know, and a request would silently mean something else.
   */
  public static void refuseForeign(
      @Nullable Map<String, Object> extra, Set<String> foreign, int version) {
    for (String name : extra == null ? Set.<String>of() : new TreeSet<>(extra.keySet())) {
      if (foreign.contains(name)) {
        throw foreign("extra." + name, version);
      }
    }
  }

  /** Makes the refusal of a field that only another version has. */
  public static IllegalArgumentException foreign(String field, int version) {
    return new IllegalArgumentException(
        field + " is not a field of version " + version + " of the API");
  }
}
