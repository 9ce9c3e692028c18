package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.config.ExitCodes;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.run.Runs;
import com.browseruse.temporal.workflows.BrowserTaskInput;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowStub;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    header = "Starts one task and prints the id of its workflow.",
    description = "A worker has to be up somewhere; see the commands worker and dev.")
final class StartCommand implements Callable<Integer> {
  private final Host host;
  @Mixin private InputOptions input;
  @Mixin private NewRunIdOption id;
  @Mixin private TaskQueueOption taskQueue;
  @Mixin private JsonOption output;

  StartCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Logging.quiet();
    Settings settings = host.settings();
    BrowserTaskInput task = input.read(host.in());
    try (TemporalConnection temporal = TemporalConnection.open(host.environment())) {
      String workflowId = id.orNew();
      WorkflowStub run = Runs.start(temporal, workflowId, taskQueue.orElse(settings), task);
      if (output.json) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("workflowId", workflowId);
        json.put("runId", run.getExecution().getRunId());
        Json.print(host.out(), json);
      } else {
        host.out().println(workflowId);
      }
      return ExitCodes.SUCCESS;
    }
  }
}
