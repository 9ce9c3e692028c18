package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Writes the responses of an OpenAPI description out in the notation of {@link Contract}. */
public final class ProviderDescription {

  private final JsonNode openApi;

  public ProviderDescription(JsonNode openApi) {
    this.openApi = openApi;
  }

  public Map<String, String> responses() {
    Map<String, String> responses = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : openApi.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> call : path.getValue().properties()) {
        String route =
            call.getKey().toUpperCase() + " " + path.getKey().replaceAll("\\{.*?}", "{}");
        for (Map.Entry<String, JsonNode> response : call.getValue().get("responses").properties()) {
          JsonNode schema = response.getValue().at("/content/application~1json/schema");
          responses.put(
              route + " " + response.getKey(),
              schema.isMissingNode() ? "none" : writtenOut(schema));
        }
      }
    }
    return responses;
  }

  private String writtenOut(JsonNode schema) {
    if (schema.has("$ref")) {
      return writtenOut(openApi.at(schema.get("$ref").asText().substring(1)));
    }
    if (schema.has("anyOf")) {
      List<String> choices = new ArrayList<>();
      schema.get("anyOf").forEach(choice -> choices.add(writtenOut(choice)));
      String nullable = choices.remove("null") ? "|null" : "";
      return choices.stream().sorted().collect(Collectors.joining(" | ")) + nullable;
    }
    return switch (schema.get("type").asText()) {
      case "string" -> string(schema);
      case "array" -> "[" + writtenOut(schema.get("items")) + "]";
      case "object" -> object(schema);
      default -> schema.get("type").asText();
    };
  }

  private static String string(JsonNode schema) {
    if (schema.has("enum")) {
      return StreamSupport.stream(schema.get("enum").spliterator(), false)
          .map(JsonNode::asText)
          .toList()
          .toString();
    }
    if (schema.has("pattern")) {
      return "decimal";
    }
    if (schema.has("default")) {
      return "string=" + schema.get("default").asText();
    }
    return switch (schema.path("format").asText()) {
      case "uuid" -> "uuid";
      case "date-time" -> "time";
      default -> "string";
    };
  }

  private String object(JsonNode schema) {
    if (!schema.has("properties")) {
      return "{any}";
    }
    Map<String, String> fields = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : schema.get("properties").properties()) {
      boolean required = false;
      for (JsonNode name : schema.path("required")) {
        required |= name.asText().equals(field.getKey());
      }
      fields.put(field.getKey() + (required ? "" : "?"), writtenOut(field.getValue()));
    }
    return fields.toString();
  }
}
