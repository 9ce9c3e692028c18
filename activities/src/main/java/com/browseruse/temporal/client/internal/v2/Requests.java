package com.browseruse.temporal.client.internal.v2;

import com.browseruse.temporal.client.internal.http.BodyWriter;
import com.browseruse.temporal.client.internal.http.ForeignFields;
import com.browseruse.temporal.task.SessionRequest;
import com.browseruse.temporal.task.TaskAction;
import com.browseruse.temporal.task.TaskRequest;
import com.fasterxml.jackson.databind.JsonNode;

/** Turns the vocabulary into the server's JSON. */
final class Requests {
  private Requests() {}

  static JsonNode create(TaskRequest request) {
    ForeignFields.refuse(request.extra(), ForeignFields.VERSION_1, 2);
    return new BodyWriter(request.extra())
        .put("task", request.task())
        .put("llm", request.llm())
        .put("startUrl", request.startUrl())
        .put("maxSteps", request.maxSteps())
        .putSchema("structuredOutput", request.structuredOutput())
        .put("sessionId", request.sessionId())
        .put("metadata", request.metadata())
        .put("secrets", request.secrets())
        .put("allowedDomains", request.allowedDomains())
        .put("opVaultId", request.opVaultId())
        .put("sessionSettings", request.sessionSettings())
        .put("highlightElements", request.highlightElements())
        .put("flashMode", request.flashMode())
        .put("thinking", request.thinking())
        .put("thinkingLevel", request.thinkingLevel())
        .put("vision", request.vision())
        .put("systemPromptExtension", request.systemPromptExtension())
        .put("judge", request.judge())
        .put("judgeGroundTruth", request.judgeGroundTruth())
        .put("judgeLlm", request.judgeLlm())
        .put("skillIds", request.skillIds())
        .body();
  }

  static JsonNode session(SessionRequest request) {
    return new BodyWriter(request.extra())
        .put("profileId", request.profileId())
        .put("proxyCountryCode", request.proxyCountryCode())
        .put("startUrl", request.startUrl())
        .put("browserScreenWidth", request.browserScreenWidth())
        .put("browserScreenHeight", request.browserScreenHeight())
        .put("keepAlive", request.keepAlive())
        .put("persistMemory", request.persistMemory())
        .put("enableRecording", request.enableRecording())
        .body();
  }

  static JsonNode stopSession() {
    return new BodyWriter(null).put("action", "stop").body();
  }

  static JsonNode update(TaskAction action) {
    return new BodyWriter(null).put("action", action).body();
  }
}
