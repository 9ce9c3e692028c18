package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.OutcomeText;
import com.browseruse.temporal.worker.cli.view.OutcomeText.RunRef;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.run.RunOutcome;
import com.browseruse.temporal.worker.run.RunSteps;
import com.browseruse.temporal.worker.run.Runs;
import com.browseruse.temporal.worker.run.WaitClock;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** A command that shows how a run ends. */
abstract class OutcomeCommand extends CliCommand {
  @Mixin final Options.Json output = new Options.Json();

  /** Whether only the answer is wanted, on standard output. */
  abstract boolean isQuiet();

  /** Prints how a run ended, to a person or to a machine, and gives the exit code for it. */
  final int print(RunOutcome outcome, RunRef run, Duration elapsed, @Nullable BrowserTask task) {
    BrowserTaskResult result = outcome.result();
    boolean unstructured =
        task != null
            && task.request().structuredOutput() != null
            && outcome.lacksStructuredOutput();
    boolean good =
        result != null && result.outcome() == BrowserTaskOutcome.SUCCEEDED && !unstructured;
    OutcomeText text = new OutcomeText(context.terminal(), unstructured);
    if (output.json) {
      context.printJson(json(outcome, run));
    } else if (result != null && !isQuiet()) {
      new OutcomeText(context.outTerminal(), unstructured)
          .lines(outcome, run, elapsed)
          .forEach(context.out()::println);
    } else if (result != null) {
      printAnswer(result);
      text.asides(result).forEach(context::say);
    }
    if (result == null) {
      text.lines(outcome, run, elapsed).forEach(context::say);
    } else if (!good && (output.json || isQuiet())) {
      context.say(text.verdict(result, run));
    }
    return exitCode(outcome, good);
  }

  /** What the command ends with; good is a success whose output is as it was to be. */
  int exitCode(RunOutcome outcome, boolean good) {
    return good ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** As it is, so that it can be piped; a page or a model wrote it, and must steer no terminal. */
  private void printAnswer(BrowserTaskResult result) {
    String answer = result.output();
    if (answer != null) {
      context.out().println(context.outTerminal().live() ? PlainText.lines(answer) : answer);
    }
  }

  /** Shows a run that is there to its end; Ctrl-C ends the watching only. */
  final int follow(TemporalConnection temporal, Settings settings, String workflowId) {
    Runs.Found found = Runs.find(temporal, workflowId);
    String link = temporal.link(found.workflowId(), found.runId());
    RunRef ref = new RunRef(found.workflowId(), found.runId(), link, true);
    Instant startedAt = found.description().getStartTime();
    if (!found.isRunning()) {
      Duration elapsed = Duration.between(startedAt, found.description().getCloseTime());
      return print(RunOutcome.of(found.run()), ref, elapsed, found.task(temporal));
    }
    try (RunSteps steps = RunSteps.of(settings)) {
      RunWatch watch =
          new RunWatch(
              context,
              found.run(),
              found.description().getTaskQueue(),
              startedAt,
              false,
              isQuiet(),
              steps,
              WaitClock.SYSTEM);
      Optional<RunOutcome> outcome = watch.follow();
      if (outcome.isEmpty()) {
        context.statusLine().clear();
        context.say("No longer watching; the run goes on.");
        return RootCommand.INTERRUPTED;
      }
      return print(outcome.get(), ref, watch.elapsed(), found.task(temporal));
    }
  }

  /** The result's own fields, or {@code failure}; and where the run is found in both cases. */
  private static ObjectNode json(RunOutcome outcome, RunRef run) {
    ObjectNode json = CliContext.JSON.valueToTree(run);
    if (outcome.result() != null) {
      return json.setAll(CliContext.JSON.<ObjectNode>valueToTree(outcome.result()));
    }
    return json.set("failure", failure(outcome));
  }

  /** The type and the message of a failure, and the evidence beside them. */
  static ObjectNode failure(RunOutcome outcome) {
    ObjectNode failure = CliContext.JSON.valueToTree(outcome.failure());
    if (failure.remove("facts") instanceof ObjectNode evidence) {
      failure.setAll(evidence);
    }
    return failure;
  }
}
