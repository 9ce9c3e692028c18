package com.browseruse.temporal.client.internal.v1;

import static com.browseruse.temporal.client.internal.http.ApiCall.checkId;

import com.browseruse.temporal.client.internal.http.ApiCall;
import com.browseruse.temporal.client.internal.http.ApiCall.Subject;
import com.browseruse.temporal.task.Task;
import com.fasterxml.jackson.databind.JsonNode;

/** The routes of version 1 that the plugin uses. */
final class V1Routes {
  private V1Routes() {}

  static ApiCall createTask(JsonNode body) {
    return ApiCall.of("POST", Subject.NEW_TASK, body, "run-task");
  }

  static ApiCall task(String taskId) {
    return ApiCall.get(Subject.TASK, "task", checkId("taskId", taskId));
  }

  static ApiCall taskStatus(String taskId) {
    return ApiCall.get(Subject.TASK, "task", checkId("taskId", taskId), "status");
  }

  static ApiCall updateTask(String taskId, Task.Action action) {
    String route =
        switch (action) {
          // A task has no session of its own that could be left open.
          case STOP, STOP_TASK_AND_SESSION -> "stop-task";
          case PAUSE -> "pause-task";
          case RESUME -> "resume-task";
        };
    return ApiCall.of("PUT", Subject.TASK, null, route).with("task_id", checkId("taskId", taskId));
  }

  static ApiCall outputFile(String taskId, String name) {
    String task = checkId("taskId", taskId);
    return ApiCall.get(Subject.TASK, "task", task, "output-file", checkId("fileId", name));
  }

  static ApiCall listTasks(Task.Query query) {
    return ApiCall.get(Subject.LIST, "tasks")
        .with("page", query.pageNumber())
        .with("limit", query.pageSize());
  }
}
