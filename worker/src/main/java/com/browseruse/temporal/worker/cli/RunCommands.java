package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.OutcomeText;
import com.browseruse.temporal.worker.cli.view.OutcomeText.RunRef;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.dev.DevStack;
import com.browseruse.temporal.worker.dev.DevTemporal;
import com.browseruse.temporal.worker.run.RunOutcome;
import com.browseruse.temporal.worker.run.Runs;
import com.browseruse.temporal.worker.run.WaitClock;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskHandle;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.BrowserTasks;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands that start a run or follow one to its end. */
final class RunCommands {
  private static final Duration CANCEL_LIMIT = Duration.ofSeconds(60);

  private RunCommands() {}

  /** A command that shows how a run ends. */
  private abstract static class OutcomeCommand extends CliCommand {
    @Mixin final Options.Json output = new Options.Json();

    /** Prints how a run ended, to a person or to a machine, and gives the exit code for it. */
    final int print(RunOutcome outcome, RunRef run, Duration elapsed) {
      BrowserTaskResult result = outcome.result();
      if (output.json) {
        context.printJson(json(outcome, run));
      }
      if (result == null) {
        OutcomeText.lines(outcome, run, elapsed, context.terminal()).forEach(context::say);
      } else if (!output.json) {
        context.print(OutcomeText.lines(outcome, run, elapsed, context.outTerminal()));
      }
      return result != null && result.outcome() == BrowserTaskOutcome.SUCCEEDED
          ? ExitCode.OK
          : ExitCode.SOFTWARE;
    }

    /** Shows a run that is there to its end; Ctrl-C ends the watching only. */
    final int follow(TemporalConnection temporal, String workflowId) {
      Runs.Found found = Runs.find(temporal, workflowId);
      String link = temporal.link(found.workflowId(), found.runId());
      RunRef ref = new RunRef(found.workflowId(), found.runId(), link);
      Instant startedAt = found.description().getStartTime();
      if (!found.isRunning()) {
        Duration elapsed = Duration.between(startedAt, found.description().getCloseTime());
        return print(RunOutcome.of(found.run()), ref, elapsed);
      }
      String queue = found.description().getTaskQueue();
      RunWatch watch = new RunWatch(context, found.run(), queue, startedAt, WaitClock.SYSTEM);
      Optional<RunOutcome> outcome = watch.follow();
      if (outcome.isEmpty()) {
        context.statusLine().clear();
        context.say("No longer watching; the run goes on.");
        return RootCommand.INTERRUPTED;
      }
      return print(outcome.get(), ref, watch.elapsed());
    }

