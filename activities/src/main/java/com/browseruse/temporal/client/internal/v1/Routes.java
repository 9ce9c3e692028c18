package com.browseruse.temporal.client.internal.v1;

import com.browseruse.temporal.client.internal.http.ApiCall;
import com.browseruse.temporal.client.internal.http.ApiCall.Subject;
import com.browseruse.temporal.client.internal.http.Ids;
import com.browseruse.temporal.task.TaskAction;
import com.browseruse.temporal.task.TaskQuery;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The routes of version 1 that the plugin uses. */
final class Routes {
  private Routes() {}

  static ApiCall createTask(JsonNode body) {
    return new ApiCall("POST", List.of("run-task"), Map.of(), body, Subject.NEW_TASK);
  }

  static ApiCall task(String taskId) {
    return ApiCall.get(Subject.TASK, "task", Ids.check("taskId", taskId));
  }

  static ApiCall taskStatus(String taskId) {
    return ApiCall.get(Subject.TASK, "task", Ids.check("taskId", taskId), "status");
  }

  static ApiCall updateTask(String taskId, TaskAction action) {
    String route =
        switch (action) {
          // A task has no session of its own that could be left open.
          case STOP, STOP_TASK_AND_SESSION -> "stop-task";
          case PAUSE -> "pause-task";
          case RESUME -> "resume-task";
        };
    return new ApiCall(
        "PUT", List.of(route), Map.of("task_id", Ids.check("taskId", taskId)), null, Subject.TASK);
  }

  static ApiCall outputFile(String taskId, String name) {
    return ApiCall.get(
        Subject.TASK,
        "task",
        Ids.check("taskId", taskId),
        "output-file",
        Ids.check("fileId", name));
  }

  static ApiCall listTasks(TaskQuery query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("page", Integer.toString(query.pageNumber()));
    parameters.put("limit", Integer.toString(query.pageSize()));
    return new ApiCall("GET", List.of("tasks"), parameters, null, Subject.LIST);
  }
}
