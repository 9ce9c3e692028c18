package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.Vision;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;

/** Requests for tests. */
public final class SampleRequests {
  private SampleRequests() {}

  /** A request with every field set. */
  public static TaskRequest full() {
    return new TaskRequest(
        "Find the answer",
        "browser-use-llm",
        "https://example.com/",
        30,
        JsonNodeFactory.instance.objectNode().put("type", "object"),
        "session-1",
        Map.of("team", "shop"),
        Map.of("password", "hunter2"),
        List.of("example.com", "*.example.org"),
        "vault-1",
        Map.of("proxyCountryCode", "de", "browserScreenWidth", 1280),
        true,
        false,
        true,
        "high",
        Vision.AUTO,
        "Be brief.",
        true,
        "42",
        "judge-llm",
        List.of("*"),
        Map.of("future", Map.of("deep", List.of(1, "two", true))));
  }
}
