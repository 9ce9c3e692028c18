package com.browseruse.temporal.client.internal.v2;

import com.browseruse.temporal.client.internal.http.ApiCall;
import com.browseruse.temporal.client.internal.http.ApiCall.Subject;
import com.browseruse.temporal.client.internal.http.Ids;
import com.browseruse.temporal.task.SessionQuery;
import com.browseruse.temporal.task.TaskQuery;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The routes of version 2 that the plugin uses. */
final class Routes {
  private Routes() {}

  static ApiCall createTask(JsonNode body) {
    return new ApiCall("POST", List.of("tasks"), Map.of(), body, Subject.NEW_TASK);
  }

  static ApiCall task(String taskId) {
    return ApiCall.get(Subject.TASK, "tasks", Ids.check("taskId", taskId));
  }

  static ApiCall taskStatus(String taskId) {
    return ApiCall.get(Subject.TASK, "tasks", Ids.check("taskId", taskId), "status");
  }

  static ApiCall taskLogs(String taskId) {
    return ApiCall.get(Subject.TASK, "tasks", Ids.check("taskId", taskId), "logs");
  }

  static ApiCall updateTask(String taskId, JsonNode body) {
    return new ApiCall(
        "PATCH", List.of("tasks", Ids.check("taskId", taskId)), Map.of(), body, Subject.TASK);
  }

  static ApiCall outputFile(String taskId, String fileId) {
    return ApiCall.get(
        Subject.TASK,
        "files",
        "tasks",
        Ids.check("taskId", taskId),
        "output-files",
        Ids.check("fileId", fileId));
  }

  static ApiCall session(String sessionId) {
    return ApiCall.get(Subject.SESSION, "sessions", Ids.check("sessionId", sessionId));
  }

  static ApiCall createSession(JsonNode body) {
    return new ApiCall("POST", List.of("sessions"), Map.of(), body, Subject.NEW_SESSION);
  }

  static ApiCall updateSession(String sessionId, JsonNode body) {
    return new ApiCall(
        "PATCH",
        List.of("sessions", Ids.check("sessionId", sessionId)),
        Map.of(),
        body,
        Subject.SESSION);
  }

  static ApiCall deleteSession(String sessionId) {
    return new ApiCall(
        "DELETE",
        List.of("sessions", Ids.check("sessionId", sessionId)),
        Map.of(),
        null,
        Subject.SESSION);
  }

  static ApiCall share(String method, String sessionId) {
    return new ApiCall(
        method,
        List.of("sessions", Ids.check("sessionId", sessionId), "public-share"),
        Map.of(),
        null,
        Subject.SESSION);
  }

  static ApiCall listSessions(SessionQuery query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("pageSize", Integer.toString(query.pageSize()));
    parameters.put("pageNumber", Integer.toString(query.pageNumber()));
    if (query.status() != null) {
      parameters.put("filterBy", query.status());
    }
    return new ApiCall("GET", List.of("sessions"), parameters, null, Subject.LIST);
  }

  static ApiCall account() {
    return ApiCall.get(Subject.LIST, "billing", "account");
  }

  static ApiCall listTasks(TaskQuery query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("pageSize", Integer.toString(query.pageSize()));
    parameters.put("pageNumber", Integer.toString(query.pageNumber()));
    if (query.sessionId() != null) {
      parameters.put("sessionId", query.sessionId());
    }
    if (query.status() != null) {
      parameters.put("filterBy", query.status().word());
    }
    // The server counts in microseconds. Rounding outwards never loses a task.
    if (query.createdAfter() != null) {
      parameters.put("after", query.createdAfter().truncatedTo(ChronoUnit.MICROS).toString());
    }
    if (query.createdBefore() != null) {
      parameters.put("before", roundUp(query.createdBefore()).toString());
    }
    return new ApiCall("GET", List.of("tasks"), parameters, null, Subject.LIST);
  }

  private static Instant roundUp(Instant instant) {
    Instant down = instant.truncatedTo(ChronoUnit.MICROS);
    return down.equals(instant) ? down : down.plus(1, ChronoUnit.MICROS);
  }
}
