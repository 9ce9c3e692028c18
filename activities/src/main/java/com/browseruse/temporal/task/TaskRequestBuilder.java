package com.browseruse.temporal.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the fields of a request; see {@link TaskRequest} for what each means. */
public final class TaskRequestBuilder {
  String task;
  String llm;
  String startUrl;
  Integer maxSteps;
  JsonNode structuredOutput;
  String sessionId;
  Map<String, String> metadata;
  Map<String, String> secrets;
  List<String> allowedDomains;
  String opVaultId;
  Map<String, Object> sessionSettings;
  Boolean highlightElements;
  Boolean flashMode;
  Boolean thinking;
  String thinkingLevel;
  Vision vision;
  String systemPromptExtension;
  Boolean judge;
  String judgeGroundTruth;
  String judgeLlm;
  List<String> skillIds;
  Map<String, Object> extra;

  TaskRequestBuilder() {}

  /**
   * Sets {@code task}.
   *
   * @param task what the agent is to do, in plain words; the only field that is required. The API
   *     takes 1 to 50 000 characters
   * @return this
   */
  public TaskRequestBuilder task(String task) {
    this.task = task;
    return this;
  }

  /**
   * Sets {@code llm}.
   *
   * @param llm the model, in the provider's words; the server's default if null. Names change
   *     monthly, so any text passes
   * @return this
   */
  public TaskRequestBuilder llm(String llm) {
    this.llm = llm;
    return this;
  }

  /**
   * Sets {@code startUrl}.
   *
   * @param startUrl the page to begin on
   * @return this
   */
  public TaskRequestBuilder startUrl(String startUrl) {
    this.startUrl = startUrl;
    return this;
  }

  /**
   * Sets {@code maxSteps}.
   *
   * @param maxSteps the most steps that the agent may take; the server's default (100) if null
   * @return this
   */
  public TaskRequestBuilder maxSteps(Integer maxSteps) {
    this.maxSteps = maxSteps;
    return this;
  }

  /**
   * Sets {@code structuredOutput}.
   *
   * @param structuredOutput the JSON Schema that the output shall follow: an object, or the same as
   *     text
   * @return this
   */
  public TaskRequestBuilder structuredOutput(JsonNode structuredOutput) {
    this.structuredOutput = structuredOutput;
    return this;
  }

  /**
   * Sets {@code sessionId}.
   *
   * @param sessionId the session to run in; a new one if null
   * @return this
   */
  public TaskRequestBuilder sessionId(String sessionId) {
    this.sessionId = sessionId;
    return this;
  }

  /**
   * Sets {@code metadata}.
   *
   * @param metadata labels for the task. The API takes 10, of which this plugin uses 3
   * @return this
   */
  public TaskRequestBuilder metadata(Map<String, String> metadata) {
    this.metadata = copy(metadata);
    return this;
  }

  /**
   * Sets {@code secrets}.
   *
   * @param secrets values that the agent may type but not see, by name
   * @return this
   */
  public TaskRequestBuilder secrets(Map<String, String> secrets) {
    this.secrets = copy(secrets);
    return this;
  }

  /**
   * Sets {@code allowedDomains}.
   *
   * @param allowedDomains the domains that the agent may visit
   * @return this
   */
  public TaskRequestBuilder allowedDomains(List<String> allowedDomains) {
    this.allowedDomains = allowedDomains == null ? null : List.copyOf(allowedDomains);
    return this;
  }

  /**
   * Sets {@code opVaultId}.
   *
   * @param opVaultId the 1Password vault to take secrets from
   * @return this
   */
  public TaskRequestBuilder opVaultId(String opVaultId) {
    this.opVaultId = opVaultId;
    return this;
  }

  /**
   * Sets {@code sessionSettings}.
   *
   * @param sessionSettings settings of a session that is made for this task; ignored with {@code
   *     sessionId}
   * @return this
   */
  public TaskRequestBuilder sessionSettings(Map<String, Object> sessionSettings) {
    this.sessionSettings = copy(sessionSettings);
    return this;
  }

