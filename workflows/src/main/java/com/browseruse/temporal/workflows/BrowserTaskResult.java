package com.browseruse.temporal.workflows;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.workflows.internal.json.JsonBacked;
import com.browseruse.temporal.workflows.internal.json.PlainJson;
import com.browseruse.temporal.workflows.internal.json.RunJson;
import com.browseruse.temporal.workflows.internal.json.TypedOutput;
import com.browseruse.temporal.workflows.internal.run.Failures;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a browser task ended. In JSON it is one object with the names of the methods here; instants
 * are ISO-8601, and {@code costUsd} is a decimal in a string.
 */
public final class BrowserTaskResult extends JsonBacked {
  final RunJson.Result json;

  /** For the plugin: users get one from a run, or from {@link #fromJson}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BrowserTaskResult(RunJson.Result json) {
    super(json);
    this.json = json;
  }

  /**
   * Reads one, such as for a test: an object with fields that are named as the methods here, of
   * which a missing one is null, false or 0; all else is an IllegalArgumentException.
   */
  public static BrowserTaskResult fromJson(String json) {
    return new BrowserTaskResult(PlainJson.read(json, RunJson.Result.class));
  }

  /** {@return the structured output, which must be a JSON object, as a map} */
  @SuppressWarnings("unchecked") // names in JSON are text
  public Map<String, Object> structuredOutputAsMap() {
    if (json.structuredOutput() instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalStateException("the task has no structured output that is a JSON object");
  }

  /**
   * {@return the structured output as a value of the class that it was asked for with, by {@link
   * BrowserTask.Builder#output}} Numbers keep their digits where it has a {@link BigDecimal}; what
   * the class does not know is left out.
   *
   * @throws io.temporal.failure.ApplicationFailure of type {@code StructuredOutputInvalid}, with
   *     this result as evidence, if there is none, or none that becomes such a value
   */
  public <T> T structuredOutputAs(Class<T> type) {
    if (json.structuredOutput() == null) {
      throw invalid(
          warnings().stream()
              .filter(warning -> warning.startsWith("structuredOutput"))
              .findFirst()
              .orElse("structuredOutput is null"));
    }
    try {
      return TypedOutput.read(json.structuredOutput(), type);
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  private RuntimeException invalid(String complaint) {
    return Failures.of(
        FailureTypes.STRUCTURED_OUTPUT_INVALID, complaint, BrowserTaskEvidence.of(this));
  }

  /** {@return the task, or null if the run was stopped before there was one} */
  public @Nullable String taskId() {
    return json.taskId();
  }

  /** {@return its session, or null where the API version has none} */
  public @Nullable String sessionId() {
    return json.sessionId();
  }

  /** {@return how it ended} */
  public BrowserTaskOutcome outcome() {
    return json.outcome();
  }

  /** {@return what the agent answered, or null} */
  public @Nullable String output() {
    return json.output();
  }

  /** {@return whether the output was cut to {@code maxInlineOutput}} */
  public boolean outputTruncated() {
    return json.outputTruncated();
  }

  /** {@return where the whole output is kept, if it was cut and there is a store; else null} */
  public @Nullable String outputUri() {
    return json.outputUri();
  }

  /**
   * {@return the output as JSON, when it was asked for, is valid and not too large; else null. A
   * map, list, text, boolean, or number; a number with a point is a {@link BigDecimal}, of all its
   * digits where {@link com.browseruse.temporal.workflows.caller.BrowserTaskHandle} or {@link
   * #fromJson} has read it. If it is null although it was asked for, or could not be checked
   * against its schema, {@link #warnings} has a sentence that begins with {@code structuredOutput}}
   */
  public @Nullable Object structuredOutput() {
    return json.structuredOutput();
  }

  /** {@return whether the agent calls it a success, or null if it does not say} */
  public @Nullable Boolean isSuccess() {
    return json.isSuccess();
  }

  /** {@return whether the judge calls it a success, or null without a judge} */
  public @Nullable Boolean judgeVerdict() {
    return json.judgeVerdict();
  }

  /** {@return the judge's report, JSON in a string, or null} */
  public @Nullable String judgement() {
    return json.judgement();
  }

  /** {@return the cost in US dollars, or null if unknown} */
  public @Nullable BigDecimal costUsd() {
    return json.costUsd() == null ? null : new BigDecimal(json.costUsd());
  }

  /** {@return how many steps there were} */
  public int stepCount() {
    return json.stepCount();
  }

  /** {@return the newest step, or null if there was none} */
  public TaskSnapshot.@Nullable LastStep lastStep() {
    return json.lastStep();
  }

  /** {@return the files that it left} */
  public List<BrowserTaskFile> outputFiles() {
    return json.outputFiles();
  }

  /** {@return the URI where the logs are kept, or null if they were not collected} */
  public @Nullable String logs() {
    return json.logs();
  }

  /** {@return when it was created, or null if there was none} */
  public @Nullable Instant createdAt() {
    return json.createdAt();
  }

  /** {@return when the agent began, or null} */
  public @Nullable Instant startedAt() {
    return json.startedAt();
  }

  /** {@return when it ended, or null} */
  public @Nullable Instant finishedAt() {
    return json.finishedAt();
  }

  /** {@return how often the run has looked at it} */
  public int polls() {
    return json.polls();
  }

  /** {@return how the run came to the task, or null if there was none} */
  public Task.@Nullable Creation creation() {
    return json.creation();
  }

  /** {@return the model that ran, as the provider calls it, or null if unknown} */
  public @Nullable String llm() {
    return json.llm();
  }

  /** {@return the release of the agent, or null where the API version does not say} */
  public @Nullable String browserUseVersion() {
    return json.browserUseVersion();
  }

  /** {@return what became of the task, if the run was told to stop it; else null} */
  public @Nullable StopOutcome stop() {
    return json.stop();
  }

  /** {@return what is missing, here or in the artifact store, and why; normally empty} */
  public List<String> collectProblems() {
    return json.collectProblems();
  }

  /** {@return what a person should look into, such as a second task that may be alive} */
  public List<String> warnings() {
    return json.warnings();
  }
}
