package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to ask the API for when a task is created: the one place that lists the fields. Names and
 * meanings are those of {@code POST /api/v2/tasks} in the provider's OpenAPI document. Null means
 * that the server decides; only what is set is sent. Limits that the server keeps are left for the
 * server to judge, since they move.
 *
 * <pre>{@code
 * TaskRequest.newBuilder("Find the price of milk").maxSteps(20).build()
 * }</pre>
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class TaskRequest implements Cloneable {

  @JsonProperty("task")
  private @Nullable String task;

  @JsonProperty("llm")
  private @Nullable String llm;

  @JsonProperty("startUrl")
  private @Nullable String startUrl;

  @JsonProperty("maxSteps")
  private @Nullable Integer maxSteps;

  @JsonProperty("structuredOutput")
  private @Nullable Object structuredOutput;

  @JsonProperty("sessionId")
  private @Nullable String sessionId;

  @JsonProperty("metadata")
  private @Nullable Map<String, String> metadata;

  @JsonProperty("secrets")
  private @Nullable Map<String, String> secrets;

  @JsonProperty("allowedDomains")
  private @Nullable List<String> allowedDomains;

  @JsonProperty("opVaultId")
  private @Nullable String opVaultId;

  @JsonProperty("sessionSettings")
  private @Nullable Map<String, Object> sessionSettings;

  @JsonProperty("highlightElements")
  private @Nullable Boolean highlightElements;

  @JsonProperty("flashMode")
  private @Nullable Boolean flashMode;

  @JsonProperty("thinking")
  private @Nullable Boolean thinking;

  @JsonProperty("thinkingLevel")
  private @Nullable String thinkingLevel;

  @JsonProperty("vision")
  private @Nullable Object vision;

  @JsonProperty("systemPromptExtension")
  private @Nullable String systemPromptExtension;

  @JsonProperty("judge")
  private @Nullable Boolean judge;

  @JsonProperty("judgeGroundTruth")
  private @Nullable String judgeGroundTruth;

  @JsonProperty("judgeLlm")
  private @Nullable String judgeLlm;

  @JsonProperty("skillIds")
  private @Nullable List<String> skillIds;

  @JsonProperty("extra")
  private @Nullable Map<String, Object> extra;

  private TaskRequest() {}

  /**
   * Starts a request.
   *
   * @param task what the agent is to do
   * @return a builder
   */
  public static RequestBuilder newBuilder(String task) {
    return new RequestBuilder(new TaskRequest()).task(task);
  }

  /** {@return a builder that holds what this request holds} */
  public RequestBuilder toBuilder() {
    return new RequestBuilder(this);
  }

  /** {@return what the agent is to do, or null} */
  public @Nullable String task() {
    return task;
  }

  /** {@return the model, or null} */
  public @Nullable String llm() {
    return llm;
  }

  /** {@return the page to begin on, or null} */
  public @Nullable String startUrl() {
    return startUrl;
  }

  /** {@return the most steps, or null} */
  public @Nullable Integer maxSteps() {
    return maxSteps;
  }

  /**
   * {@return the JSON Schema that the output is to follow: a {@link Map}, or the same as text, or
   * null}
   */
  public @Nullable Object structuredOutput() {
    return structuredOutput;
  }

  /** {@return the session to run in, or null} */
  public @Nullable String sessionId() {
    return sessionId;
  }

  /** {@return the labels of the task, or null} */
  public @Nullable Map<String, String> metadata() {
    return metadata;
  }

  /** {@return values that the agent may type but not see, by name, or null} */
  public @Nullable Map<String, String> secrets() {
    return secrets;
  }

  /** {@return the domains that the agent may visit, or null} */
  public @Nullable List<String> allowedDomains() {
    return allowedDomains;
  }

  /** {@return the 1Password vault to take secrets from, or null} */
  public @Nullable String opVaultId() {
    return opVaultId;
  }

  /** {@return the settings of a session that is made for this task, or null} */
  public @Nullable Map<String, Object> sessionSettings() {
    return sessionSettings;
  }

  /** {@return whether interactive elements are highlighted, or null} */
  public @Nullable Boolean highlightElements() {
    return highlightElements;
  }

  /** {@return whether the agent favours speed, or null} */
  public @Nullable Boolean flashMode() {
    return flashMode;
  }

  /** {@return whether the agent reasons at length, or null} */
  public @Nullable Boolean thinking() {
    return thinking;
  }

  /** {@return how much the agent reasons, or null} */
  public @Nullable String thinkingLevel() {
    return thinkingLevel;
  }

  /**
   * {@return whether the agent looks at pictures of the page: a {@link Boolean}, or text such as
   * {@code "auto"}, or null}
   */
  public @Nullable Object vision() {
    return vision;
  }

  /** {@return what is added to the system prompt, or null} */
  public @Nullable String systemPromptExtension() {
    return systemPromptExtension;
  }

  /** {@return whether a judge rates the outcome, or null} */
  public @Nullable Boolean judge() {
    return judge;
  }

  /** {@return what the judge is to expect, or null} */
  public @Nullable String judgeGroundTruth() {
    return judgeGroundTruth;
  }

  /** {@return the judge's model, or null} */
  public @Nullable String judgeLlm() {
    return judgeLlm;
  }

  /** {@return the skills that the agent may use, or null} */
  public @Nullable List<String> skillIds() {
    return skillIds;
  }

  /** {@return fields that are passed to the API as they are, or null} */
  public @Nullable Map<String, Object> extra() {
    return extra;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TaskRequest request && values().equals(request.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  /** Shows no values: a request can hold secrets. */
  @Override
  public String toString() {
    return "TaskRequest[task of "
        + (task == null ? 0 : task.length())
        + " characters"
        + (secrets == null ? "" : ", secrets " + secrets.keySet())
        + "]";
  }

  private List<@Nullable Object> values() {
    return Arrays.asList(
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

  private TaskRequest copy() {
    try {
      return (TaskRequest) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** Builds a request and nothing else. */
  public static final class RequestBuilder extends Builder<RequestBuilder> {
    private RequestBuilder(TaskRequest from) {
      super(from);
    }

    /** {@return the request} */
    public TaskRequest build() {
      return buildRequest();
    }
  }

  /**
   * Collects the fields of a request. Each may be set to null, which leaves it to the server.
   *
   * @param <B> the builder itself, so that the calls of a builder that has more can be chained
   */
  public abstract static class Builder<B extends Builder<B>> {
    private final TaskRequest request;

    /**
     * Starts with what a request holds.
     *
     * @param from the request
     */
    protected Builder(TaskRequest from) {
      this.request = from.copy();
    }

    /** {@return the request as it is now} */
    protected final TaskRequest buildRequest() {
      return request.copy();
    }

    @SuppressWarnings("unchecked")
    private B self() {
      return (B) this;
    }

    /**
     * Sets what the agent is to do; the only field that is required.
     *
     * @param task plain text; the API takes 1 to 50 000 characters
     * @return this
     */
    public B task(String task) {
      request.task = task;
      return self();
    }

    /**
     * Sets the model.
     *
     * @param llm its name at the provider; any text passes, since names change monthly. Default:
     *     the server's
     * @return this
     */
    public B llm(@Nullable String llm) {
      request.llm = llm;
      return self();
    }

    /**
     * Sets the page to begin on.
     *
     * @param startUrl its address. Default: none
     * @return this
     */
    public B startUrl(@Nullable String startUrl) {
      request.startUrl = startUrl;
      return self();
    }

    /**
     * Bounds the steps that the agent may take.
     *
     * @param maxSteps the most steps. Default: the server's (100 as documented)
     * @return this
     */
    public B maxSteps(@Nullable Integer maxSteps) {
      request.maxSteps = maxSteps;
      return self();
    }

    /**
     * Sets the JSON Schema that the output is to follow.
     *
     * @param schema the schema as an object of plain Java values
     * @return this
     */
    public B structuredOutput(@Nullable Map<String, ?> schema) {
      request.structuredOutput = copyOf(schema);
      return self();
    }

    /**
     * Sets the JSON Schema that the output is to follow.
     *
     * @param schema the schema as JSON text, sent as it is
     * @return this
     */
    public B structuredOutput(@Nullable String schema) {
      request.structuredOutput = schema;
      return self();
    }

    /**
     * Sets the session to run in.
     *
     * @param sessionId an open session. Default: a new one
     * @return this
     */
    public B sessionId(@Nullable String sessionId) {
      request.sessionId = sessionId;
      return self();
    }

    /**
     * Labels the task.
     *
     * @param metadata labels by name; the API takes 10, of which this plugin uses 3
     * @return this
     */
    public B metadata(@Nullable Map<String, String> metadata) {
      request.metadata = copyOf(metadata);
      return self();
    }

    /**
     * Sets values that the agent may type but not see. They enter the history in plain text: prefer
     * references.
     *
     * @param secrets values by name
     * @return this
     */
    public B secrets(@Nullable Map<String, String> secrets) {
      request.secrets = copyOf(secrets);
      return self();
    }

    /**
     * Restricts where the agent may go.
     *
     * @param allowedDomains the domains that it may visit. Default: all
     * @return this
     */
    public B allowedDomains(@Nullable List<String> allowedDomains) {
      request.allowedDomains = allowedDomains == null ? null : List.copyOf(allowedDomains);
      return self();
    }

    /**
     * Sets the 1Password vault to take secrets from.
     *
     * @param opVaultId its id. Default: none
     * @return this
     */
    public B opVaultId(@Nullable String opVaultId) {
      request.opVaultId = opVaultId;
      return self();
    }

    /**
     * Sets how a session that is made for this task is set up.
     *
     * @param sessionSettings settings by their names in the API; ignored with {@code sessionId}
     * @return this
     */
    public B sessionSettings(@Nullable Map<String, Object> sessionSettings) {
      request.sessionSettings = copyOf(sessionSettings);
      return self();
    }

    /**
     * Sets whether interactive elements are highlighted.
     *
     * @param highlightElements true or false. Default: the server's
     * @return this
     */
    public B highlightElements(@Nullable Boolean highlightElements) {
      request.highlightElements = highlightElements;
      return self();
    }

    /**
     * Sets whether the agent favours speed.
     *
     * @param flashMode true or false. Default: the server's
     * @return this
     */
    public B flashMode(@Nullable Boolean flashMode) {
      request.flashMode = flashMode;
      return self();
    }

    /**
     * Sets whether the agent reasons at length.
     *
     * @param thinking true or false. Default: the server's
     * @return this
     */
    public B thinking(@Nullable Boolean thinking) {
      request.thinking = thinking;
      return self();
    }

    /**
     * Sets how much the agent reasons.
     *
     * @param thinkingLevel a level of the provider. Default: the server's
     * @return this
     */
    public B thinkingLevel(@Nullable String thinkingLevel) {
      request.thinkingLevel = thinkingLevel;
      return self();
    }

    /**
     * Sets whether the agent looks at pictures of the page.
     *
     * @param vision true for always, false for never. Default: the server's
     * @return this
     */
    public B vision(@Nullable Boolean vision) {
      request.vision = vision;
      return self();
    }

    /**
     * Sets whether the agent looks at pictures of the page.
     *
     * @param vision {@code auto}: by what the model can do; other text is left for the server to
     *     judge
     * @return this
     */
    public B vision(@Nullable String vision) {
      request.vision = vision;
      return self();
    }

    /**
     * Adds to the agent's system prompt.
     *
     * @param systemPromptExtension text of at most 10 000 characters
     * @return this
     */
    public B systemPromptExtension(@Nullable String systemPromptExtension) {
      request.systemPromptExtension = systemPromptExtension;
      return self();
    }

    /**
     * Sets whether a judge rates the outcome.
     *
     * @param judge true or false. Default: the server's
     * @return this
     */
    public B judge(@Nullable Boolean judge) {
      request.judge = judge;
      return self();
    }

    /**
     * Sets what the judge is to expect.
     *
     * @param judgeGroundTruth the expected outcome in plain text
     * @return this
     */
    public B judgeGroundTruth(@Nullable String judgeGroundTruth) {
      request.judgeGroundTruth = judgeGroundTruth;
      return self();
    }

    /**
     * Sets the judge's model.
     *
     * @param judgeLlm its name at the provider. Default: the server's
     * @return this
     */
    public B judgeLlm(@Nullable String judgeLlm) {
      request.judgeLlm = judgeLlm;
      return self();
    }

    /**
     * Sets the skills that the agent may use.
     *
     * @param skillIds their ids; {@code *} for all
     * @return this
     */
    public B skillIds(@Nullable List<String> skillIds) {
      request.skillIds = skillIds == null ? null : List.copyOf(skillIds);
      return self();
    }

    /**
     * Passes fields to the API as they are, for what it has learned since this release. On version
     * 2 a field that is also set here keeps the value set here, on version 1 it is refused; so is a
     * field that only another version has.
     *
     * @param extra values by their names in the API
     * @return this
     */
    public B extra(@Nullable Map<String, Object> extra) {
      request.extra = copyOf(extra);
      return self();
    }

    /** Not {@code Map.copyOf}, which takes no null: a null in settings means something. */
    private static <V extends @Nullable Object> @Nullable Map<String, V> copyOf(
        @Nullable Map<String, V> map) {
      return map == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
  }
}
