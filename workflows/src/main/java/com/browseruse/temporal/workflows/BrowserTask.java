package com.browseruse.temporal.workflows;

import static java.util.Objects.requireNonNullElse;

import com.browseruse.temporal.task.SecretRef;
import com.browseruse.temporal.task.StrictJson;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.workflows.internal.input.InputJson;
import com.browseruse.temporal.workflows.internal.input.InputReader;
import com.browseruse.temporal.workflows.internal.input.OptionsJson;
import com.browseruse.temporal.workflows.internal.input.OptionsJson.CollectJson;
import com.browseruse.temporal.workflows.internal.json.JsonBacked;
import com.browseruse.temporal.workflows.internal.json.PlainJson;
import com.browseruse.temporal.workflows.internal.json.TypeSchemas;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to run: the one input of {@link RunBrowserTaskWorkflow}.
 *
 * <pre>{@code
 * BrowserTask task =
 *     BrowserTask.newBuilder("Find the price of milk")
 *         .maxSteps(20)
 *         .timeout(Duration.ofMinutes(10))
 *         .maxCostUsd("0.50")
 *         .secret("login", SecretRef.env("SHOP_LOGIN"))
 *         .failUnlessSuccessful(true)
 *         .build();
 * }</pre>
 *
 * <p>In JSON it is one object: the fields of the request at the top, and {@code secretRefs} and
 * {@code options} beside them. Only what was set is written.
 *
 * <p>{@link #attach} and {@link #newAttachBuilder} are for a remote task that exists already, such
 * as one that something else has started, or whose run was terminated: the run watches that task,
 * keeps its deadline and its budget, stops it, and tells its result. A request has no place there.
 */
public final class BrowserTask extends JsonBacked {
  private final InputJson json;

  /** For the plugin: users take {@link #newBuilder} or {@link #fromJson}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BrowserTask(InputJson json) {
    super(json);
    this.json = json;
  }

  /** {@return a task in plain words that are not empty; all else is left to the defaults} */
  public static BrowserTask of(String task) {
    return newBuilder(task).build();
  }

  /** {@return the task to take over by its id at the provider, with the default options} */
  public static BrowserTask attach(String taskId) {
    return newAttachBuilder(taskId).build();
  }

  /** {@return a builder for the task to take over, on which only options can be set} */
  public static Builder newAttachBuilder(String taskId) {
    TaskRequest none = PlainJson.read(Map.of(), TaskRequest.class);
    return new Builder(Objects.requireNonNull(taskId, "taskId"), none, Map.of(), OptionsJson.NONE);
  }

  /** {@return a builder for a task in plain words} */
  public static Builder newBuilder(String task) {
    return newBuilder(TaskRequest.newBuilder(task).build());
  }

  /** {@return a builder for a request that is there already} */
  public static Builder newBuilder(TaskRequest request) {
    return new Builder(null, request, Map.of(), OptionsJson.NONE);
  }

  /** {@return a builder that holds what this task holds} */
  public Builder toBuilder() {
    return new Builder(json.taskId(), json.request(), json.secretRefs(), json.options());
  }

  /** Reads and checks a task; an {@link IllegalArgumentException} names what is refused. */
  public static BrowserTask fromJson(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    InputReader.checkSize(bytes.length);
    return new BrowserTask(InputReader.read(StrictJson.parse(bytes)));
  }

  /** For the plugin. */
  public InputJson json() {
    return json;
  }

  /** {@return the remote task that the run takes over, or null if it makes one} */
  public @Nullable String taskId() {
    return json.taskId();
  }

  /** {@return what the API is asked for; of a run that is attached to a task, nothing} */
  public TaskRequest request() {
    return json.request();
  }

  /** {@return references to secrets by name, such as {@code env:LOGIN}, for the worker} */
  public Map<String, String> secretRefs() {
    return json.secretRefs();
  }

  /** {@return how the run treats the task} */
  public BrowserTaskOptions options() {
    return new BrowserTaskOptions(json.options());
  }

  /** Shows no values: a request can hold secrets. */
  @Override
  public String toString() {
    return "BrowserTask["
        + (taskId() == null ? request() : "attached to " + taskId())
        + ", "
        + options()
        + "]";
  }

  /** Collects the request, the secrets and the options; null stands for the default everywhere. */
  public static final class Builder extends TaskRequest.Builder<Builder> {
    private final @Nullable String taskId;
    private final Map<String, String> secretRefs;
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> options = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> collect = new LinkedHashMap<>();

    private Builder(
        @Nullable String taskId,
        TaskRequest request,
        Map<String, String> secretRefs,
        OptionsJson options) {
      super(request);
      this.taskId = taskId;
      secrets(request.secrets());
      this.secretRefs = new LinkedHashMap<>(secretRefs);
      options(new BrowserTaskOptions(options));
    }

    /** Gives a secret that the worker looks up at the create: no history holds it. */
    public Builder secret(String name, SecretRef reference) {
      secretRefs.put(name, reference.toString());
      return this;
    }

    /**
     * Gives a secret itself, which the history keeps. {@link
     * com.browseruse.temporal.workflows.caller.BrowserTasks} and the workers refuse that unless
     * both are told to allow it, such as where payloads are encrypted.
     */
    public Builder secret(String name, String value) {
      secrets.put(name, value);
      return super.secrets(secrets);
    }

    /**
     * Asks for a structured output that follows the schema of a record, or of another class with
     * fields: {@link BrowserTaskResult#structuredOutputAs} gives it as such. All components are
     * required, but an {@code Optional} or what is annotated as {@code Nullable}. Names and
     * descriptions are those of Jackson's annotations, such as {@code @JsonPropertyDescription}.
     *
     * @throws IllegalArgumentException if JSON has another shape than an object for the class
     */
    public Builder output(Class<?> type) {
      return structuredOutput(TypeSchemas.of(type));
    }

    @Override
    public Builder secrets(@Nullable Map<String, String> secrets) {
      this.secrets.clear();
      if (secrets != null) {
        this.secrets.putAll(secrets);
      }
      return super.secrets(secrets);
    }

    /** Takes all options of another task, such as of one that serves as a template. */
    public Builder options(BrowserTaskOptions options) {
      this.options.clear();
      this.options.putAll(PlainJson.fields(options.json));
      collect.clear();
      collect.putAll(
          PlainJson.fields(requireNonNullElse(options.json.collect(), CollectJson.NONE)));
      return this;
    }

    /** Sets how long the run may take, create included: above 0, at most 365 days. Default: 1 h. */
    public Builder timeout(@Nullable Duration timeout) {
      return set("timeout", timeout);
    }

    /** Sets when to poll the task. Default: {@link PollingOptions#getDefaultInstance()}. */
    public Builder polling(@Nullable PollingOptions polling) {
      return set("polling", polling);
    }

    /** Sets what a poll reads. Default: {@link ProgressMode#STEPS}. */
    public Builder progress(@Nullable ProgressMode progress) {
      return set("progress", progress);
    }

    /** Sets what ends with the run. Default: the task, and its session if the run made it. */
    public Builder stopScope(@Nullable StopScope stopScope) {
      return set("stopScope", stopScope);
    }

    /** Sets the budget in US dollars, above 0: the task is stopped beyond it. Default: none. */
    public Builder maxCostUsd(@Nullable BigDecimal maxCostUsd) {
      return set("maxCostUsd", maxCostUsd);
    }

    /** Sets the budget as a decimal such as {@code 0.50}; another text is refused. */
    public Builder maxCostUsd(String maxCostUsd) {
      return maxCostUsd(new BigDecimal(maxCostUsd));
    }

    /** Sets whether all but {@link BrowserTaskOutcome#SUCCEEDED} is a failure. Default: false. */
    public Builder failUnlessSuccessful(@Nullable Boolean failUnlessSuccessful) {
      return set("failUnlessSuccessful", failUnlessSuccessful);
    }

    /**
     * Sets how many bytes of output the history keeps, 0 to {@value
     * BrowserTaskOptions#LARGEST_INLINE_OUTPUT}, counted as they stand in JSON (a quote takes two,
     * a control character six, an emoji twelve). It holds for the output as text and as structured
     * output each; both together take at most {@value BrowserTaskOptions#LARGEST_INLINE_OUTPUT},
     * the structured output first. Default: {@value BrowserTaskOptions#DEFAULT_MAX_INLINE_OUTPUT}.
     */
    public Builder maxInlineOutput(@Nullable Integer bytes) {
      return set("maxInlineOutput", bytes);
    }

    /** Copies the logs to the artifact store; refused if there is none. Default: false. */
    public Builder collectLogs(@Nullable Boolean collectLogs) {
      collect.put("logs", collectLogs);
      return this;
    }

    /** As {@link #collectLogs}, for the output files. */
    public Builder collectOutputFiles(@Nullable Boolean collectOutputFiles) {
      collect.put("outputFiles", collectOutputFiles);
      return this;
    }

    /**
     * Sets whether links to watch may enter the history; the live view is control. Default: false.
     */
    public Builder exposeLiveUrl(@Nullable Boolean exposeLiveUrl) {
      return set("exposeLiveUrl", exposeLiveUrl);
    }

    /**
     * Sets whether the run may stop the task that it was attached to. If not, a cancel, a stop, the
     * deadline, the budget and a failure end the run alone, and its warnings name the task. False
     * is for {@link #newAttachBuilder} only. Default: true.
     */
    public Builder stopOnCancel(@Nullable Boolean stopOnCancel) {
      return set("stopOnCancel", stopOnCancel);
    }

    /** {@return the task; an {@link IllegalArgumentException} names what is out of bounds} */
    public BrowserTask build() {
      options.put("collect", collect);
      OptionsJson checked = PlainJson.read(options, OptionsJson.class);
      BrowserTask task =
          new BrowserTask(new InputJson(taskId, buildRequest(), secretRefs, checked));
      InputReader.checkSize(task.toJson().getBytes(StandardCharsets.UTF_8).length);
      return task;
    }

    private Builder set(String option, @Nullable Object value) {
      options.put(option, value);
      return this;
    }
  }
}
