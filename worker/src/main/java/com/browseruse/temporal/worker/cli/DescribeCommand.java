package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.DescriptionText;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.run.RunDescription;
import com.browseruse.temporal.worker.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "describe",
    header = "Shows where a run is, and the steps of its task.",
    description = {
      "What the run tells comes from Temporal. The steps come from Browser Use Cloud, if"
          + " BROWSER_USE_API_KEY is set.",
      "With --json: one object of workflowId, runId, status, taskQueue, text (of the task),"
          + " startTime, closeTime, progress (what the run tells), facts (its memo), result or"
          + " failure, pending, note, all steps (number, nextGoal, url, duration), stepsNote; what"
          + " is not known is left out."
    },
    footer = {"", "Examples:", "  describe milk-4711", "  describe --steps milk-4711"})
final class DescribeCommand extends CliCommand {
  private static final int LAST_STEPS = 10;

  @Mixin private final Options.RunId run = new Options.RunId();
  @Mixin private final Options.Json output = new Options.Json();

  @Option(
      names = "--live",
      description =
          "Show the links to the live view and the public page too. Whoever has the live one has"
              + " the browser.")
  private boolean live;

  @Option(names = "--steps", description = "Show all steps, not only the last " + LAST_STEPS + ".")
  private boolean steps;

  @Override
  int run() {
    Settings settings = context.settings();
    if (live) {
      // Links come from the service, which needs an API key.
      settings.clientOptions();
    }
    try (TemporalConnection temporal = context.connect()) {
      Runs.Found found = Runs.find(temporal, run.workflowId);
      RunDescription description =
          context.during(
              "Asking the run",
              () -> RunDescription.of(temporal, found, settings, live, context.interrupted()));
      String link = temporal.link(found.workflowId(), found.runId());
      DescriptionText text =
          new DescriptionText(context.outTerminal(), steps ? Integer.MAX_VALUE : LAST_STEPS);
      output.print(context, description, () -> text.lines(description, link));
      return ExitCode.OK;
    }
  }
}
