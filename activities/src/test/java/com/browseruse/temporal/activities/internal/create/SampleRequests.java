package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.task.TaskRequest;
import java.util.List;
import java.util.Map;

/** Requests for tests. */
public final class SampleRequests {
  private SampleRequests() {}

  /** A request with every field set. */
  public static TaskRequest full() {
    return TaskRequest.newBuilder("Find the answer")
        .llm("browser-use-llm")
        .startUrl("https://example.com/")
        .maxSteps(30)
        .structuredOutput(Map.of("type", "object"))
        .sessionId("session-1")
        .metadata(Map.of("team", "shop"))
        .secrets(Map.of("password", "hunter2"))
        .allowedDomains(List.of("example.com", "*.example.org"))
        .opVaultId("vault-1")
        .sessionSettings(Map.of("proxyCountryCode", "de", "browserScreenWidth", 1280))
        .highlightElements(true)
        .flashMode(false)
        .thinking(true)
        .thinkingLevel("high")
        .vision("auto")
        .systemPromptExtension("Be brief.")
        .judge(true)
        .judgeGroundTruth("42")
        .judgeLlm("judge-llm")
        .skillIds(List.of("*"))
        .extra(Map.of("future", Map.of("deep", List.of(1, "two", true))))
        .build();
  }
}
