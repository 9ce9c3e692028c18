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
 * server to judge, since they move. {@link Builder} says what each field means; an accessor gives
 * null for a field that is not set.
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

  /** Starts a request by what the agent is to do. */
  public static RequestBuilder newBuilder(String task) {
    return new RequestBuilder(new TaskRequest()).task(task);
  }

  /** {@return a builder that holds what this request holds} */
  public RequestBuilder toBuilder() {
    return new RequestBuilder(this);
  }

  public @Nullable String task() {
    return task;
  }

  public @Nullable String llm() {
    return llm;
  }

  public @Nullable String startUrl() {
    return startUrl;
  }

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

  public @Nullable String sessionId() {
    return sessionId;
  }

  public @Nullable Map<String, String> metadata() {
    return metadata;
  }

  public @Nullable Map<String, String> secrets() {
    return secrets;
  }

  public @Nullable List<String> allowedDomains() {
    return allowedDomains;
  }

  public @Nullable String opVaultId() {
    return opVaultId;
  }

  public @Nullable Map<String, Object> sessionSettings() {
    return sessionSettings;
  }

  public @Nullable Boolean highlightElements() {
    return highlightElements;
  }

  public @Nullable Boolean flashMode() {
    return flashMode;
  }

  public @Nullable Boolean thinking() {
    return thinking;
  }

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

  public @Nullable String systemPromptExtension() {
    return systemPromptExtension;
  }

  public @Nullable Boolean judge() {
    return judge;
  }

  public @Nullable String judgeGroundTruth() {
    return judgeGroundTruth;
  }

  public @Nullable String judgeLlm() {
    return judgeLlm;
  }

  public @Nullable List<String> skillIds() {
    return skillIds;
  }

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

    /** Starts with what a request holds. */
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
     * Sets what the agent is to do, the only field that is required. The API takes 1 to 50 000
     * characters.
     */
    public B task(String task) {
      request.task = task;
      return self();
    }

    /**
     * Sets the model by its name at the provider; any text passes, since names change monthly.
     * Default: the server's.
     */
    public B llm(@Nullable String llm) {
      request.llm = llm;
      return self();
    }

    /** Sets the page to begin on. Default: none. */
    public B startUrl(@Nullable String startUrl) {
      request.startUrl = startUrl;
      return self();
    }

    /** Sets the most steps that the agent may take. Default: the server's, documented as 100. */
    public B maxSteps(@Nullable Integer maxSteps) {
      request.maxSteps = maxSteps;
      return self();
    }

    /** Sets the JSON Schema that the output is to follow, as an object of plain Java values. */
    public B structuredOutput(@Nullable Map<String, ?> schema) {
      request.structuredOutput = copyOf(schema);
      return self();
    }

    /** Sets the JSON Schema that the output is to follow, as JSON text that is sent as it is. */
    public B structuredOutput(@Nullable String schema) {
      request.structuredOutput = schema;
      return self();
    }

    /** Sets the open session to run in. Default: a new one. */
    public B sessionId(@Nullable String sessionId) {
      request.sessionId = sessionId;
      return self();
    }

    /** Sets labels by name. The API takes 10, of which this plugin uses 3. */
    public B metadata(@Nullable Map<String, String> metadata) {
      request.metadata = copyOf(metadata);
      return self();
    }

    /**
     * Sets values, by name, that the agent may type but not see. They enter the history in plain
     * text: prefer references.
     */
    public B secrets(@Nullable Map<String, String> secrets) {
      request.secrets = copyOf(secrets);
      return self();
    }

    /** Sets the domains that the agent may visit. Default: all. */
    public B allowedDomains(@Nullable List<String> allowedDomains) {
      request.allowedDomains = allowedDomains == null ? null : List.copyOf(allowedDomains);
      return self();
    }

    /** Sets the 1Password vault to take secrets from, by its id. Default: none. */
    public B opVaultId(@Nullable String opVaultId) {
      request.opVaultId = opVaultId;
      return self();
    }

    /**
     * Sets how a session that is made for this task is set up, by the names of the API; ignored
     * with {@code sessionId}.
     */
    public B sessionSettings(@Nullable Map<String, Object> sessionSettings) {
      request.sessionSettings = copyOf(sessionSettings);
      return self();
    }

    /** Sets whether interactive elements are highlighted. Default: the server's. */
    public B highlightElements(@Nullable Boolean highlightElements) {
      request.highlightElements = highlightElements;
      return self();
    }

    /** Sets whether the agent favours speed. Default: the server's. */
    public B flashMode(@Nullable Boolean flashMode) {
      request.flashMode = flashMode;
      return self();
    }

    /** Sets whether the agent reasons at length. Default: the server's. */
    public B thinking(@Nullable Boolean thinking) {
      request.thinking = thinking;
      return self();
    }

    /** Sets how much the agent reasons, a level of the provider. Default: the server's. */
    public B thinkingLevel(@Nullable String thinkingLevel) {
      request.thinkingLevel = thinkingLevel;
      return self();
    }

    /** Sets whether the agent looks at pictures of the page. Default: the server's. */
    public B vision(@Nullable Boolean vision) {
      request.vision = vision;
      return self();
    }

    /**
     * Sets whether the agent looks at pictures of the page: {@code auto} for what the model can do;
     * other text is left for the server to judge.
     */
    public B vision(@Nullable String vision) {
      request.vision = vision;
      return self();
    }

    /** Sets text to add to the agent's system prompt, at most 10 000 characters. */
    public B systemPromptExtension(@Nullable String systemPromptExtension) {
      request.systemPromptExtension = systemPromptExtension;
      return self();
    }

    /** Sets whether a judge rates the outcome. Default: the server's. */
    public B judge(@Nullable Boolean judge) {
      request.judge = judge;
      return self();
    }

    /** Sets what the judge is to expect, in plain text. */
    public B judgeGroundTruth(@Nullable String judgeGroundTruth) {
      request.judgeGroundTruth = judgeGroundTruth;
      return self();
    }

    /** Sets the judge's model by its name at the provider. Default: the server's. */
    public B judgeLlm(@Nullable String judgeLlm) {
      request.judgeLlm = judgeLlm;
      return self();
    }

    /** Sets the ids of the skills that the agent may use; {@code *} for all. */
    public B skillIds(@Nullable List<String> skillIds) {
      request.skillIds = skillIds == null ? null : List.copyOf(skillIds);
      return self();
    }

    /**
     * Sets fields that are passed to the API as they are, by the names of the API, for what it has
     * learned since this release. On version 2 a field that is also set here keeps the value set
     * here, on version 1 it is refused; so is a field that only another version has.
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
