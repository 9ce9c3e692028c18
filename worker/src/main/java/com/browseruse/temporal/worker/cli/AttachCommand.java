package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.BrowserTask;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "attach",
    header = "Takes over a remote task that exists, and follows it to its result.",
    description = {
      "For a task that something else has started, or whose run was terminated or reset: list and"
          + " reap show the ids. Ends with 0 if the outcome is SUCCEEDED, else with 1. Ctrl-C"
          + " cancels the run: the remote task is stopped before it ends, unless --leave is given.",
      "The id of the workflow is attach-TASK_ID by default, so that a second attach finds the"
          + " first, and reap knows that the task has a run."
    },
    footer = {
      "",
      "Examples:",
      "  attach 0198f2c4-3b1a-7c55-9a53-0c1f2e7d4b60",
      "  attach --leave --timeout 20m 0198f2c4-3b1a-7c55-9a53-0c1f2e7d4b60"
    })
final class AttachCommand extends FollowingCommand {
  @Parameters(paramLabel = "TASK_ID", description = "The id of the remote task.")
  private String taskId = "";

  @Mixin private final RunOptions options = new RunOptions();

  @Option(
      names = "--leave",
      description = "Never stop the task: a cancel, a stop and the limits end the run alone.")
  private boolean leave;

  @Override
  BrowserTask task() {
    ObjectNode json = CliContext.JSON.createObjectNode().put("taskId", taskId.strip());
    options.addTo(json);
    if (leave) {
      InputOptions.object(json, "options").put("stopOnCancel", false);
    }
    try {
      return BrowserTask.fromJson(json.toString());
    } catch (IllegalArgumentException e) {
      throw UserError.usage("The input is not acceptable: " + PlainText.oneLine(e.getMessage()));
    }
  }

  @Override
  String defaultId() {
    return TaskMarkers.attachId(taskId.strip());
  }

  @Override
  int run(Settings settings, BrowserTask task) {
    context.endInOrder(List::of);
    try (TemporalConnection temporal = context.connect()) {
      return run(temporal, settings, task, null);
    }
  }
}
