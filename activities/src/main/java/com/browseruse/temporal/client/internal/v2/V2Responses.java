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
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.task.TaskStep;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Turns the server's JSON into the vocabulary. */
final class V2Responses {

  private static final String STEPS = "steps";

  private V2Responses() {}

  static CreatedTask created(JsonNode json) throws UnreadableResponseException {
    LenientFields fields = new LenientFields(json);
    return new CreatedTask(fields.id("id"), fields.text("sessionId"));
  }

  /** Reads a task whose steps become what we keep of them one by one. */
  static Task task(JsonBody body) throws IOException, UnreadableResponseException {
    Listed<TaskStep> task = body.objectWithList(STEPS, V2Responses::step);
    return task(task.rest(), task.itemsOrNone());
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
        Objects.requireNonNullElse(fields.map("metadata"), Map.of()),
        steps,
        outputFiles(fields),
        fields.text("output"),
        fields.bool("isSuccess"),
        fields.text("judgement"),
        fields.bool("judgeVerdict"),
        fields.decimal("cost"),
        null,
        null,
        fields.others(STEPS));
  }

  static TaskSnapshot snapshot(JsonBody body) throws IOException, UnreadableResponseException {
    return snapshot(body.object());
  }

  /** Shortens a task; steps that nobody asked for are not built. */
  static TaskSnapshot snapshotOfTask(JsonBody body)
      throws IOException, UnreadableResponseException {
    return snapshot(body.object(STEPS));
  }

  private static TaskSnapshot snapshot(JsonNode json) throws UnreadableResponseException {
    LenientFields fields = new LenientFields(json);
    return TaskSnapshot.of(
        fields.required("id"),
        new TaskStatus(fields.required("status")),
        fields.plainDecimal("cost"));
  }

  /** Where a page of a list stands. */
  private record Paging(int total, int number, int size, boolean hasNext) {

    /**
     * Nothing is guessed about the end, and no item is skipped: whoever looks for a task and is not
     * shown all of them starts a second one.
     */
    static Paging of(Listed<?> page, int asked, int size) throws UnreadableResponseException {
      List<?> items = page.requiredItems("items");
      LenientFields fields = new LenientFields(page.rest());
      int number = fields.pageNumber("pageNumber", asked, items);
      int length = fields.positive("pageSize", size);
      Integer total = fields.integer("totalItems");
      if (total == null) {
        throw new UnreadableResponseException("the body has no totalItems");
      }
      return new Paging(total, number, length, !items.isEmpty() && (long) number * length < total);
    }
  }

  /** Reads a page of tasks, which have no steps. */
  static TaskPage page(JsonBody body, TaskQuery query)
      throws IOException, UnreadableResponseException {
    Listed<Task> page = body.objectWithList("items", (item, index) -> task(item, List.of()));
    Paging paging = Paging.of(page, query.pageNumber(), query.pageSize());
    return new TaskPage(
        page.itemsOrNone(), paging.total(), paging.number(), paging.size(), paging.hasNext());
  }

  static SessionPage sessions(JsonBody body, SessionQuery query)
      throws IOException, UnreadableResponseException {
    Listed<Session> page = body.objectWithList("items", (item, index) -> session(item));
    Paging paging = Paging.of(page, query.pageNumber(), query.pageSize());
    return new SessionPage(
        page.itemsOrNone(), paging.total(), paging.number(), paging.size(), paging.hasNext());
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

  static SessionShare share(String sessionId, JsonNode json) throws UnreadableResponseException {
    LenientFields fields = new LenientFields(json);
    return new SessionShare(
        sessionId,
        fields.required("shareUrl"),
        fields.integer("viewCount"),
        fields.instant("lastViewedAt"));
  }

  static Account account(JsonNode json) {
    LenientFields fields = new LenientFields(json);
    return new Account(
        fields.text("name"),
        fields.text("projectId"),
        fields.plainDecimal("totalCreditsBalanceUsd"),
        fields.integer("rateLimit"),
        fields.integer("concurrentSessionLimit"),
        fields.integer("activeSessionCount"),
        fields.others());
  }

  static URI downloadUrl(JsonNode json) throws UnreadableResponseException {
    return new LenientFields(json).webAddress("downloadUrl");
  }

  private static TaskStep step(JsonNode json, int index) {
    LenientFields step = new LenientFields(json);
    return new TaskStep(
        step.positive("number", index + 1),
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
      String id = file.textOrEmpty("id");
      // Without an id nobody can ask for the file.
      if (!id.isBlank()) {
        files.add(new OutputFile(id, file.textOrEmpty("fileName")));
      }
    }
    return List.copyOf(files);
  }
}
