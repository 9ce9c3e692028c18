package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.StopOutcome;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What became of a remote task that was told to stop without its run. Its session is left as it is:
 * one that was made for the task closes with it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RemoteStop(
    String taskId, TaskStatus status, @Nullable String costUsd, StopOutcome stop) {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration READ_EVERY = Duration.ofSeconds(1);

  /**
   * Stops a task and reads it until it has stopped, for two minutes at most. What fails meanwhile
   * is tried again.
   */
  public static RemoteStop of(
      BrowserUseClient client, String taskId, CompletableFuture<?> interrupted, WaitClock clock) {
    TaskSnapshot seen;
    try {
      seen = client.getTaskSnapshot(taskId);
    } catch (BrowserUseException.TaskNotFound | BrowserUseException.NotFound e) {
      throw UserError.failed("There is no task with the id " + taskId);
    }
    if (seen.hasEnded()) {
      return of(seen, StopOutcome.FINISHED_FIRST);
    }
    Instant limit = clock.now().plus(LIMIT);
    while (!seen.hasEnded() && clock.now().isBefore(limit) && !interrupted.isDone()) {
      try {
        client.updateTask(taskId, Task.Action.STOP);
      } catch (BrowserUseException e) {
        // It may have stopped all the same, or have ended: the next read tells.
      }
      for (int reads = 0; reads < 5 && !seen.hasEnded(); reads++) {
        seen = read(client, seen);
        if (!seen.hasEnded()) {
          clock.await(interrupted, READ_EVERY);
        }
      }
    }
    StopOutcome stop =
        seen.status().equals(TaskStatus.STOPPED)
            ? StopOutcome.STOPPED
            : seen.hasEnded() ? StopOutcome.FINISHED_FIRST : StopOutcome.UNCONFIRMED;
    return of(seen, stop);
  }

  private static TaskSnapshot read(BrowserUseClient client, TaskSnapshot before) {
    try {
      return client.getTaskSnapshot(before.taskId());
    } catch (BrowserUseException e) {
      return before;
    }
  }

  private static RemoteStop of(TaskSnapshot seen, StopOutcome stop) {
    return new RemoteStop(seen.taskId(), seen.status(), seen.costUsd(), stop);
  }
}
