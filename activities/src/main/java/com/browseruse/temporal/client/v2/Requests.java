package com.browseruse.temporal.client.v2;

import com.browseruse.temporal.task.SessionRequest;
import com.browseruse.temporal.task.TaskAction;
import com.browseruse.temporal.task.TaskRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Turns the vocabulary into the server's JSON. */
final class Requests {
  private Requests() {}

  /** Writes only what is set: null would override the server's default. */
  static JsonNode create(TaskRequest request) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    if (request.extra() != null) {
      body.setAll(Json.MAPPER.<ObjectNode>valueToTree(request.extra()));
    }
    put(body, "task", request.task());
    put(body, "llm", request.llm());
    put(body, "startUrl", request.startUrl());
    put(body, "maxSteps", request.maxSteps());
    put(body, "structuredOutput", schemaText(request.structuredOutput()));
    put(body, "sessionId", request.sessionId());
    put(body, "metadata", request.metadata());
    put(body, "secrets", request.secrets());
    put(body, "allowedDomains", request.allowedDomains());
    put(body, "opVaultId", request.opVaultId());
    put(body, "sessionSettings", request.sessionSettings());
    put(body, "highlightElements", request.highlightElements());
    put(body, "flashMode", request.flashMode());
    put(body, "thinking", request.thinking());
    put(body, "thinkingLevel", request.thinkingLevel());
    put(body, "vision", request.vision());
    put(body, "systemPromptExtension", request.systemPromptExtension());
    put(body, "judge", request.judge());
    put(body, "judgeGroundTruth", request.judgeGroundTruth());
    put(body, "judgeLlm", request.judgeLlm());
    put(body, "skillIds", request.skillIds());
    return body;
  }

  static JsonNode session(SessionRequest request) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    if (request.extra() != null) {
      body.setAll(Json.MAPPER.<ObjectNode>valueToTree(request.extra()));
    }
    put(body, "profileId", request.profileId());
    put(body, "proxyCountryCode", request.proxyCountryCode());
    put(body, "startUrl", request.startUrl());
    put(body, "browserScreenWidth", request.browserScreenWidth());
    put(body, "browserScreenHeight", request.browserScreenHeight());
    put(body, "keepAlive", request.keepAlive());
    put(body, "persistMemory", request.persistMemory());
    put(body, "enableRecording", request.enableRecording());
    return body;
  }

  static JsonNode stopSession() {
    ObjectNode body = Json.MAPPER.createObjectNode();
    put(body, "action", "stop");
    return body;
  }

  static JsonNode update(TaskAction action) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    put(body, "action", action);
    return body;
  }

  private static void put(ObjectNode body, String name, Object value) {
    if (value != null) {
      body.set(name, Json.MAPPER.valueToTree(value));
    }
  }

  /** The API takes the schema as a text; one that is a text already is sent as it is. */
  private static String schemaText(JsonNode schema) {
    if (schema == null || schema.isNull() || schema.isMissingNode()) {
      return null;
    }
    return schema.isTextual() ? schema.textValue() : schema.toString();
  }
}
