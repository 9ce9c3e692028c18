package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.RunRef;
import com.browseruse.temporal.worker.config.ExitCodes;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.dev.DevStack;
import com.browseruse.temporal.worker.dev.DevTemporal;
import com.browseruse.temporal.worker.run.RunEnd;
import com.browseruse.temporal.worker.run.RunWatch;
import com.browseruse.temporal.worker.run.Runs;
import com.browseruse.temporal.worker.run.Ticker;
import com.browseruse.temporal.workflows.BrowserTaskInput;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    header = "Starts one task, shows its progress and prints its result.",
    description =
        "Ends with 0 if the outcome is SUCCEEDED, else with 1. Ctrl-C cancels the run: the remote"
            + " task is stopped before it ends.")
final class RunCommand implements Callable<Integer> {
  private static final Duration CANCEL_LIMIT = Duration.ofSeconds(60);

  private final Host host;
  @Mixin private InputOptions input;
  @Mixin private NewRunIdOption id;
  @Mixin private TaskQueueOption taskQueue;
  @Mixin private JsonOption output;

  @Option(
      names = "--dev",
      description =
          "Bring up what is missing: Temporal unless one is configured, the emulator unless"
              + " BROWSER_USE_API_KEY is set, and a worker.")
  private boolean dev;

  RunCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Logging.quiet();
    Settings settings = host.settings();
    BrowserTaskInput task = input.read(host.in());
    String queue = taskQueue.orElse(settings);
    if (dev) {
      try (DevStack stack =
          DevStack.up(host, settings.withTaskQueue(queue), DevTemporal.Ports.ANY, 0, true)) {
        return run(stack.temporal(), queue, task, stack.hasOwnTemporal());
      }
    }
    try (TemporalConnection temporal = TemporalConnection.open(host.environment())) {
      return run(temporal, queue, task, false);
    }
  }

  private int run(
      TemporalConnection temporal, String queue, BrowserTaskInput task, boolean endsWithUs) {
    if (host.interrupt().isFired()) {
      return ExitCodes.INTERRUPTED;
    }
    String workflowId = id.orNew();
    WorkflowStub run = Runs.start(temporal, workflowId, queue, task);
    String runId = run.getExecution().getRunId();
    String link = temporal.link(workflowId, runId);
    host.say("Workflow           " + workflowId);
    if (link != null) {
      host.say("                   " + link);
    }
    // A link to a server that ends with this process leads nowhere afterwards.
    RunRef ref = new RunRef(workflowId, runId, endsWithUs ? null : link);
    Instant startedAt = Ticker.SYSTEM.now();
    RunWatch watch = new RunWatch(run, queue, startedAt, new RunDisplay(host), Ticker.SYSTEM);
    Optional<RunEnd> end =
        watch.follow(host.interrupt().future(), now -> host.interrupt().isFired());
    if (end.isPresent()) {
      return Ending.print(host, end.get(), ref, watch.elapsed(Ticker.SYSTEM.now()), output.json);
    }
    cancel(watch, run, ref, endsWithUs);
    return ExitCodes.INTERRUPTED;
  }

  private void cancel(RunWatch watch, WorkflowStub run, RunRef ref, boolean endsWithUs) {
    host.say(
        "Cancelling the run: it ends once the remote task is stopped. Waiting at most "
            + CANCEL_LIMIT.toSeconds()
            + " s.");
    try {
      run.cancel();
    } catch (WorkflowNotFoundException e) {
      // It ended in the meantime, which the watch will tell.
    }
    Instant limit = Ticker.SYSTEM.now().plus(CANCEL_LIMIT);
    Optional<RunEnd> end = watch.follow(new CompletableFuture<>(), now -> now.isAfter(limit));
    if (end.isPresent()) {
      Ending.print(host, end.get(), ref, watch.elapsed(Ticker.SYSTEM.now()), output.json);
    } else {
      host.statusLine().clear();
      host.say(
          "The run is not over after "
              + CANCEL_LIMIT.toSeconds()
              + " s. "
              + (endsWithUs
                  ? "Its Temporal server ends now: look after the remote task yourself."
                  : "It goes on being cancelled in the background, as long as a worker is up."));
    }
  }
}
