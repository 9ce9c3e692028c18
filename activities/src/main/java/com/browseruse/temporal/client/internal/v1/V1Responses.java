package com.browseruse.temporal.client.internal.v1;

import com.browseruse.temporal.client.internal.http.Complete;
import com.browseruse.temporal.client.internal.http.Json;
import com.browseruse.temporal.client.internal.http.JsonBody;
import com.browseruse.temporal.client.internal.http.LenientBinding;
import com.browseruse.temporal.client.internal.http.UnreadableResponseException;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
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
import java.time.Instant;
import java.util.List;
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

  private static final JsonMapper JSON = mapper();
  private static final ObjectReader TASK = JSON.readerFor(Task.class);
  private static final ObjectReader PAGE = JSON.readerFor(Page.class);

  private record Page(
      @Nullable List<Task> tasks,
      @Nullable Integer page,
      @Nullable Integer limit,
      @Nullable Integer totalCount,
      @Nullable Integer totalPages) {}

  private V1Responses() {}

  private static JsonMapper mapper() {
    SimpleModule module = new SimpleModule();
    LenientBinding.addText(module, TaskStatus.class, V1Responses::status);
    LenientBinding.addText(module, Task.OutputFile.class, name -> new Task.OutputFile(name, name));
    return Json.LENIENT
        .rebuild()
        .addModule(module)
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .addMixIn(Task.class, TaskNames.class)
        .addMixIn(Task.Step.class, StepNames.class)
        .build();
  }

  static Task.Ref created(JsonBody body) throws IOException, UnreadableResponseException {
    return new Task.Ref(body.created().path("id").textValue(), null);
  }

  static Task task(JsonBody body) throws IOException, UnreadableResponseException {
    return complete(body.<Task>read(TASK), Map.of());
  }

  private static Task complete(@Nullable Task task, @Nullable Map<String, Object> noMetadata)
      throws UnreadableResponseException {
    // Version 1 calls only a success finished; what it says of the rest is in the status.
    boolean isSuccess = task != null && TaskStatus.FINISHED.equals(task.status());
    return Complete.task(task, noMetadata, isSuccess ? true : null);
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
  private static TaskStatus status(String word) {
    return word.strip().equalsIgnoreCase(RUNNING) ? TaskStatus.STARTED : new TaskStatus(word);
  }

  /**
   * Reads a page. Nothing is guessed about its end, and no item is skipped: whoever looks for a
   * task and is not shown all of them starts a second one.
   */
  static Task.Page page(JsonBody body, Task.Query query)
      throws IOException, UnreadableResponseException {
    Page page = body.read(PAGE);
    List<Task> tasks =
        Complete.each(Complete.items("tasks", page.tasks), task -> complete(task, null));
    int number = Complete.pageNumber(page.page, query.pageNumber(), tasks);
    int size = Complete.positive(page.limit, query.pageSize());
    Integer total = page.totalCount;
    Integer pages = page.totalPages;
    if (total == null && pages == null) {
      throw new UnreadableResponseException("the body has neither total_count nor total_pages");
    }
    boolean more =
        Complete.mayGoOn(tasks, number, size, total == null ? 0 : total)
            || (pages != null && number < pages);
    return new Task.Page(
        tasks.stream().filter(task -> matches(task, query)).toList(),
        total == null ? tasks.size() : total,
        number,
        size,
        more && !tasks.isEmpty() && !endsBefore(tasks, query.createdAfter()));
  }

  /** Keeps a task that may match: the server may cut its timestamps, or leave them out. */
  private static boolean matches(Task task, Task.Query query) {
    Instant created = task.createdAt();
    TaskStatus status = query.status();
    return (status == null || task.status().equals(status(status.word())))
        && (created == null
            || ((query.createdAfter() == null || !created.isBefore(query.createdAfter()))
                && (query.createdBefore() == null || !created.isAfter(query.createdBefore()))));
  }

  /** Tells whether later pages are older than what is asked for: the newest come first. */
  private static boolean endsBefore(List<Task> tasks, @Nullable Instant instant) {
    if (instant == null) {
      return false;
    }
    Instant last = Instant.MAX;
    for (Task task : tasks) {
      // Where the order is not the one that was promised, nothing follows from it.
      if (task.createdAt() == null || task.createdAt().isAfter(last)) {
        return false;
      }
      last = task.createdAt();
    }
    return last.isBefore(instant);
  }
}
