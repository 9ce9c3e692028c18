package com.browseruse.temporal.activities;

import com.browseruse.temporal.task.TaskStatus;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * Some tasks, newest first.
 *
 * @param tasks the tasks
 * @param totalItems how many there are in all, by the server's count
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BrowserTaskList(List<Item> tasks, int totalItems) {

  /**
   * One task of a list.
   *
   * @param taskId the task
   * @param sessionId its session, or null where the API version has none
   * @param status its status
   * @param workflowId the workflow that made it, or null if none of ours did
   * @param costUsd the cost so far in US dollars, a decimal in plain notation, or null if unknown
   * @param createdAt when it was created
   * @param finishedAt when it ended, or null
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      String taskId,
      String sessionId,
      TaskStatus status,
      String workflowId,
      String costUsd,
      Instant createdAt,
      Instant finishedAt) {}
}
