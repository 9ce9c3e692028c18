package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to ask the API for when a task is created: the one place that lists the fields. Names and
 * meanings are those of {@code POST /api/v2/tasks} in the provider's OpenAPI document. Null means
 * that the server decides; only what is set is sent. Limits that the server keeps are left for the
 * server to judge, since they move. {@link Builder} makes requests, and says what each field means;
 * the constructor, which grows with the API, is for JSON.
 *
 * <pre>{@code
 * TaskRequest.newBuilder("Find the price of milk").maxSteps(20).build()
 * }</pre>
 *
 * @param structuredOutput a {@link Map}, or the same as text
 * @param vision a {@link Boolean}, or text such as {@code "auto"}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskRequest(
    @JsonProperty("task") @Nullable String task,
    @JsonProperty("llm") @Nullable String llm,
    @JsonProperty("startUrl") @Nullable String startUrl,
    @JsonProperty("maxSteps") @Nullable Integer maxSteps,
    @JsonProperty("structuredOutput") @Nullable Object structuredOutput,
    @JsonProperty("sessionId") @Nullable String sessionId,
    @JsonProperty("metadata") @Nullable Map<String, String> metadata,
    @JsonProperty("secrets") @Nullable Map<String, String> secrets,
    @JsonProperty("allowedDomains") @Nullable List<String> allowedDomains,
    @JsonProperty("opVaultId") @Nullable String opVaultId,
    @JsonProperty("sessionSettings") @Nullable Map<String, Object> sessionSettings,
    @JsonProperty("highlightElements") @Nullable Boolean highlightElements,
    @JsonProperty("flashMode") @Nullable Boolean flashMode,
    @JsonProperty("thinking") @Nullable Boolean thinking,
    @JsonProperty("thinkingLevel") @Nullable String thinkingLevel,
    @JsonProperty("vision") @Nullable Object vision,
    @JsonProperty("systemPromptExtension") @Nullable String systemPromptExtension,
    @JsonProperty("judge") @Nullable Boolean judge,
    @JsonProperty("judgeGroundTruth") @Nullable String judgeGroundTruth,
    @JsonProperty("judgeLlm") @Nullable String judgeLlm,
    @JsonProperty("skillIds") @Nullable List<String> skillIds,
    @JsonProperty("extra") @Nullable Map<String, Object> extra) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  /** What the API takes, less what the plugin needs for itself. */
  private static final int MAX_METADATA = 10 - TaskMarkers.NAMES.size();

  /** The fields of an input: in {@code extra} they would be overlooked, or win in silence. */
  private static final Set<String> KNOWN =
      Stream.concat(
              Arrays.stream(TaskRequest.class.getRecordComponents()).map(RecordComponent::getName),
              Stream.of("taskId", "secretRefs", "options"))
          .collect(Collectors.toUnmodifiableSet());

  public TaskRequest {
    metadata = copyOf(metadata);
    secrets = copyOf(secrets);
    allowedDomains = copyOf(allowedDomains);
    sessionSettings = copyOf(sessionSettings);
    skillIds = copyOf(skillIds);
    extra = copyOf(extra);
  }

  /**
   * Checks what costs money or does nothing silently if it is wrong; all else is left to the
   * server.
   *
   * @throws IllegalArgumentException with a sentence that names the field
   */
  public void check() {
    check(task != null && !task.isBlank(), "task must be given and not be empty");
    check(maxSteps == null || maxSteps > 0, "maxSteps must be at least 1, but is " + maxSteps);
    check(
        vision == null || vision instanceof Boolean || vision instanceof String,
        "vision must be true, false or \"auto\"");
    if (structuredOutput != null) {
      check(
          structuredOutput instanceof Map || structuredOutput instanceof String,
          "structuredOutput must be a JSON Schema: an object, or the same as text");
      OutputSchema.check(structuredOutput);
    }
    checkMetadata();
    checkTexts("metadata", metadata);
    checkTexts("secrets", secrets);
    checkTexts("allowedDomains", allowedDomains);
    checkTexts("skillIds", skillIds);
    for (String name : extra == null ? Set.<String>of() : extra.keySet()) {
      check(
          !KNOWN.contains(name),
          "extra." + name + " must be given as " + name + ", which is a known field");
    }
  }

  private void checkMetadata() {
    if (metadata == null) {
      return;
    }
    for (String name : TaskMarkers.NAMES) {
      check(
          !metadata.containsKey(name),
          "metadata." + name + " is set by the plugin and must not be given");
    }
    check(
        metadata.size() <= MAX_METADATA,
        "metadata must have at most %d entries (the API takes 10, the plugin needs %d), but has %d"
            .formatted(MAX_METADATA, TaskMarkers.NAMES.size(), metadata.size()));
  }

  private static void checkTexts(String field, @Nullable Map<String, String> texts) {
    if (texts != null) {
      texts.forEach(
          (name, text) ->
              check(text != null, field + "." + JsonProblem.shorten(name) + " must be text"));
    }
  }

  private static void checkTexts(String field, @Nullable List<String> texts) {
    for (int i = 0; texts != null && i < texts.size(); i++) {
      check(texts.get(i) != null, field + "[" + i + "] must be text");
    }
  }

  private static void check(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }

  /** Starts a request by what the agent is to do. */
  public static RequestBuilder newBuilder(String task) {
    return new RequestBuilder(Map.of()).task(task);
  }

  /** {@return a builder that holds what this request holds} */
  public RequestBuilder toBuilder() {
    return new RequestBuilder(JSON.convertValue(this, FIELDS));
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

  /** Not {@code Map.copyOf}, which takes no null: a null in settings means something. */
  private static <V extends @Nullable Object> @Nullable Map<String, V> copyOf(
      @Nullable Map<String, V> map) {
    return map == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  private static @Nullable List<String> copyOf(@Nullable List<String> list) {
    return list == null ? null : Collections.unmodifiableList(new ArrayList<>(list));
  }

  /** Builds a request and nothing else. */
  public static final class RequestBuilder extends Builder<RequestBuilder> {
    private RequestBuilder(Map<String, Object> fields) {
      super(fields);
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
    private final Map<String, @Nullable Object> fields;

    /** Starts with what a request holds. */
    protected Builder(TaskRequest from) {
      this(JSON.convertValue(from, FIELDS));
    }

    private Builder(Map<String, Object> fields) {
      this.fields = new LinkedHashMap<>(fields);
    }

    /** {@return the request as it is now} */
    protected final TaskRequest buildRequest() {
      return JSON.convertValue(fields, TaskRequest.class);
    }

    @SuppressWarnings("unchecked")
    private B set(String field, @Nullable Object value) {
      // A copy that is plain JSON: what becomes of the original does not matter.
      fields.put(field, JSON.convertValue(value, Object.class));
      return (B) this;
    }

    /** Sets what the agent is to do, in 1 to 50 000 characters; the only required field. */
    public B task(String task) {
      return set("task", task);
    }

    /** Sets the model by its name at the provider, any text. Default: the server's. */
    public B llm(@Nullable String llm) {
      return set("llm", llm);
    }

    /** Sets the page to begin on. Default: none. */
    public B startUrl(@Nullable String startUrl) {
      return set("startUrl", startUrl);
    }

    /** Sets the most steps that the agent may take. Default: the server's, documented as 100. */
    public B maxSteps(@Nullable Integer maxSteps) {
      return set("maxSteps", maxSteps);
    }

    /** Sets the JSON Schema that the output is to follow, as an object of plain Java values. */
    public B structuredOutput(@Nullable Map<String, ?> schema) {
      return set("structuredOutput", schema);
    }

    /** Sets the JSON Schema that the output is to follow, as JSON text that is sent as it is. */
    public B structuredOutput(@Nullable String schema) {
      return set("structuredOutput", schema);
    }

    /** Sets the open session to run in. Default: a new one. */
    public B sessionId(@Nullable String sessionId) {
      return set("sessionId", sessionId);
    }

    /** Sets labels by name. The API takes 10, of which this plugin uses 3. */
    public B metadata(@Nullable Map<String, String> metadata) {
      return set("metadata", metadata);
    }

    /** Sets values that the agent may type but not see. The history keeps them as plain text. */
    public B secrets(@Nullable Map<String, String> secrets) {
      return set("secrets", secrets);
    }

    /** Sets the domains that the agent may visit. Default: all. */
    public B allowedDomains(@Nullable List<String> allowedDomains) {
      return set("allowedDomains", allowedDomains);
    }

    /** Sets the 1Password vault to take secrets from, by its id. Default: none. */
    public B opVaultId(@Nullable String opVaultId) {
      return set("opVaultId", opVaultId);
    }

    /** Sets up the session that is made for this task; ignored with {@code sessionId}. */
    public B sessionSettings(@Nullable Map<String, Object> sessionSettings) {
      return set("sessionSettings", sessionSettings);
    }

    /** Sets whether interactive elements are highlighted. Default: the server's. */
    public B highlightElements(@Nullable Boolean highlightElements) {
      return set("highlightElements", highlightElements);
    }

    /** Sets whether the agent favours speed. Default: the server's. */
    public B flashMode(@Nullable Boolean flashMode) {
      return set("flashMode", flashMode);
    }

    /** Sets whether the agent reasons at length. Default: the server's. */
    public B thinking(@Nullable Boolean thinking) {
      return set("thinking", thinking);
    }

    /** Sets how much the agent reasons, a level of the provider. Default: the server's. */
    public B thinkingLevel(@Nullable String thinkingLevel) {
      return set("thinkingLevel", thinkingLevel);
    }

    /** Sets whether the agent looks at pictures of the page. Default: the server's. */
    public B vision(@Nullable Boolean vision) {
      return set("vision", vision);
    }

    /** Sets how the agent looks at the page: {@code auto}, or other text for the server. */
    public B vision(@Nullable String vision) {
      return set("vision", vision);
    }

    /** Sets text to add to the agent's system prompt, at most 10 000 characters. */
    public B systemPromptExtension(@Nullable String systemPromptExtension) {
      return set("systemPromptExtension", systemPromptExtension);
    }

    /** Sets whether a judge rates the outcome. Default: the server's. */
    public B judge(@Nullable Boolean judge) {
      return set("judge", judge);
    }

    /** Sets what the judge is to expect, in plain text. */
    public B judgeGroundTruth(@Nullable String judgeGroundTruth) {
      return set("judgeGroundTruth", judgeGroundTruth);
    }

    /** Sets the judge's model by its name at the provider. Default: the server's. */
    public B judgeLlm(@Nullable String judgeLlm) {
      return set("judgeLlm", judgeLlm);
    }

    /** Sets the ids of the skills that the agent may use; {@code *} for all. */
    public B skillIds(@Nullable List<String> skillIds) {
      return set("skillIds", skillIds);
    }

    /**
     * Sets fields that are passed to the API as they are, by the names of the API, for what it has
     * learned since this release. A field that has a setter here is refused, and so is one that
     * only another version has.
     */
    public B extra(@Nullable Map<String, Object> extra) {
      return set("extra", extra);
    }
  }
}
