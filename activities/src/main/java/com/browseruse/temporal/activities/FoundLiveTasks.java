package com.browseruse.temporal.activities;

import com.browseruse.temporal.task.TaskStatus;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * The live tasks of ours on some pages of the list.
 *
 * @param tasks the tasks; a few hundred at most
 * @param looked how many tasks were looked at, those that have ended and those of others included
 * @param nextPage the page to go on with, or null if that was the last
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FoundLiveTasks(List<Item> tasks, int looked, Integer nextPage) {

  /**
   * One task, and who owns it.
   *
   * @param taskId the task
   * @param workflowId the workflow that made it
   * @param status its status
   * @param costUsd the cost so far in US dollars, a decimal in plain notation, or null if unknown
   * @param createdAt when it was created, or null if the server did not say
   * @param verdict whether anybody owns it
   * @param reason how that is known, a few words
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      String taskId,
      String workflowId,
      TaskStatus status,
      String costUsd,
      Instant createdAt,
      OrphanVerdict verdict,
      String reason) {}
}
