package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.worker.cli.view.DescriptionText;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.run.Runs;
import com.browseruse.temporal.worker.run.WaitClock;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import io.grpc.Status;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands that have a run do something, by an update of its workflow, and wait for it. */
final class ControlCommands {
  private static final Duration RESPONSE_LIMIT = Duration.ofSeconds(30);
  private static final Duration NO_LIMIT = Duration.ofDays(365);

  private ControlCommands() {}

  @Command(
      name = "pause",
      header = "Lets the agent of a run rest.",
      description = "The run's deadline goes on.")
  static final class Pause extends ControlCommand {}

  @Command(name = "resume", header = "Lets a resting agent go on.")
  static final class Resume extends ControlCommand {}

  @Command(
      name = "stop",
      header = "Stops the task of a run, which then ends normally.",
      description = "The outcome is STOPPED, or the result if the task finished first.")
  static final class Stop extends ControlCommand {}

  private abstract static class ControlCommand extends CliCommand {
    @Mixin private final Options.RunId run = new Options.RunId();
    @Mixin private final Options.Json output = new Options.Json();

    /** The command's name. */
    private String update = "";

    @Spec private @Nullable CommandSpec command;

    @Override
    int run() {
      update = Objects.requireNonNull(command).name();
      context.settings();
      try (TemporalConnection temporal = context.connect()) {
        Runs.Found found = Runs.find(temporal, run.workflowId);
        if (!found.isRunning()) {
          throw UserError.failed(
              "The run %s is over already (%s): there is nothing to %s"
                  .formatted(found.workflowId(), found.status(), update));
        }
        BrowserTaskProgress progress = execute(found);
        output.print(context, progress, () -> DescriptionText.progress(progress));
        return ExitCode.OK;
      }
    }

    private BrowserTaskProgress execute(Runs.Found found) {
      WorkflowUpdateHandle<BrowserTaskProgress> handle =
          await(
              found.startUpdate(update),
              RESPONSE_LIMIT,
              ("No worker on task queue %s has answered for %s s; the run may still %s once"
                      + " one is up")
                  .formatted(
                      found.description().getTaskQueue(), RESPONSE_LIMIT.toSeconds(), update));
      if (update.equals("stop")) {
        context.say("Stopping: waiting until the remote task has ended.");
        return await(handle.getResultAsync(), NO_LIMIT, "");
      }
      return await(
          handle.getResultAsync(),
          RESPONSE_LIMIT,
          "The run has accepted to %s, but was not done with it after %s s; see describe %s"
              .formatted(update, RESPONSE_LIMIT.toSeconds(), found.workflowId()));
    }

    /** Waits for a response, or for Ctrl-C. */
    private <T> T await(CompletableFuture<T> response, Duration limit, String tooLate) {
      WaitClock.SYSTEM.await(CompletableFuture.anyOf(response, context.interrupted()), limit);
      if (response.isDone()) {
        try {
          return response.join();
        } catch (CompletionException e) {
          throw explain(e.getCause());
        }
      }
      throw UserError.failed(
          context.isInterrupted() ? "No longer waiting; the run may still " + update : tooLate);
    }

    private RuntimeException explain(@Nullable Throwable problem) {
      if (problem instanceof WorkflowUpdateException
          && problem.getCause() instanceof ApplicationFailure failure) {
        return FailureTypes.UNSUPPORTED_OPERATION.equals(failure.getType())
            ? UserError.failed("This version of the API does not support " + update)
            : UserError.failed(
                "The run refuses to %s: %s"
                    .formatted(update, PlainText.oneLine(failure.getOriginalMessage())));
      }
      return UserError.grpcStatus(problem) == Status.Code.NOT_FOUND
          ? UserError.failed("The run " + run.workflowId + " ended in the meantime")
          : UserError.of(problem);
    }
  }
}
