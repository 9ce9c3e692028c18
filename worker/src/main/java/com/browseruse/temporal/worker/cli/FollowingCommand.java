package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.EndingText;
import com.browseruse.temporal.worker.cli.view.OutcomeText.RunRef;
import com.browseruse.temporal.worker.cli.view.Phrases;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.dev.DevStack;
import com.browseruse.temporal.worker.run.RunOutcome;
import com.browseruse.temporal.worker.run.RunSteps;
import com.browseruse.temporal.worker.run.WaitClock;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A command that starts a run and follows it to its end; Ctrl-C cancels the run. */
abstract class FollowingCommand extends StartingCommand {
  /** Longer than any run takes to end: an API that is down is asked to stop for 15 minutes. */
  private static final Duration CANCEL_LIMIT = Duration.ofMinutes(20);

  @Mixin private final Options.Quiet quiet = new Options.Quiet();

  @Override
  final boolean isQuiet() {
    return quiet.quiet;
  }

  /** Whether what was brought up for the run stays up after it. */
  boolean keeps() {
    return false;
  }

  final void tell(String line) {
    if (!isQuiet()) {
      context.say(line);
    }
  }

  final int run(
      TemporalConnection temporal, Settings settings, BrowserTask task, @Nullable DevStack stack) {
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
    boolean lasts = stack == null || !stack.hasOwnTemporal() || keeps();
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
          && !keeps()) {
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
        Stream.concat(text.left(Map.of(ref.workflowId(), watch.taskId())).stream(), after.stream())
            .toList();
  }

  private void cancel(
      BrowserTaskHandle run,
      RunWatch watch,
      RunRef ref,
      BrowserTask task,
      Supplier<List<String>> left) {
    context.say(
        task.options().stopOnCancel()
            ? "Cancelling the run: it ends once the remote task is stopped. Ctrl-C again leaves at"
                + " once."
            : "Cancelling the run; the remote task is left alone.");
    run.cancel();
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
