package com.browseruse.temporal.activities.internal.orphans;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import java.util.Map;
import java.util.Optional;

/** The markers of a task that a workflow made. */
record OwnedTask(String taskId, String workflowId, String createKey) {

  /**
   * Reads the markers.
   *
   * @return empty if one is missing, or if the task is of another namespace: it is not ours then
   */
  static Optional<OwnedTask> of(Task task, String namespace) {
    Map<String, Object> metadata = task.metadata();
    if (metadata == null || !namespace.equals(metadata.get(TaskMarkers.NAMESPACE))) {
      return Optional.empty();
    }
    return metadata.get(TaskMarkers.WORKFLOW_ID) instanceof String workflowId
            && metadata.get(TaskMarkers.CREATE_KEY) instanceof String createKey
            && !workflowId.isEmpty()
        ? Optional.of(new OwnedTask(task.id(), workflowId, createKey))
        : Optional.empty();
  }
}
