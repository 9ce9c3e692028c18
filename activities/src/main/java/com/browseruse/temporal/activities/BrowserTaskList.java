package com.browseruse.temporal.activities;

import com.browseruse.temporal.task.TaskStatus;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some tasks, newest first.
 *
 * @param tasks the tasks
 * @param totalItems how many there are in all, by the server's count
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BrowserTaskList(
    @JsonProperty("tasks") List<Item> tasks, @JsonProperty("totalItems") int totalItems) {

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
      @JsonProperty("taskId") String taskId,
      @JsonProperty("sessionId") @Nullable String sessionId,
      @JsonProperty("status") TaskStatus status,
      @JsonProperty("workflowId") @Nullable String workflowId,
      @JsonProperty("costUsd") @Nullable String costUsd,
      @JsonProperty("createdAt") @Nullable Instant createdAt,
      @JsonProperty("finishedAt") @Nullable Instant finishedAt) {}
}
