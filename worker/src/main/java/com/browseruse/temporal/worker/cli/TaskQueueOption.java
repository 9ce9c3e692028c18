package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.UserError;
import picocli.CommandLine.Option;

/** For commands that start a run. */
final class TaskQueueOption {
  @Option(
      names = "--task-queue",
      paramLabel = "NAME",
      description = "Default: BROWSER_USE_TASK_QUEUE, or browser-tasks.")
  private String name;

  String orElse(Settings settings) {
    if (name != null && name.isBlank()) {
      throw UserError.usage("--task-queue must not be empty");
    }
    return name == null ? settings.taskQueue() : name;
  }
}
