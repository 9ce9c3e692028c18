package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.worker.cli.view.PlainText;
import com.browseruse.temporal.worker.cli.view.RunText;
import com.browseruse.temporal.worker.config.ExitCodes;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.run.Daemons;
import com.browseruse.temporal.worker.run.Problems;
import com.browseruse.temporal.worker.run.Runs;
import com.browseruse.temporal.worker.run.Ticker;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Mixin;

/** A command that has a run do something and waits until it is done. */
abstract class ControlCommand implements Callable<Integer> {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  private final Host host;
  private final String update;
  @Mixin private RunIdParameter run;
  @Mixin private JsonOption output;

  /**
   * Creates the command.
   *
   * @param update the name of the update, which is the command's too
   */
  ControlCommand(Host host, String update) {
    this.host = host;
    this.update = update;
  }

  /** What is waited for once the run has taken the wish, or null if it is not worth a word. */
  String waitsFor() {
    return null;
  }

  @Override
  public Integer call() {
    Logging.quiet();
    host.settings();
    try (TemporalConnection temporal = TemporalConnection.open(host.environment())) {
      Runs.Found found = Runs.find(temporal, run.workflowId);
      if (!found.isRunning()) {
        throw UserError.failed(
            "The run "
                + found.workflowId()
                + " is over already ("
                + found.status()
                + "): there is nothing to "
                + update);
      }
      BrowserTaskProgress progress = execute(found);
      if (output.json) {
        Json.print(host.out(), progress);
      } else {
        RunText.progress(progress).forEach(host.out()::println);
      }
      return ExitCodes.SUCCESS;
    }
  }

  private BrowserTaskProgress execute(Runs.Found found) {
    WorkflowUpdateHandle<BrowserTaskProgress> handle =
        await(
            CompletableFuture.supplyAsync(
                () ->
                    found
                        .run()
                        .startUpdate(
                            update, WorkflowUpdateStage.ACCEPTED, BrowserTaskProgress.class),
                Daemons.EXECUTOR),
            ANSWER_LIMIT,
            "No worker on task queue "
                + found.description().getTaskQueue()
                + " has answered for "
                + ANSWER_LIMIT.toSeconds()
                + " s; the run may still "
                + update
                + " once one is up");
    if (waitsFor() == null) {
      return await(
          handle.getResultAsync(),
          ANSWER_LIMIT,
          "The run has taken the wish to "
              + update
              + ", but was not done with it after "
              + ANSWER_LIMIT.toSeconds()
              + " s; see describe "
              + found.workflowId());
    }
    host.say(waitsFor());
    return await(handle.getResultAsync(), null, null);
  }

  /** Waits for an answer, or for the person to lose patience. */
  private <T> T await(CompletableFuture<T> answer, Duration limit, String tooLate) {
    CompletableFuture<?> first = CompletableFuture.anyOf(answer, host.interrupt().future());
    if (limit == null) {
      first.handle((value, problem) -> null).join();
    } else {
      Ticker.SYSTEM.await(first, limit);
    }
    if (answer.isDone()) {
      try {
        return answer.join();
      } catch (CompletionException e) {
        throw explain(e.getCause());
      }
    }
    throw UserError.failed(
        host.interrupt().isFired() ? "No longer waiting; the run may still " + update : tooLate);
  }

  private RuntimeException explain(Throwable problem) {
    if (problem instanceof WorkflowUpdateException
        && problem.getCause() instanceof ApplicationFailure failure) {
      return FailureTypes.UNSUPPORTED_OPERATION.equals(failure.getType())
          ? UserError.failed("This version of the API does not support " + update)
          : UserError.failed(
              "The run refuses to "
                  + update
                  + ": "
                  + PlainText.oneLine(failure.getOriginalMessage()));
    }
    return Problems.isNotFound(problem)
        ? UserError.failed("The run " + run.workflowId + " ended in the meantime")
        : Problems.explain(problem);
  }
}
