package com.browseruse.temporal.client.internal.v2;

import com.browseruse.temporal.client.internal.http.JsonBody;
import com.browseruse.temporal.client.internal.http.JsonBody.Listed;
import com.browseruse.temporal.client.internal.http.LenientFields;
import com.browseruse.temporal.client.internal.http.UnreadableResponseException;
import com.browseruse.temporal.task.Account;
import com.browseruse.temporal.task.CreatedTask;
import com.browseruse.temporal.task.OutputFile;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.SessionPage;
import com.browseruse.temporal.task.SessionQuery;
import com.browseruse.temporal.task.SessionShare;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskPage;
import com.browseruse.temporal.task.TaskQuery;
import com.browseruse.temporal.task.TaskState;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.task.TaskStep;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Turns the server's JSON into the vocabulary. */
final class V2Responses {

  private static final String STEPS = "steps";

  private static final Set<String> TASK_FIELDS =
      Set.of(
          "id",
          "sessionId",
          "llm",
          "task",
          "status",
          "createdAt",
          "startedAt",
          "finishedAt",
          "metadata",
          STEPS,
          "outputFiles",
          "output",
          "isSuccess",
          "judgement",
          "judgeVerdict",
          "cost");

  private static final Set<String> ACCOUNT_FIELDS =
      Set.of(
          "name",
          "projectId",
          "totalCreditsBalanceUsd",
          "rateLimit",
          "concurrentSessionLimit",
          "activeSessionCount");

  private V2Responses() {}

  static CreatedTask created(JsonNode json) throws UnreadableResponseException {
    LenientFields fields = new LenientFields(json);
    return new CreatedTask(fields.id("id"), fields.text("sessionId"));
  }

  /** Reads a task whose steps become what we keep of them one by one. */
  static Task task(JsonBody body) throws IOException, UnreadableResponseException {
    Listed<TaskStep> task = body.objectWithList(STEPS, V2Responses::step);
    return task(task.rest(), task.items() == null ? List.of() : task.items());
  }

  /** Reads a task of a list, which has no steps. */
  private static Task listedTask(JsonNode json, int index) throws UnreadableResponseException {
    return task(json, List.of());
  }

  private static Task task(JsonNode json, List<TaskStep> steps) throws UnreadableResponseException {
    LenientFields fields = new LenientFields(json);
    return new Task(
        fields.required("id"),
        fields.text("sessionId"),
        fields.text("llm"),
        fields.text("task"),
        new TaskStatus(fields.required("status")),
        fields.instant("createdAt"),
        fields.instant("startedAt"),
        fields.instant("finishedAt"),
        fields.map("metadata"),
        steps,
        outputFiles(fields),
        fields.text("output"),
        fields.bool("isSuccess"),
        fields.text("judgement"),
        fields.bool("judgeVerdict"),
        fields.decimal("cost"),
        null,
        null,
        fields.except(TASK_FIELDS));
  }

  static TaskState state(JsonBody body) throws IOException, UnreadableResponseException {
    return state(body.object());
  }

  /** Shortens a task; steps that nobody asked for are not built. */
  static TaskState stateOfTask(JsonBody body) throws IOException, UnreadableResponseException {
    return state(body.object(STEPS));
  }

  private static TaskState state(JsonNode json) throws UnreadableResponseException {
    LenientFields fields = new LenientFields(json);
    return new TaskState(
        fields.required("id"),
        new TaskStatus(fields.required("status")),
        fields.text("output"),
        fields.instant("finishedAt"),
        fields.bool("isSuccess"),
        fields.decimal("cost"));
  }

  /**
   * Reads a page. Nothing is guessed about its end, and no item is skipped: whoever looks for a
   * task and is not shown all of them starts a second one.
   */
  static TaskPage page(JsonBody body, TaskQuery query)
      throws IOException, UnreadableResponseException {
    Listed<Task> page = body.objectWithList("items", V2Responses::listedTask);
    List<Task> tasks = items(page);
    LenientFields fields = new LenientFields(page.rest());
    int number = number(fields, query.pageNumber(), tasks);
    int size = positive(fields.integer("pageSize"), query.pageSize());
    int total = total(fields);
    return new TaskPage(tasks, total, number, size, hasNext(tasks, number, size, total));
  }

