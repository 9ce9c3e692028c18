package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.run.Runs;
import com.browseruse.temporal.worker.run.TaskFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** For commands that download what a run left. */
final class DownloadOptions {
  @Option(
      names = "--task",
      paramLabel = "TASK_ID",
      description = "A remote task instead of a run; Temporal is not asked then.")
  String taskId;

  @Option(
      names = "--force",
      description = "Replace a file of the same name that has other content.")
  boolean force;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PATH",
      description = "Where to save. What is there is kept if it is the same, else see --force.")
  private String output;

  boolean hasOutput() {
    return output != null;
  }

  /** Where to save, as the person said it; the current folder if they said nothing. */
  Path output() {
    try {
      return Path.of(output == null ? "" : output);
    } catch (InvalidPathException e) {
      throw UserError.usage("--output must be a path, but is " + output);
    }
  }

  /** Whether the person said that it is a folder. */
  boolean isFolder() {
    return output.endsWith("/") || output().toFile().isDirectory();
  }

  /**
   * Finds what to download from.
   *
   * @param workflowId the run, or null if a task is named
   * @throws UserError if neither or both are named, or if there is no such run or task
   */
  TaskFiles find(Host host, String workflowId) {
    if ((workflowId == null) == (taskId == null)) {
      throw UserError.usage(
          "Say whose: give the ID of a workflow, or --task TASK_ID, but not both");
    }
    if (taskId != null) {
      if (taskId.isBlank()) {
        throw UserError.usage("--task must not be empty");
      }
      return TaskFiles.ofTask(taskId);
    }
    try (TemporalConnection temporal = TemporalConnection.open(host.environment())) {
      return TaskFiles.ofRun(Runs.find(temporal, workflowId), host.interrupt());
    }
  }
}
