package com.browseruse.temporal.testing.internal.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A valid create request; {@code apiVersion}, through which it came, is the only one to show the
 * task. Without a session the task gets a new one that ends with it.
 */
public record TaskSpec(
    ApiVersion apiVersion,
    String task,
    String llm,
    @Nullable String startUrl,
    @Nullable Integer maxSteps,
    @Nullable JsonNode outputSchema,
    @Nullable UUID sessionId,
    Map<String, String> metadata,
    boolean judge,
    V1Options v1) {
  /** The versions of the API. What is created through one is invisible in the other. */
  public enum ApiVersion {
    V1,
    V2
  }

  /** What only version 1 lets a caller ask for; the uploaded files are names. */
  public record V1Options(boolean publicShare, boolean browserData, List<String> uploadedFiles) {
    public static final V1Options NONE = new V1Options(false, false, List.of());
  }
}
