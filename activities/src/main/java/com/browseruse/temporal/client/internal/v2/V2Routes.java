package com.browseruse.temporal.client.internal.v2;

import static com.browseruse.temporal.client.internal.http.ApiCall.checkId;

import com.browseruse.temporal.client.internal.http.ApiCall;
import com.browseruse.temporal.client.internal.http.ApiCall.Subject;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.Task;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The routes of version 2 that the plugin uses. */
final class V2Routes {
  private V2Routes() {}

  static ApiCall createTask(JsonNode body) {
    return ApiCall.of("POST", Subject.NEW_TASK, body, "tasks");
  }

  static ApiCall task(String taskId) {
    return ApiCall.get(Subject.TASK, "tasks", checkId("taskId", taskId));
  }

  static ApiCall taskStatus(String taskId) {
    return ApiCall.get(Subject.TASK, "tasks", checkId("taskId", taskId), "status");
  }

  static ApiCall taskLogs(String taskId) {
    return ApiCall.get(Subject.TASK, "tasks", checkId("taskId", taskId), "logs");
  }

  static ApiCall updateTask(String taskId, Task.Action action) {
    return ApiCall.of(
        "PATCH", Subject.TASK, V2Requests.action(action), "tasks", checkId("taskId", taskId));
  }

  static ApiCall outputFile(String taskId, String fileId) {
    String task = checkId("taskId", taskId);
    String file = checkId("fileId", fileId);
    return ApiCall.get(Subject.TASK, "files", "tasks", task, "output-files", file);
  }

  static ApiCall listTasks(Task.Query query) {
    Instant before = query.createdBefore();
    return ApiCall.get(Subject.LIST, "tasks")
        .with("pageSize", query.pageSize())
        .with("pageNumber", query.pageNumber())
        .with("sessionId", query.sessionId())
        .with("filterBy", query.status())
        .with("after", down(query.createdAfter()))
        .with("before", before == null ? null : down(before.plusNanos(999)));
  }

  static ApiCall createSession(JsonNode body) {
    return ApiCall.of("POST", Subject.NEW_SESSION, body, "sessions");
  }

  static ApiCall session(String sessionId) {
    return ApiCall.get(Subject.SESSION, "sessions", checkId("sessionId", sessionId));
  }

  static ApiCall stopSession(String sessionId) {
    return ApiCall.of(
        "PATCH",
        Subject.SESSION,
        V2Requests.action(Task.Action.STOP),
        "sessions",
        checkId("sessionId", sessionId));
  }

  static ApiCall deleteSession(String sessionId) {
    return ApiCall.of("DELETE", Subject.SESSION, null, "sessions", checkId("sessionId", sessionId));
  }

  static ApiCall share(String method, String sessionId) {
    String session = checkId("sessionId", sessionId);
    return ApiCall.of(method, Subject.SESSION, null, "sessions", session, "public-share");
  }

  static ApiCall listSessions(Session.Query query) {
    return ApiCall.get(Subject.LIST, "sessions")
        .with("pageSize", query.check().pageSize())
        .with("pageNumber", query.pageNumber())
        .with("filterBy", query.status());
  }

  static ApiCall account() {
    return ApiCall.get(Subject.LIST, "billing", "account");
  }

  /** The server counts in microseconds. Rounding outwards never loses a task. */
  private static @Nullable Instant down(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
  }
}
