package com.browseruse.temporal.workflows;

import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.workflows.internal.input.InputReader;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What to run. In JSON it is one object: the fields of the request at the top, and {@code
 * secretRefs} and {@code options} beside them.
 *
 * @param request what to ask the API for
 * @param secretRefs secrets by name, as references that the worker process resolves: {@code
 *     env:NAME} or {@code file:/path}. Null for none
 * @param options how to treat the task; null for the defaults
 */
public record BrowserTaskInput(
    TaskRequest request, Map<String, String> secretRefs, BrowserTaskOptions options) {

  /**
   * Fills in the defaults.
   *
   * @param request what to ask the API for
   * @param secretRefs references to secrets, by name
   * @param options how to treat the task
   */
  public BrowserTaskInput {
    Objects.requireNonNull(request, "request");
    // Not Map.copyOf, which takes no null: the rules refuse one with a sentence.
    secretRefs =
        secretRefs == null
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(secretRefs));
    options = options == null ? BrowserTaskOptions.defaults() : options;
  }

  /**
   * Asks for a task and leaves everything else to the defaults.
   *
   * @param task what the agent is to do
   * @return the input
   */
  public static BrowserTaskInput of(String task) {
    return of(TaskRequest.newBuilder(task).build(), BrowserTaskOptions.defaults());
  }

  /**
   * Asks for a task without references to secrets.
   *
   * @param request what to ask the API for
   * @param options how to treat the task
   * @return the input
   */
  public static BrowserTaskInput of(TaskRequest request, BrowserTaskOptions options) {
    return new BrowserTaskInput(request, null, options);
  }

  /**
   * Reads an input and checks it.
   *
   * @param json the input as one object
   * @return the input
   * @throws IllegalArgumentException if it is not acceptable; the message names the field and what
   *     is allowed
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static BrowserTaskInput fromJson(JsonNode json) {
    return InputReader.read(json);
  }

  /**
   * Writes the input as one object.
   *
   * @return what {@link #fromJson} reads
   */
  @JsonValue
  public JsonNode toJson() {
    return InputReader.write(this);
  }

  /** Shows no values: a request can hold secrets. */
  @Override
  public String toString() {
    return "BrowserTaskInput[" + request + ", options " + options + "]";
  }
}
