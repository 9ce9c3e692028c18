package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.EndingText;
import com.browseruse.temporal.worker.cli.view.OutcomeText.RunRef;
import com.browseruse.temporal.worker.cli.view.Phrases;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.dev.DevStack;
import com.browseruse.temporal.worker.dev.DevTemporal;
import com.browseruse.temporal.worker.run.RunOutcome;
import com.browseruse.temporal.worker.run.RunSteps;
import com.browseruse.temporal.worker.run.WaitClock;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskHandle;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.BrowserTasks;
import com.browseruse.temporal.workflows.OnFailure;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands that start a run or follow one to its end. */
final class RunCommands {
  /** Longer than any run takes to end: an API that is down is asked to stop for 15 minutes. */
  private static final Duration CANCEL_LIMIT = Duration.ofMinutes(20);

  private RunCommands() {}

  private abstract static class StartingCommand extends OutcomeCommand {
    @Mixin private final InputOptions input = new InputOptions();

    @Option(
        names = "--id",
        paramLabel = "ID",
        description =
            "The workflow id: one run and one paid task for each. An id that has a run gets that"
                + " run, whether it lasts or is over. Default: browser-task- and a random end.")
    private @Nullable String id;

    @Option(
        names = "--new",
        description =
            "Start another run, and pay for another task, if that of the id has failed or was"
                + " cancelled. A result is kept: another task needs another id.")
    private boolean startAnew;

    @Option(
        names = "--summary",
        paramLabel = "LINE",
        description =
            "What the Temporal UI calls the run, at most 200 bytes. Default: the site of"
                + " --start-url and the limits; never TEXT.")
    private @Nullable String summary;

    @Mixin private final Options.TaskQueue taskQueue = new Options.TaskQueue();

    @Override
    boolean isQuiet() {
      return false;
    }

    @Override
    int run() {
      Settings settings = context.settings();
      Options.refuseBlank("--id", id);
      BrowserTask task = input.read(context.in());
      return run(settings.with(Settings.TASK_QUEUE, taskQueue.orElse(settings)), task);
    }

    abstract int run(Settings settings, BrowserTask task);

    /** Starts a run, or finds the one that the id has already, which is said. */
    final BrowserTaskHandle start(TemporalConnection temporal, String queue, BrowserTask task) {
      String name =
          id == null ? "browser-task-" + UUID.randomUUID().toString().substring(0, 8) : id;
      BrowserTasks.Builder builder =
          BrowserTasks.newBuilder(temporal.client())
              .taskQueue(queue)
              .allowPlaintextSecrets(context.settings().allowPlaintextSecrets());
      String line = summary;
      if (line != null) {
        builder.summary(ignored -> PlainText.oneLine(line));
      }
      BrowserTasks tasks = builder.build();
      try {
        BrowserTaskHandle run =
            tasks.start(name, task, startAnew ? OnFailure.START_ANEW : OnFailure.RETURN_FAILURE);
        if (!run.isNew()) {
          context.say(
              ("Note: the id %s has a run already, so no second task is started (--new starts"
                      + " one if that run has failed or was cancelled).")
                  .formatted(name));
        }
        return run;
      } catch (IllegalArgumentException e) {
        throw UserError.failed(String.valueOf(e.getMessage()));
      }
    }
  }

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
  static final class Run extends StartingCommand {
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

    @Mixin private final Options.Quiet quiet = new Options.Quiet();

    @Override
    boolean isQuiet() {
      return quiet.quiet;
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

    private void tell(String line) {
      if (!isQuiet()) {
        context.say(line);
      }
    }

    private int run(
        TemporalConnection temporal,
        Settings settings,
        BrowserTask task,
        @Nullable DevStack stack) {
      if (context.isInterrupted()) {
        return RootCommand.INTERRUPTED;
      }
      BrowserTaskHandle started = start(temporal, settings.taskQueue(), task);
      if (!started.isNew()) {
        // Somebody else may wait for it: Ctrl-C must not cancel it.
        return follow(temporal, settings, started.id());
      }
      String workflowId = started.id();
      String runId = started.workflow().getExecution().getRunId();
      String link = temporal.link(workflowId, runId);
      tell("Workflow           " + workflowId);
      if (link != null) {
        tell(link);
      }
      // A link to a server that ends with this process leads nowhere afterwards.
      boolean lasts = stack == null || !stack.hasOwnTemporal() || keep;
      RunRef ref = new RunRef(workflowId, runId, lasts ? link : null, lasts);
      try (RunSteps steps = RunSteps.of(settings)) {
        RunWatch watch =
            new RunWatch(
                context,
                started,
                settings.taskQueue(),
                WaitClock.SYSTEM.now(),
                true,
                isQuiet(),
                steps,
                WaitClock.SYSTEM);
        Supplier<List<String>> left = left(watch, ref, stack);
        context.endInOrder(left);
        Optional<RunOutcome> outcome = watch.follow();
        if (outcome.isEmpty()) {
          cancel(started, watch, ref, task, left);
          return RootCommand.INTERRUPTED;
        }
        context.endInOrder(List::of);
        int exitCode = print(outcome.get(), ref, watch.elapsed(), task);
        BrowserTaskResult result = outcome.get().result();
        if (result != null
            && !result.outputFiles().isEmpty()
            && stack != null
            && stack.hasOwnEmulator()
            && !keep) {
          tell("The files are gone with the emulator: --keep leaves everything up.");
        }
        return exitCode;
      }
    }

    /** What there is to look after if the run is not waited for. */
    private Supplier<List<String>> left(RunWatch watch, RunRef ref, @Nullable DevStack stack) {
      EndingText text = new EndingText(context.terminal(), stack != null && stack.hasOwnEmulator());
      boolean endsWithUs = stack != null && stack.hasOwnTemporal();
      List<String> after =
          endsWithUs
              ? List.of()
              : List.of(
                  "The run goes on being cancelled as long as a worker is up; see "
                      + Phrases.command("watch " + ref.workflowId()));
      return () ->
          Stream.concat(
                  text.left(Map.of(ref.workflowId(), watch.taskId())).stream(), after.stream())
              .toList();
    }

    private void cancel(
        BrowserTaskHandle run,
        RunWatch watch,
        RunRef ref,
        BrowserTask task,
        Supplier<List<String>> left) {
      context.say(
          "Cancelling the run: it ends once the remote task is stopped. Ctrl-C again leaves at"
              + " once.");
      try {
        run.cancel();
      } catch (WorkflowNotFoundException e) {
        // It ended in the meantime, which the watch will tell.
      }
      Instant limit = WaitClock.SYSTEM.now().plus(CANCEL_LIMIT);
      Optional<RunOutcome> outcome =
          watch.follow(new CompletableFuture<>(), now -> now.isAfter(limit));
      if (outcome.isPresent()) {
        print(outcome.get(), ref, watch.elapsed(), task);
      } else {
        context.statusLine().clear();
        context.say("The run is not over after " + Phrases.length(CANCEL_LIMIT) + ".");
        left.get().forEach(context::say);
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
