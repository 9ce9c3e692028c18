package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a task is, in a few hundred bytes, unlike {@link Task}, which grows with every step.
 *
 * @param stepCount how many steps there were, or null if only the status was read
 * @param costUsd the cost so far in US dollars, a decimal in plain notation, or null if unknown
 * @param finishedAt when it ended, or null if it has not, or if the response does not tell
 * @param unmarked true if the response shows the task without the marker of its create, by which it
 *     could be found; null otherwise
 * @param sessionId the session of the task, or null if the response does not tell
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskSnapshot(
    @JsonProperty("taskId") String taskId,
    @JsonProperty("status") TaskStatus status,
    @JsonProperty("stepCount") @Nullable Integer stepCount,
    @JsonProperty("lastStep") @Nullable LastStep lastStep,
    @JsonProperty("costUsd") @Nullable String costUsd,
    @JsonProperty("finishedAt") @Nullable Instant finishedAt,
    @JsonProperty("unmarked") @Nullable Boolean unmarked,
    @JsonProperty("sessionId") @Nullable String sessionId) {
  /** As if the response told neither of markers nor of a session. */
  public TaskSnapshot(
      String taskId,
      TaskStatus status,
      @Nullable Integer stepCount,
      @Nullable LastStep lastStep,
      @Nullable String costUsd,
      @Nullable Instant finishedAt) {
    this(taskId, status, stepCount, lastStep, costUsd, finishedAt, null, null);
  }

  /** As if the response did not tell when the task ended. */
  public TaskSnapshot(
      String taskId,
      TaskStatus status,
      @Nullable Integer stepCount,
      @Nullable LastStep lastStep,
      @Nullable String costUsd) {
    this(taskId, status, stepCount, lastStep, costUsd, null);
  }

  /** {@return what the status alone tells of a task} */
  public static TaskSnapshot of(String taskId, TaskStatus status, @Nullable String costUsd) {
    return new TaskSnapshot(taskId, status, null, null, costUsd);
  }

  /** {@return whether the task has ended, see {@link TaskStatus#isEnd}} */
  public boolean hasEnded() {
    return status.isEnd(finishedAt);
  }

  /**
   * The newest step of a task, in short.
   *
   * @param number its place in the task, from 1
   * @param nextGoal what the agent is about to do, at most 300 characters
   * @param url the page that the browser is on, at most 300 characters
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record LastStep(
      @JsonProperty("number") int number,
      @JsonProperty("nextGoal") @Nullable String nextGoal,
      @JsonProperty("url") @Nullable String url) {}
}