  static SessionPage sessions(JsonBody body, SessionQuery query)
      throws IOException, UnreadableResponseException {
    Listed<Session> page = body.objectWithList("items", (item, index) -> session(item));
    List<Session> sessions = items(page);
    LenientFields fields = new LenientFields(page.rest());
    int number = number(fields, query.pageNumber(), sessions);
    int size = positive(fields.integer("pageSize"), query.pageSize());
    int total = total(fields);
    return new SessionPage(sessions, total, number, size, hasNext(sessions, number, size, total));
  }

  static Session session(JsonBody body) throws IOException, UnreadableResponseException {
    return session(body.object());
  }

  private static Session session(JsonNode json) throws UnreadableResponseException {
    LenientFields fields = new LenientFields(json);
    List<Task> tasks = new ArrayList<>();
    for (JsonNode item : fields.items("tasks")) {
      tasks.add(task(item, List.of()));
    }
    return new Session(
        fields.required("id"),
        fields.required("status"),
        fields.text("liveUrl"),
        fields.text("recordingUrl"),
        fields.text("publicShareUrl"),
        fields.bool("keepAlive"),
        fields.bool("persistMemory"),
        List.copyOf(tasks),
        fields.instant("startedAt"),
        fields.instant("finishedAt"));
  }

  static SessionShare share(JsonNode json) throws UnreadableResponseException {
    LenientFields fields = new LenientFields(json);
    return new SessionShare(
        fields.required("shareUrl"), fields.integer("viewCount"), fields.instant("lastViewedAt"));
  }

  static Account account(JsonNode json) {
    LenientFields fields = new LenientFields(json);
    return new Account(
        fields.text("name"),
        fields.text("projectId"),
        fields.decimal("totalCreditsBalanceUsd"),
        fields.integer("rateLimit"),
        fields.integer("concurrentSessionLimit"),
        fields.integer("activeSessionCount"),
        fields.except(ACCOUNT_FIELDS));
  }

  private static <T> List<T> items(Listed<T> page) throws UnreadableResponseException {
    if (page.items() == null) {
      throw new UnreadableResponseException("the body has no list of items");
    }
    return page.items();
  }

  private static int total(LenientFields page) throws UnreadableResponseException {
    Integer total = page.integer("totalItems");
    if (total == null) {
      throw new UnreadableResponseException("the body has no totalItems");
    }
    return total;
  }

  /** A server that gives the same page again and again would be read for ever. */
  private static int number(LenientFields page, int asked, List<?> items)
      throws UnreadableResponseException {
    int number = positive(page.integer("pageNumber"), asked);
    if (number != asked && !items.isEmpty()) {
      throw new UnreadableResponseException("page " + asked + " was asked for, but came " + number);
    }
    return number;
  }

  private static boolean hasNext(List<?> items, int number, int size, int total) {
    return !items.isEmpty() && (long) number * size < total;
  }

  static URI downloadUrl(JsonNode json) throws UnreadableResponseException {
    return new LenientFields(json).webAddress("downloadUrl");
  }

  private static TaskStep step(JsonNode json, int index) {
    LenientFields step = new LenientFields(json);
    return new TaskStep(
        positive(step.integer("number"), index + 1),
        step.textOrEmpty("nextGoal"),
        step.textOrEmpty("url"),
        step.textOrEmpty("memory"),
        step.textOrEmpty("evaluationPreviousGoal"),
        step.texts("actions"),
        step.text("screenshotUrl"),
        step.seconds("duration"));
  }

  private static List<OutputFile> outputFiles(LenientFields task) {
    List<OutputFile> files = new ArrayList<>();
    for (JsonNode node : task.items("outputFiles")) {
      LenientFields file = new LenientFields(node);
      // Without an id nobody can ask for the file.
      if (!file.textOrEmpty("id").isBlank()) {
        files.add(new OutputFile(file.text("id"), file.textOrEmpty("fileName")));
      }
    }
    return List.copyOf(files);
  }

  private static int positive(Integer value, int otherwise) {
    return value == null || value < 1 ? otherwise : value;
  }
}
