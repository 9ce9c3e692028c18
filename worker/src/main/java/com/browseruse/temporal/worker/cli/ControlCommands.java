package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.worker.cli.view.DescriptionText;
import com.browseruse.temporal.worker.cli.view.EndingText;
import com.browseruse.temporal.worker.cli.view.Phrases;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.run.RemoteStop;
import com.browseruse.temporal.worker.run.RunOutcome;
import com.browseruse.temporal.worker.run.Runs;
import com.browseruse.temporal.worker.run.WaitClock;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import io.grpc.Status;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateHandle;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands that have a run do something, by an update of its workflow, and wait for it. */
final class ControlCommands {
  private static final Duration RESPONSE_LIMIT = Duration.ofSeconds(30);
  private static final Duration NO_LIMIT = Duration.ofDays(365);

  private ControlCommands() {}

  @Command(
      name = "pause",
      header = "Pauses the agent of a run, or a batch.",
      description =
          "The run's deadline goes on. Version 2 of the API cannot do it. A batch that is paused"
              + " starts no further line.",
      footer = {"", "Example:", "  pause milk-4711"})
  static final class Pause extends ControlCommand {
    @Mixin private final Options.RunId run = new Options.RunId();

    @Override
    int run() {
      return update(run.workflowId);
    }
  }

  @Command(
      name = "resume",
      header = "Lets the paused agent of a run, or a batch, go on.",
      footer = {"", "Example:", "  resume milk-4711"})
  static final class Resume extends ControlCommand {
    @Mixin private final Options.RunId run = new Options.RunId();

    @Override
    int run() {
      return update(run.workflowId);
    }
  }

  @Command(
      name = "stop",
      header = "Stops the task of a run, which then ends normally; or a task that has no run.",
      description = {
        "The outcome of the run is STOPPED, or the result if the task finished first. With --task"
            + " the task is told to stop without its run, and watched for two minutes: ends with 0"
            + " if it is over, else with 1.",
        "With --json: where the run is, as the query progress tells it; with --task one object of"
            + " taskId, status, costUsd, stop (STOPPED, FINISHED_FIRST, UNCONFIRMED)."
      },
      footer = {
        "",
        "Examples:",
        "  stop milk-4711",
        "  stop --task c762e2f2-6594-4d42-adb4-2586a2ba1982"
      })
  static final class Stop extends ControlCommand {
    @Parameters(
        arity = "0..1",
        paramLabel = "ID",
        description = "The id of the workflow, unless --task is given.")
    private @Nullable String workflowId;

    @Option(
        names = "--task",
        paramLabel = "TASK_ID",
        description = "A remote task that no run follows; Temporal is not asked then.")
    private @Nullable String taskId;

    @Override
    int run() {
      Options.refuseBlank("--task", taskId);
      if ((taskId == null) == (workflowId == null)) {
        throw UserError.usage(
            "Say what to stop: give the ID of a workflow, or --task TASK_ID, but not both");
      }
      return taskId == null ? update(Objects.requireNonNull(workflowId)) : stopTask(taskId);
    }

    private int stopTask(String taskId) {
      try (BrowserUseClient client = BrowserUseClient.create(context.settings().clientOptions())) {
        RemoteStop stopped =
            context.during(
                "Waiting until the task has stopped",
                () -> RemoteStop.of(client, taskId, context.interrupted(), WaitClock.SYSTEM));
        output.print(context, stopped, () -> DescriptionText.stopped(stopped));
        if (stopped.stop() != StopOutcome.UNCONFIRMED) {
          return ExitCode.OK;
        }
        context.say(
            context.isInterrupted()
                ? "No longer waiting: the task was told to stop, but was not seen to."
                : "The task was told to stop, but was not seen to: try again, or look at it in"
                    + " Browser Use Cloud.");
        return ExitCode.SOFTWARE;
      }
    }
  }

  @Command(
      name = "cancel",
      header = "Cancels a run: its task is stopped, and the run ends as cancelled.",
      description =
          "Waits until it is over. Ends with 0 unless the task was not seen to stop. Ctrl-C ends"
              + " only the waiting.",
      footer = {"", "Example:", "  cancel milk-4711"})
  static final class Cancel extends OutcomeCommand {
    @Mixin private final Options.RunId run = new Options.RunId();

    @Override
    boolean isQuiet() {
      return false;
    }

