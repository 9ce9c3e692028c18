package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What to ask for when a task is created. Null means that the server decides; only what is set is
 * sent. Limits that the server keeps are left for the server to judge, since they move.
 *
 * @param task what the agent is to do, in plain words; the only field that is required. The API
 *     takes 1 to 50 000 characters
 * @param llm the model, in the provider's words; the server's default if null. Names change
 *     monthly, so any text passes
 * @param startUrl the page to begin on
 * @param maxSteps the most steps that the agent may take; the server's default (100) if null
 * @param structuredOutput the JSON Schema that the output shall follow: an object, or the same as
 *     text
 * @param sessionId the session to run in; a new one if null
 * @param metadata labels for the task. The API takes 10, of which this plugin uses 3
 * @param secrets values that the agent may type but not see, by name
 * @param allowedDomains the domains that the agent may visit
 * @param opVaultId the 1Password vault to take secrets from
 * @param sessionSettings settings of a session that is made for this task; ignored with {@code
 *     sessionId}
 * @param highlightElements whether interactive elements are highlighted
 * @param flashMode whether the agent favours speed
 * @param thinking whether the agent reasons at length
 * @param thinkingLevel how much it reasons, in the provider's words
 * @param vision whether the agent looks at pictures of the page
 * @param systemPromptExtension text to add to the agent's system prompt, at most 10 000 characters
 * @param judge whether a judge looks at the outcome
 * @param judgeGroundTruth what the judge shall expect
 * @param judgeLlm the judge's model
 * @param skillIds the skills that the agent may use; {@code *} for all
 * @param extra fields for the API as they are, for what it has learned since this release; a field
 *     that is also set above keeps the value from above, or is refused on version 1 of the API, and
 *     so is a field that only another version has
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskRequest(
    String task,
    String llm,
    String startUrl,
    Integer maxSteps,
    JsonNode structuredOutput,
    String sessionId,
    Map<String, String> metadata,
    Map<String, String> secrets,
    List<String> allowedDomains,
    String opVaultId,
    Map<String, Object> sessionSettings,
    Boolean highlightElements,
    Boolean flashMode,
    Boolean thinking,
    String thinkingLevel,
    Vision vision,
    String systemPromptExtension,
    Boolean judge,
    String judgeGroundTruth,
    String judgeLlm,
    List<String> skillIds,
    Map<String, Object> extra) {

  /**
   * Starts a request.
   *
   * @param task what the agent is to do
   * @return a builder
   */
  public static TaskRequestBuilder newBuilder(String task) {
    return new TaskRequestBuilder().task(task);
  }

  /**
   * Starts a request from this one.
   *
   * @return a builder that holds what this request holds
   */
  public TaskRequestBuilder toBuilder() {
    TaskRequestBuilder b = new TaskRequestBuilder();
    b.task = task;
    b.llm = llm;
    b.startUrl = startUrl;
    b.maxSteps = maxSteps;
    b.structuredOutput = structuredOutput;
    b.sessionId = sessionId;
    b.metadata = metadata;
    b.secrets = secrets;
    b.allowedDomains = allowedDomains;
    b.opVaultId = opVaultId;
    b.sessionSettings = sessionSettings;
    b.highlightElements = highlightElements;
    b.flashMode = flashMode;
    b.thinking = thinking;
    b.thinkingLevel = thinkingLevel;
    b.vision = vision;
    b.systemPromptExtension = systemPromptExtension;
    b.judge = judge;
    b.judgeGroundTruth = judgeGroundTruth;
    b.judgeLlm = judgeLlm;
    b.skillIds = skillIds;
    b.extra = extra;
    return b;
  }

  /** Names the fields that are set, but shows no values: a request can hold secrets. */
  @Override
  public String toString() {
    return "TaskRequest[task of "
        + (task == null ? 0 : task.length())
        + " characters"
        + (secrets == null ? "" : ", secrets " + secrets.keySet())
        + "]";
  }
}
