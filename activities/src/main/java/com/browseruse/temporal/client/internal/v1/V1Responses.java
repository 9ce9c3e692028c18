package com.browseruse.temporal.client.internal.v1;

import com.browseruse.temporal.client.internal.http.Complete;
import com.browseruse.temporal.client.internal.http.Json;
import com.browseruse.temporal.client.internal.http.JsonBody;
import com.browseruse.temporal.client.internal.http.LenientBinding;
import com.browseruse.temporal.client.internal.http.UnreadableResponseException;
import com.browseruse.temporal.task.OutputFile;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRef;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.task.TaskStep;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Binds the server's JSON, whose names are in snake case, to the vocabulary. */
final class V1Responses {

  private static final String RUNNING = "running";
  private static final Pattern WORD = Pattern.compile("[a-zA-Z][a-zA-Z_-]{0,49}");

  /** The data of the browser are its cookies, which open its accounts to whoever reads them. */
  @JsonIgnoreProperties("browser_data")
  private interface TaskNames {
    @JsonProperty("llm_model")
    String llm();
  }

  /** The fields of a step are not documented: these names occur. */
  private interface StepNames {
    @JsonAlias("step")
    int number();
  }

  static final JsonMapper JSON = mapper();
  private static final ObjectReader TASK = JSON.readerFor(Task.class);

  private V1Responses() {}

  private static JsonMapper mapper() {
    SimpleModule module = new SimpleModule();
    LenientBinding.addText(module, TaskStatus.class, V1Responses::status);
    LenientBinding.addText(module, OutputFile.class, name -> new OutputFile(name, name));
    return Json.LENIENT
        .rebuild()
        .addModule(module)
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .addMixIn(Task.class, TaskNames.class)
        .addMixIn(TaskStep.class, StepNames.class)
        .build();
  }

  static TaskRef created(JsonBody body) throws IOException, UnreadableResponseException {
    return new TaskRef(body.created().path("id").textValue(), null);
  }

  static Task task(JsonBody body) throws IOException, UnreadableResponseException {
    return complete(body.<Task>read(TASK), Map.of());
  }

  static Task complete(@Nullable Task task, @Nullable Map<String, Object> noMetadata)
      throws UnreadableResponseException {
    return Complete.task(task, noMetadata, task == null ? null : isSuccess(task.status()));
  }

  /** Reads a status, which is a bare text; a word without quotes and an object pass as well. */
  static TaskSnapshot state(String taskId, String body) throws UnreadableResponseException {
    String word = body.strip();
    try {
      JsonNode json = Json.MAPPER.readTree(word);
      word = (json.isObject() ? json.path("status") : json).textValue();
    } catch (JsonProcessingException e) {
      word = WORD.matcher(word).matches() ? word : null;
    }
    TaskStatus status = status(Complete.required("status", word));
    return TaskSnapshot.of(taskId, status, null);
  }

  static URI downloadUrl(JsonBody body) throws IOException, UnreadableResponseException {
    return body.webAddress("download_url");
  }

  /** The vocabulary has one status for an agent at work. */
  static TaskStatus status(String word) {
    return word.equals(RUNNING) ? TaskStatus.STARTED : new TaskStatus(word);
  }

  /** Version 1 calls only a success finished; what it says of the rest is in the status. */
  private static @Nullable Boolean isSuccess(@Nullable TaskStatus status) {
    return TaskStatus.FINISHED.equals(status) ? true : null;
  }
}