    /** The result's own fields, or {@code failure}; and where the run is found in both cases. */
    private static ObjectNode json(RunOutcome outcome, RunRef run) {
      ObjectNode json = CliContext.JSON.valueToTree(run);
      if (outcome.result() != null) {
        return json.setAll(CliContext.JSON.<ObjectNode>valueToTree(outcome.result()));
      }
      ObjectNode failure = CliContext.JSON.valueToTree(outcome.failure());
      if (failure.remove("facts") instanceof ObjectNode evidence) {
        failure.setAll(evidence);
      }
      return json.set("failure", failure);
    }
  }

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
        description = "Start another run, and pay for another task, although the id has had one.")
    private boolean startAgain;

    @Option(
        names = "--summary",
        paramLabel = "LINE",
        description =
            "What the Temporal UI calls the run, at most 200 bytes. Default: the site of"
                + " --start-url and the limits; never TEXT.")
    private @Nullable String summary;

    @Mixin private final Options.TaskQueue taskQueue = new Options.TaskQueue();

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
      BrowserTasks.Builder builder = BrowserTasks.newBuilder(temporal.client()).taskQueue(queue);
      String line = summary;
      if (line != null) {
        builder.summary(ignored -> PlainText.oneLine(line));
      }
      BrowserTasks tasks = builder.build();
      try {
        BrowserTaskHandle run = startAgain ? tasks.startAgain(name, task) : tasks.start(name, task);
        if (!run.isNew()) {
          context.say(
              ("Note: the id %s has a run already, so no second task is started (--new starts"
                      + " one once that run is over).")
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
              + " task is stopped before it ends.")
  static final class Run extends StartingCommand {
    @Option(
        names = "--dev",
        description =
            "Bring up what is missing: Temporal unless one is configured, the emulator unless"
                + " BROWSER_USE_API_KEY is set, and a worker.")
    private boolean dev;

    @Override
    int run(Settings settings, BrowserTask task) {
      if (dev) {
        try (DevStack stack =
            new DevStack(context.environment(), settings, context::say, context::isInterrupted)) {
          TemporalConnection temporal = stack.start(DevTemporal.Ports.ANY, 0, true);
          return run(temporal, settings.taskQueue(), task, stack.hasOwnTemporal());
        }
      }
      try (TemporalConnection temporal = context.connect()) {
        return run(temporal, settings.taskQueue(), task, false);
      }
    }

    private int run(
        TemporalConnection temporal, String queue, BrowserTask task, boolean endsWithUs) {
      if (context.isInterrupted()) {
        return RootCommand.INTERRUPTED;
      }
      BrowserTaskHandle started = start(temporal, queue, task);
      if (!started.isNew()) {
        // Somebody else may wait for it: Ctrl-C must not cancel it.
        return follow(temporal, started.id());
      }
      WorkflowStub run = started.workflow();
      String workflowId = run.getExecution().getWorkflowId();
      String runId = run.getExecution().getRunId();
      String link = temporal.link(workflowId, runId);
      context.say("Workflow           " + workflowId);
      if (link != null) {
        context.say("                   " + link);
      }
      // A link to a server that ends with this process leads nowhere afterwards.
      RunRef ref = new RunRef(workflowId, runId, endsWithUs ? null : link);
      RunWatch watch = new RunWatch(context, run, queue, WaitClock.SYSTEM.now(), WaitClock.SYSTEM);
      Optional<RunOutcome> outcome = watch.follow();
      if (outcome.isPresent()) {
        return print(outcome.get(), ref, watch.elapsed());
      }
      cancel(watch, run, ref, endsWithUs);
      return RootCommand.INTERRUPTED;
    }

    private void cancel(RunWatch watch, WorkflowStub run, RunRef ref, boolean endsWithUs) {
      context.say(
          "Cancelling the run: it ends once the remote task is stopped. Waiting at most "
              + CANCEL_LIMIT.toSeconds()
              + " s.");
      try {
        run.cancel();
      } catch (WorkflowNotFoundException e) {
        // It ended in the meantime, which the watch will tell.
      }
      Instant limit = WaitClock.SYSTEM.now().plus(CANCEL_LIMIT);
      Optional<RunOutcome> outcome =
          watch.follow(new CompletableFuture<>(), now -> now.isAfter(limit));
      if (outcome.isPresent()) {
        print(outcome.get(), ref, watch.elapsed());
      } else {
        context.statusLine().clear();
        context.say(
            "The run is not over after %s s. %s"
                .formatted(
                    CANCEL_LIMIT.toSeconds(),
                    (endsWithUs
                        ? "Its Temporal server ends now: check the remote task yourself."
                        : "It goes on being cancelled in the background, as long as a worker is"
                            + " up.")));
      }
    }
  }

  @Command(
      name = "start",
      header = "Starts one task and prints the id of its workflow.",
      description = {
        "A worker has to be up somewhere; see the commands worker and dev.",
        "With --json: one object of workflowId, runId, isNew (false: the id had a run already)."
      })
  static final class Start extends StartingCommand {
    @Override
    int run(Settings settings, BrowserTask task) {
      try (TemporalConnection temporal = context.connect()) {
        BrowserTaskHandle run = start(temporal, settings.taskQueue(), task);
        String runId = run.workflow().getExecution().getRunId();
        ObjectNode json = CliContext.JSON.valueToTree(new RunRef(run.id(), runId, null));
        output.print(context, json.put("isNew", run.isNew()), () -> List.of(run.id()));
        return ExitCode.OK;
      }
    }
  }

  @Command(
      name = "watch",
      header = "Shows a run's progress and prints its result.",
      description =
          "Ends with 0 if the outcome is SUCCEEDED, else with 1. Ctrl-C ends only the watching.")
  static final class Watch extends OutcomeCommand {
    @Mixin private final Options.RunId run = new Options.RunId();

    @Override
    int run() {
      context.settings();
      try (TemporalConnection temporal = context.connect()) {
        return follow(temporal, run.workflowId);
      }
    }
  }
}
