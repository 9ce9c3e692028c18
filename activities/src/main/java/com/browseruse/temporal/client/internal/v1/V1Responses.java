package com.browseruse.temporal.client.internal.v1;

import com.browseruse.temporal.client.internal.http.Json;
import com.browseruse.temporal.client.internal.http.JsonBody;
import com.browseruse.temporal.client.internal.http.JsonBody.Listed;
import com.browseruse.temporal.client.internal.http.LenientFields;
import com.browseruse.temporal.client.internal.http.UnreadableResponseException;
import com.browseruse.temporal.task.CreatedTask;
import com.browseruse.temporal.task.OutputFile;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.task.TaskStep;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the server's JSON into the vocabulary. */
final class V1Responses {

  private static final String RUNNING = "running";
  private static final Pattern WORD = Pattern.compile("[a-zA-Z][a-zA-Z_-]{0,49}");

  /** Holds the cookies of the browser, which open its accounts to whoever reads them. */
  private static final String BROWSER_DATA = "browser_data";

  private static final String STEPS = "steps";

  private V1Responses() {}

  static CreatedTask created(JsonNode json) throws UnreadableResponseException {
    return new CreatedTask(new LenientFields(json).id("id"), null);
  }

  /** Reads a task whose steps become what we keep of them one by one. */
  static Task task(JsonBody body) throws IOException, UnreadableResponseException {
    Listed<TaskStep> task = body.objectWithList(STEPS, V1Responses::step, BROWSER_DATA);
    LenientFields fields = new LenientFields(task.rest());
    return task(
        fields, task.itemsOrNone(), Objects.requireNonNullElse(fields.map("metadata"), Map.of()));
  }

  /** Reads a task of a list, which has no steps, and does not tell the metadata. */
  static Task listedTask(JsonNode json, int index) throws UnreadableResponseException {
    LenientFields fields = new LenientFields(json);
    return task(fields, List.of(), fields.map("metadata"));
  }

  private static Task task(
      LenientFields fields, List<TaskStep> steps, @Nullable Map<String, Object> metadata)
      throws UnreadableResponseException {
    TaskStatus status = status(fields.required("status"));
    return new Task(
        fields.required("id"),
        null,
        fields.text("llm_model"),
        fields.text("task"),
        status,
        fields.instant("created_at"),
        fields.instant("started_at"),
        fields.instant("finished_at"),
        metadata,
        steps,
        outputFiles(fields),
        fields.text("output"),
        isSuccess(status),
        null,
        null,
        null,
        fields.text("live_url"),
        fields.text("public_share_url"),
        fields.others(STEPS, BROWSER_DATA));
  }

  /** Reads a status, which is a bare text; a word without quotes and an object pass as well. */
  static TaskSnapshot state(String taskId, String body) throws UnreadableResponseException {
    TaskStatus status = status(new LenientFields(stateObject(body.strip())).required("status"));
    return TaskSnapshot.of(taskId, status, null);
  }

  private static JsonNode stateObject(String body) throws UnreadableResponseException {
    JsonNode json;
    try {
      json = Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      json = TextNode.valueOf(WORD.matcher(body).matches() ? body : null);
    }
    if (json != null && json.isTextual()) {
      return Json.MAPPER.createObjectNode().set("status", json);
    }
    if (json == null || !json.isObject()) {
      throw new UnreadableResponseException("the body is no status");
    }
    return json;
  }

  static URI downloadUrl(JsonNode json) throws UnreadableResponseException {
    return new LenientFields(json).webAddress("download_url");
  }

  /** The vocabulary has one status for an agent at work. */
  static TaskStatus status(String word) {
    return word.equals(RUNNING) ? TaskStatus.STARTED : new TaskStatus(word);
  }

  /** Version 1 calls only a success finished; what it says of the rest is in the status. */
  private static @Nullable Boolean isSuccess(TaskStatus status) {
    return status.equals(TaskStatus.FINISHED) ? true : null;
  }

  /** The fields of a step are not documented: these names occur. */
  private static TaskStep step(JsonNode json, int index) {
    LenientFields step = new LenientFields(json);
    return new TaskStep(
        step.positive("step", step.positive("number", index + 1)),
        step.textOrEmpty("next_goal"),
        step.textOrEmpty("url"),
        step.textOrEmpty("memory"),
        step.textOrEmpty("evaluation_previous_goal"),
        step.texts("actions"),
        step.text("screenshot_url"),
        step.seconds("duration"));
  }

  private static List<OutputFile> outputFiles(LenientFields task) {
    List<OutputFile> files = new ArrayList<>();
    for (JsonNode name : task.items("output_files")) {
      if (name.isTextual() && !name.textValue().isBlank()) {
        files.add(new OutputFile(name.textValue(), name.textValue()));
      }
    }
    return List.copyOf(files);
  }
}
