package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;

/**
 * A valid create request in no particular API version.
 *
 * @param apiVersion the version it came through, which is the only one to show it
 * @param task the instructions
 * @param llm the model's name
 * @param startUrl where to begin, or null
 * @param maxSteps the most steps to take, or null if the caller did not say
 * @param outputSchema the JSON Schema that the output shall fit, or null
 * @param sessionId the session to run in, or null for a new one that ends with the task
 * @param metadata the caller's pairs
 * @param judge whether the output is to be judged
 * @param extras what only version 1 knows
 */
record TaskSpec(
    ApiVersion apiVersion,
    String task,
    String llm,
    String startUrl,
    Integer maxSteps,
    JsonNode outputSchema,
    UUID sessionId,
    Map<String, String> metadata,
    boolean judge,
    TaskExtras extras) {}
