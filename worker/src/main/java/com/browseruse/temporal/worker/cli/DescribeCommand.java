package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.worker.cli.view.DescriptionText;
import com.browseruse.temporal.worker.config.ExitCodes;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.run.RemoteTask;
import com.browseruse.temporal.worker.run.RunDescription;
import com.browseruse.temporal.worker.run.Runs;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    header = "Shows where a run is, and the steps of its task.",
    description = {
      "What the run tells comes from Temporal. The steps come from Browser Use Cloud, if"
          + " BROWSER_USE_API_KEY is set.",
      "With --json: one object of workflowId, runId, status, taskQueue, startTime, closeTime,"
          + " progress (what the run tells), facts (its memo), result or failure, pending, note,"
          + " steps (number, nextGoal, url, duration), stepsNote; what is not known is left out."
    })
final class DescribeCommand implements Callable<Integer> {
  private final Host host;
  @Mixin private RunIdParameter run;
  @Mixin private JsonOption output;

  @Option(
      names = "--live",
      description =
          "Show the links to the live view and the public page too. Whoever has the live one has"
              + " the browser.")
  private boolean live;

  DescribeCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Logging.quiet();
    Settings settings = host.settings();
    if (live) {
      settings.clientOptions();
    }
    try (TemporalConnection temporal = TemporalConnection.open(host.environment())) {
      Runs.Found found = Runs.find(temporal, run.workflowId);
      RunDescription known = RunDescription.of(found, host.interrupt());
      RunDescription description = known.with(remote(settings, known.taskId()), live);
      if (output.json) {
        Json.print(host.out(), description);
      } else {
        new DescriptionText(host.outTerminal())
            .lines(description, temporal.link(found.workflowId(), found.runId()))
            .forEach(host.out()::println);
      }
      return ExitCodes.SUCCESS;
    }
  }

  private RemoteTask remote(Settings settings, String taskId) {
    if (taskId == null) {
      return RemoteTask.unknown(null);
    }
    if (!settings.hasApiKey()) {
      return RemoteTask.unknown("The steps are shown when " + Settings.API_KEY + " is set.");
    }
    try (BrowserUseClient client = BrowserUseClient.create(settings.clientOptions())) {
      return RemoteTask.read(client, taskId, live);
    }
  }
}
