package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.OutcomeText.RunRef;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.dev.DevStack;
import com.browseruse.temporal.worker.dev.DevTemporal;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands that start a run or follow one to its end. */
final class RunCommands {
  private RunCommands() {}

  @Command(
      name = "run",
      header = "Starts one task, shows its progress and prints its result.",
      description =
          "Ends with 0 if the outcome is SUCCEEDED, else with 1. Ctrl-C cancels the run: the remote"
              + " task is stopped before it ends.",
      footer = {
        "",
        "Examples:",
        "  run --dev \"Find the price of milk\"",
        "  run --id milk-4711 --timeout 10m --max-cost 0.50 \"Find the price of milk\"",
        "  run -q --structured-output price.json - <task.txt | jq .price"
      })
  static final class Run extends FollowingCommand {
    @Mixin private final InputOptions input = new InputOptions();

    @Option(
        names = "--dev",
        description =
            "Bring up what is missing: Temporal unless one is configured, the emulator unless"
                + " BROWSER_USE_API_KEY is set, and a worker.")
    private boolean dev;

    @Option(
        names = "--keep",
        description = "With --dev: leave everything up after the run, until Ctrl-C.")
    private boolean keep;

    @Override
    BrowserTask task() {
      return input.read(context.in());
    }

    @Override
    boolean keeps() {
      return keep;
    }

    @Override
    int run(Settings settings, BrowserTask task) {
      if (keep && !dev) {
        throw UserError.usage("--keep can only be given together with --dev");
      }
      context.endInOrder(List::of);
      if (!dev) {
        try (TemporalConnection temporal = context.connect()) {
          return run(temporal, settings, task, null);
        }
      }
      try (DevStack stack =
          new DevStack(context.environment(), settings, this::tell, context::isInterrupted)) {
        TemporalConnection temporal =
            context.during(
                "Starting Temporal and a worker",
                () -> stack.start(DevTemporal.Ports.ANY, 0, true));
        int exitCode = run(temporal, stack.settings(), task, stack);
        if (keep && !context.isInterrupted()) {
          context.say("Everything stays up until Ctrl-C.");
          if (stack.hasOwnTemporal()) {
            OwnServer.stayUp(context, temporal, stack.hasOwnEmulator());
          } else {
            context.awaitInterrupt();
          }
        }
        return exitCode;
      }
    }
  }

  @Command(
      name = "start",
      header = "Starts one task and prints the id of its workflow.",
      description = {
        "A worker has to be up somewhere; see the commands worker and dev.",
        "With --json: one object of workflowId, runId, isNew (false: the id had a run already)."
      },
      footer = {
        "",
        "Example:",
        "  start --id milk-4711 --secret-ref login=env:SHOP_LOGIN \"Log in and order milk\""
      })
  static final class Start extends StartingCommand {
    @Mixin private final InputOptions input = new InputOptions();

    @Override
    BrowserTask task() {
      return input.read(context.in());
    }

    @Override
    int run(Settings settings, BrowserTask task) {
      try (TemporalConnection temporal = context.connect()) {
        BrowserTaskHandle run = start(temporal, settings.taskQueue(), task);
        String runId = run.workflow().getExecution().getRunId();
        ObjectNode json = CliContext.JSON.valueToTree(new RunRef(run.id(), runId, null, true));
        output.print(context, json.put("isNew", run.isNew()), () -> List.of(run.id()));
        return ExitCode.OK;
      }
    }
  }

  @Command(
      name = "watch",
      header = "Shows a run's progress and prints its result.",
      description =
          "Ends with 0 if the outcome is SUCCEEDED, else with 1. Ctrl-C ends only the watching.",
      footer = {"", "Example:", "  watch milk-4711"})
  static final class Watch extends OutcomeCommand {
    @Mixin private final Options.RunId run = new Options.RunId();
    @Mixin private final Options.Quiet quiet = new Options.Quiet();

    @Override
    boolean isQuiet() {
      return quiet.quiet;
    }

    @Override
    int run() {
      Settings settings = context.settings();
      try (TemporalConnection temporal = context.connect()) {
        return follow(temporal, settings, run.workflowId);
      }
    }
  }

  @Command(
      name = "result",
      header = "Prints the answer of a run, once it is over.",
      description = {
        "The output of the task alone on standard output, so that it can be piped; what else there"
            + " is to say on standard error. Ends with 0 if the outcome is SUCCEEDED, else with 1.",
        "With --json: one object of all fields of the result, or failure."
      },
      footer = {"", "Examples:", "  result milk-4711", "  result --json milk-4711"})
  static final class Result extends OutcomeCommand {
    @Mixin private final Options.RunId run = new Options.RunId();

    @Override
    boolean isQuiet() {
      return true;
    }

    @Override
    int run() {
      Settings settings = context.settings();
      try (TemporalConnection temporal = context.connect()) {
        return follow(temporal, settings, run.workflowId);
      }
    }
  }
}
