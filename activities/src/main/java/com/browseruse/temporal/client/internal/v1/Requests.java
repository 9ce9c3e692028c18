package com.browseruse.temporal.client.internal.v1;

import com.browseruse.temporal.client.internal.http.BodyWriter;
import com.browseruse.temporal.client.internal.http.ForeignFields;
import com.browseruse.temporal.task.TaskRequest;
import com.fasterxml.jackson.databind.JsonNode;

/** Turns the vocabulary into the server's JSON, and refuses what version 1 has no field for. */
final class Requests {
  private Requests() {}

  static JsonNode create(TaskRequest request) {
    refuseForeign(request);
    ForeignFields.refuse(request.extra(), ForeignFields.VERSION_2, 1);
    JsonNode known =
        new BodyWriter(null)
            .put("task", request.task())
            .put("secrets", request.secrets())
            .put("allowed_domains", request.allowedDomains())
            .putSchema("structured_output_json", request.structuredOutput())
            .put("llm_model", request.llm())
            .put("highlight_elements", request.highlightElements())
            .put("max_agent_steps", request.maxSteps())
            .put("metadata", request.metadata())
            .body();
    BodyWriter body = new BodyWriter(request.extra());
    known
        .properties()
        .forEach(
            field -> {
              refuseTwice(request, field.getKey());
              body.put(field.getKey(), field.getValue());
            });
    return body.body();
  }

  private static void refuseForeign(TaskRequest request) {
    refuse("startUrl", request.startUrl());
    refuse("sessionId", request.sessionId());
    refuse("opVaultId", request.opVaultId());
    refuse("sessionSettings", request.sessionSettings());
    refuse("flashMode", request.flashMode());
    refuse("thinking", request.thinking());
    refuse("thinkingLevel", request.thinkingLevel());
    refuse("vision", request.vision());
    refuse("systemPromptExtension", request.systemPromptExtension());
    refuse("judge", request.judge());
    refuse("judgeGroundTruth", request.judgeGroundTruth());
    refuse("judgeLlm", request.judgeLlm());
    refuse("skillIds", request.skillIds());
  }

  private static void refuse(String field, Object value) {
    if (value != null) {
      ForeignFields.refuse(field, 1);
    }
  }

  private static void refuseTwice(TaskRequest request, String name) {
    if (request.extra() != null && request.extra().containsKey(name)) {
      throw new IllegalArgumentException(
          "extra." + name + " must not be given, since the request sets this field itself");
    }
  }
}
