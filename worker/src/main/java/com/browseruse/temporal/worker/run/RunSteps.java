package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot.LastStep;
import com.browseruse.temporal.worker.config.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a task that its run does not tell of, since they passed between two of its polls.
 * They are asked of Browser Use Cloud, and unknown without an API key.
 */
public final class RunSteps implements AutoCloseable {
  private final @Nullable BrowserUseClient client;

  private RunSteps(@Nullable BrowserUseClient client) {
    this.client = client;
  }

  public static RunSteps of(Settings settings) {
    return new RunSteps(
        settings.hasApiKey() ? BrowserUseClient.create(settings.clientOptions()) : null);
  }

  /** None is ever known. */
  public static RunSteps none() {
    return new RunSteps(null);
  }

  /** The steps after one and before another; empty if there are none, or if they are unknown. */
  public List<LastStep> between(String taskId, int after, int before) {
    if (client == null || before - after < 2) {
      return List.of();
    }
    try {
      return client.getTask(taskId).steps().stream()
          .filter(step -> step.number() > after && step.number() < before)
          .map(RunSteps::last)
          .toList();
    } catch (BrowserUseException e) {
      return List.of();
    }
  }

  private static LastStep last(Task.Step step) {
    return new LastStep(step.number(), step.nextGoal(), step.url());
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }
}
