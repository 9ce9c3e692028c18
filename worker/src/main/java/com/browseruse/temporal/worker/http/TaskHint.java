package com.browseruse.temporal.worker.http;

import com.browseruse.temporal.task.TaskMarkers;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Whom an event concerns: the ids of the workflows that may wait for it, the likeliest first. It
 * says nothing of the task, which the run reads itself.
 */
record TaskHint(List<String> workflowIds) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is said of a task that works on, so that a run would learn nothing by a poll. */
  private static final Set<String> AT_WORK =
      Set.of("created", "initializing", "started", "running");

  /** The longest that Temporal takes. */
  private static final int MOST_ID_LENGTH = 1_000;

  /**
   * {@return whom a genuine event concerns, or empty if it is nobody in this namespace} The task of
   * another namespace is none of ours. One that no workflow has made may have been taken over by a
   * run, as may one whose maker has ended.
   */
  static Optional<TaskHint> of(String event, String namespace) {
    JsonNode payload = payload(event);
    JsonNode metadata = payload.path("metadata");
    String maker = text(metadata, TaskMarkers.NAMESPACE);
    String workflowId = text(metadata, TaskMarkers.WORKFLOW_ID);
    String taskId = text(payload, "task_id");
    boolean foreign = !maker.equals(namespace) && !(maker + workflowId).isEmpty();
    if (foreign || AT_WORK.contains(text(payload, "status"))) {
      return Optional.empty();
    }
    List<String> ids =
        List.of(workflowId, taskId.isEmpty() ? "" : TaskMarkers.attachId(taskId)).stream()
            .filter(id -> !id.isEmpty() && id.length() <= MOST_ID_LENGTH)
            .toList();
    return ids.isEmpty() ? Optional.empty() : Optional.of(new TaskHint(ids));
  }

  private static JsonNode payload(String event) {
    try {
      return JSON.readTree(event).path("payload");
    } catch (JsonProcessingException e) {
      // A number that is too long to be one, say.
      return JSON.missingNode();
    }
  }

  private static String text(JsonNode object, String field) {
    return Objects.requireNonNullElse(object.path(field).textValue(), "");
  }
}
