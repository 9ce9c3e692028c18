package com.browseruse.temporal.testing.internal.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A valid create request in no particular API version.
 *
 * @param apiVersion the version it came through, which is the only one to show it
 * @param startUrl where to begin, or null
 * @param maxSteps the most steps to take, or null if the caller did not say
 * @param outputSchema the JSON Schema that the output shall fit, or null
 * @param sessionId the session to run in, or null for a new one that ends with the task
 * @param judge whether the output is to be judged
 * @param v1 what only version 1 lets a caller ask for
 */
public record TaskSpec(
    ApiVersion apiVersion,
    String task,
    String llm,
    String startUrl,
    Integer maxSteps,
    JsonNode outputSchema,
    UUID sessionId,
    Map<String, String> metadata,
    boolean judge,
    V1Options v1) {

  /**
   * What only version 1 lets a caller ask for.
   *
   * @param publicShare whether the task gets a page that anybody may read
   * @param browserData whether the task's view carries the browser's data at its end
   * @param uploadedFiles the names of files that the caller says to have uploaded
   */
  public record V1Options(boolean publicShare, boolean browserData, List<String> uploadedFiles) {

    public static final V1Options NONE = new V1Options(false, false, List.of());
  }
}