    @Override
    int exitCode(RunOutcome outcome, boolean good) {
      return EndingText.mayLive(outcome) ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    @Override
    int run() {
      Settings settings = context.settings();
      try (TemporalConnection temporal = context.connect()) {
        Optional<BatchControl> batch =
            BatchControl.find(context, temporal, run.workflowId, "cancel");
        if (batch.isPresent()) {
          return batch.get().cancel(output);
        }
        Runs.Found found = running(temporal, run.workflowId, "cancel");
        found.run().cancel();
        context.say("Cancelling: waiting until the remote task has ended.");
        return follow(temporal, settings, run.workflowId);
      }
    }
  }

  /** Finds a run that is not over yet. */
  private static Runs.Found running(TemporalConnection temporal, String workflowId, String what) {
    Runs.Found found = Runs.find(temporal, workflowId);
    if (!found.isRunning()) {
      throw UserError.failed(
          "The run %s is over already (%s): there is nothing to %s"
              .formatted(found.workflowId(), Phrases.words(found.status()), what));
    }
    return found;
  }

  private abstract static class ControlCommand extends CliCommand {
    @Mixin final Options.Json output = new Options.Json();

    /** The command's name. */
    private String update = "";

    @Spec private @Nullable CommandSpec command;

    /** Sends the update of the command's name. */
    final int update(String workflowId) {
      update = Objects.requireNonNull(command).name();
      context.settings();
      try (TemporalConnection temporal = context.connect()) {
        Optional<BatchControl> batch = BatchControl.find(context, temporal, workflowId, update);
        if (batch.isPresent()) {
          return batch.get().update(update, output);
        }
        Runs.Found found = running(temporal, workflowId, update);
        BrowserTaskProgress progress =
            context.during("Waiting for the run to " + update, () -> execute(found));
        output.print(context, progress, () -> DescriptionText.progress(progress));
        if (progress.stop() != StopOutcome.UNCONFIRMED) {
          return ExitCode.OK;
        }
        new EndingText(context.terminal(), false)
            .left(Map.of(workflowId, Objects.requireNonNullElse(progress.taskId(), "")))
            .forEach(context::say);
        return ExitCode.SOFTWARE;
      }
    }

    private BrowserTaskProgress execute(Runs.Found found) {
      WorkflowUpdateHandle<BrowserTaskProgress> handle =
          await(
              found,
              found.startUpdate(update),
              RESPONSE_LIMIT,
              ("No worker on task queue %s has answered for %s s; the run may still %s once"
                      + " one is up")
                  .formatted(
                      found.description().getTaskQueue(), RESPONSE_LIMIT.toSeconds(), update));
      if (update.equals("stop")) {
        context.say("Stopping: waiting until the remote task has ended.");
        return await(found, handle.getResultAsync(), NO_LIMIT, "");
      }
      return await(
          found,
          handle.getResultAsync(),
          RESPONSE_LIMIT,
          "The run has accepted to %s, but was not done with it after %s s; see describe %s"
              .formatted(update, RESPONSE_LIMIT.toSeconds(), found.workflowId()));
    }

    /** Waits for a response, or for Ctrl-C. */
    private <T> T await(
        Runs.Found found, CompletableFuture<T> response, Duration limit, String tooLate) {
      WaitClock.SYSTEM.await(CompletableFuture.anyOf(response, context.interrupted()), limit);
      if (response.isDone()) {
        try {
          return response.join();
        } catch (CompletionException e) {
          throw explain(found, e.getCause());
        }
      }
      throw UserError.failed(
          context.isInterrupted() ? "No longer waiting; the run may still " + update : tooLate);
    }

    private RuntimeException explain(Runs.Found found, @Nullable Throwable problem) {
      if (problem instanceof WorkflowUpdateException refused) {
        BrowserTaskException refusal = BrowserTaskException.of(found.run().workflow(), refused);
        return FailureTypes.UNSUPPORTED_OPERATION.equals(refusal.type())
            ? UserError.failed("This version of the API does not support " + update)
            : UserError.failed(
                "The run refuses to %s: %s"
                    .formatted(update, PlainText.oneLine(refusal.getMessage())));
      }
      return UserError.grpcStatus(problem) == Status.Code.NOT_FOUND
          ? UserError.failed("The run ended in the meantime: there is nothing to " + update)
          : UserError.of(problem);
    }
  }
}