  /**
   * Sets {@code highlightElements}.
   *
   * @param highlightElements whether interactive elements are highlighted
   * @return this
   */
  public TaskRequestBuilder highlightElements(Boolean highlightElements) {
    this.highlightElements = highlightElements;
    return this;
  }

  /**
   * Sets {@code flashMode}.
   *
   * @param flashMode whether the agent favours speed
   * @return this
   */
  public TaskRequestBuilder flashMode(Boolean flashMode) {
    this.flashMode = flashMode;
    return this;
  }

  /**
   * Sets {@code thinking}.
   *
   * @param thinking whether the agent reasons at length
   * @return this
   */
  public TaskRequestBuilder thinking(Boolean thinking) {
    this.thinking = thinking;
    return this;
  }

  /**
   * Sets {@code thinkingLevel}.
   *
   * @param thinkingLevel how much it reasons, in the provider's words
   * @return this
   */
  public TaskRequestBuilder thinkingLevel(String thinkingLevel) {
    this.thinkingLevel = thinkingLevel;
    return this;
  }

  /**
   * Sets {@code vision}.
   *
   * @param vision whether the agent looks at pictures of the page
   * @return this
   */
  public TaskRequestBuilder vision(Vision vision) {
    this.vision = vision;
    return this;
  }

  /**
   * Sets {@code systemPromptExtension}.
   *
   * @param systemPromptExtension text to add to the agent's system prompt, at most 10 000
   *     characters
   * @return this
   */
  public TaskRequestBuilder systemPromptExtension(String systemPromptExtension) {
    this.systemPromptExtension = systemPromptExtension;
    return this;
  }

  /**
   * Sets {@code judge}.
   *
   * @param judge whether a judge looks at the outcome
   * @return this
   */
  public TaskRequestBuilder judge(Boolean judge) {
    this.judge = judge;
    return this;
  }

  /**
   * Sets {@code judgeGroundTruth}.
   *
   * @param judgeGroundTruth what the judge shall expect
   * @return this
   */
  public TaskRequestBuilder judgeGroundTruth(String judgeGroundTruth) {
    this.judgeGroundTruth = judgeGroundTruth;
    return this;
  }

  /**
   * Sets {@code judgeLlm}.
   *
   * @param judgeLlm the judge's model
   * @return this
   */
  public TaskRequestBuilder judgeLlm(String judgeLlm) {
    this.judgeLlm = judgeLlm;
    return this;
  }

  /**
   * Sets {@code skillIds}.
   *
   * @param skillIds the skills that the agent may use; {@code *} for all
   * @return this
   */
  public TaskRequestBuilder skillIds(List<String> skillIds) {
    this.skillIds = skillIds == null ? null : List.copyOf(skillIds);
    return this;
  }

  /**
   * Sets {@code extra}.
   *
   * @param extra fields for the API as they are, for what it has learned since this release; a
   *     field that is also set above keeps the value from above, or is refused on version 1 of the
   *     API, and so is a field that only another version has
   * @return this
   */
  public TaskRequestBuilder extra(Map<String, Object> extra) {
    this.extra = copy(extra);
    return this;
  }

  /**
   * Builds the request.
   *
   * @return the request
   */
  public TaskRequest build() {
    return new TaskRequest(
        task,
        llm,
        startUrl,
        maxSteps,
        structuredOutput,
        sessionId,
        metadata,
        secrets,
        allowedDomains,
        opVaultId,
        sessionSettings,
        highlightElements,
        flashMode,
        thinking,
        thinkingLevel,
        vision,
        systemPromptExtension,
        judge,
        judgeGroundTruth,
        judgeLlm,
        skillIds,
        extra);
  }

  private static <V> Map<String, V> copy(Map<String, V> map) {
    return map == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
