package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskStatus;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A remote task in a list, for machines.
 *
 * @param workflowId the workflow that made it, or null if none of ours did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ListedTask(
    String id,
    String sessionId,
    TaskStatus status,
    String task,
    String workflowId,
    Boolean isSuccess,
    String costUsd,
    Instant createdAt,
    Instant startedAt,
    Instant finishedAt) {

  static ListedTask of(Task task) {
    Object workflowId =
        task.metadata() == null ? null : task.metadata().get(TaskMarkers.WORKFLOW_ID);
    return new ListedTask(
        task.id(),
        task.sessionId(),
        task.status(),
        task.task(),
        workflowId == null ? null : workflowId.toString(),
        task.isSuccess(),
        task.cost() == null ? null : task.cost().toPlainString(),
        task.createdAt(),
        task.startedAt(),
        task.finishedAt());
  }
}
