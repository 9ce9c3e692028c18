package com.browseruse.temporal.client.internal.v1;

import com.browseruse.temporal.client.internal.http.RequestBodies;
import com.browseruse.temporal.task.TaskRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns a request into the server's JSON, and refuses what version 1 has no field for. */
final class V1Requests {
  /** The fields that version 1 has, and how it calls them. */
  private static final Map<String, String> NAMES =
      Map.of(
          "task", "task",
          "metadata", "metadata",
          "secrets", "secrets",
          "allowedDomains", "allowed_domains",
          "structuredOutput", "structured_output_json",
          "llm", "llm_model",
          "highlightElements", "highlight_elements",
          "maxSteps", "max_agent_steps");

  private static final Set<String> FOREIGN =
      RequestBodies.names(TaskRequest.class).stream()
          .filter(name -> !name.equals(NAMES.get(name)))
          .collect(Collectors.toUnmodifiableSet());

  private V1Requests() {}

  static JsonNode create(TaskRequest request) {
    ObjectNode body = RequestBodies.extra(request.extra());
    for (Map.Entry<String, JsonNode> field : RequestBodies.fields(request).properties()) {
      String name = NAMES.get(field.getKey());
      if (name == null) {
        throw RequestBodies.foreign(field.getKey(), 1);
      }
      if (body.has(name)) {
        throw new IllegalArgumentException(
            "extra." + name + " must not be given, since the request sets this field itself");
      }
      body.set(name, field.getValue());
    }
    RequestBodies.refuseForeign(request.extra(), FOREIGN, 1);
    return body;
  }
}
