package com.browseruse.temporal.client.v2;

import com.browseruse.temporal.client.v2.ApiCall.Subject;
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
    return get(Subject.TASK, "tasks", id("taskId", taskId));
  }

  static ApiCall taskStatus(String taskId) {
    return get(Subject.TASK, "tasks", id("taskId", taskId), "status");
  }

  static ApiCall taskLogs(String taskId) {
    return get(Subject.TASK, "tasks", id("taskId", taskId), "logs");
  }

  static ApiCall updateTask(String taskId, JsonNode body) {
    return new ApiCall(
        "PATCH", List.of("tasks", id("taskId", taskId)), Map.of(), body, Subject.TASK);
  }

  static ApiCall outputFile(String taskId, String fileId) {
    return get(
        Subject.TASK, "files", "tasks", id("taskId", taskId), "output-files", id("fileId", fileId));
  }

  static ApiCall session(String sessionId) {
    return get(Subject.SESSION, "sessions", id("sessionId", sessionId));
  }

  static ApiCall createSession(JsonNode body) {
    return new ApiCall("POST", List.of("sessions"), Map.of(), body, Subject.NEW_SESSION);
  }

  static ApiCall updateSession(String sessionId, JsonNode body) {
    return new ApiCall(
        "PATCH", List.of("sessions", id("sessionId", sessionId)), Map.of(), body, Subject.SESSION);
  }

  static ApiCall deleteSession(String sessionId) {
    return new ApiCall(
        "DELETE", List.of("sessions", id("sessionId", sessionId)), Map.of(), null, Subject.SESSION);
  }

  static ApiCall share(String method, String sessionId) {
    return new ApiCall(
        method,
        List.of("sessions", id("sessionId", sessionId), "public-share"),
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
    return get(Subject.LIST, "billing", "account");
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

  private static ApiCall get(Subject subject, String... path) {
    return new ApiCall("GET", List.of(path), Map.of(), null, subject);
  }

  private static Instant roundUp(Instant instant) {
    Instant down = instant.truncatedTo(ChronoUnit.MICROS);
    return down.equals(instant) ? down : down.plus(1, ChronoUnit.MICROS);
  }

  /**
   * Refuses what could lead to another route. Encoding alone does not help against slashes: common
   * servers decode the path before they match it.
   */
  private static String id(String name, String id) {
    if (id == null || id.isBlank()) {
      throw new IllegalArgumentException(name + " must not be empty");
    }
    boolean leads =
        id.equals(".")
            || id.equals("..")
            || id.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    if (leads) {
      throw new IllegalArgumentException(name + " must be an id, not a path");
    }
    return id;
  }
}
