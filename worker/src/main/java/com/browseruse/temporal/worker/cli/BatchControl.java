package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.BatchText;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchResult;
import com.browseruse.temporal.workflows.caller.BrowserTaskBatchHandle;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import io.temporal.client.WorkflowNotFoundException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ExitCode;

/** What the commands about a run do with the id of a batch. */
final class BatchControl {
  private final CliContext context;
  private final BrowserTaskBatchHandle batch;

  private BatchControl(CliContext context, BrowserTaskBatchHandle batch) {
    this.context = context;
    this.batch = batch;
  }

  /** Finds a batch that is not over; empty if the id is that of something else, or of nothing. */
  static Optional<BatchControl> find(
      CliContext context, TemporalConnection temporal, String id, String what) {
    if (id.isBlank()) {
      return Optional.empty();
    }
    try {
      BrowserTaskBatchHandle batch = BrowserTasks.create(temporal.client()).findBatch(id);
      if (batch.workflow().describe().getWorkflowExecutionInfo().hasCloseTime()) {
        throw UserError.failed(
            "The batch %s is over already: there is nothing to %s".formatted(id, what));
      }
      return Optional.of(new BatchControl(context, batch));
    } catch (IllegalArgumentException | WorkflowNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Sends the update of that name, and prints where the batch is. */
  int update(String name, Options.Json output) {
    BrowserTaskBatchResult result =
        context.during("Waiting for the batch to " + name, () -> execute(name));
    return print(result, output);
  }

  private BrowserTaskBatchResult execute(String name) {
    try {
      return switch (name) {
        case "pause" -> batch.pause();
        case "resume" -> batch.resume();
        default -> batch.stop();
      };
    } catch (BrowserTaskException e) {
      throw UserError.failed(
          "The batch refuses to %s: %s".formatted(name, PlainText.oneLine(e.getMessage())));
    }
  }

  /** Cancels the batch, and waits until none of its tasks is alive. */
  int cancel(Options.Json output) {
    batch.cancel();
    return print(
        context.during("Cancelling: waiting until all remote tasks have ended", this::end), output);
  }

  private BrowserTaskBatchResult end() {
    try {
      return batch.result();
    } catch (BrowserTaskException e) {
      return batch.progress();
    }
  }

  private int print(BrowserTaskBatchResult result, Options.Json output) {
    output.print(
        context,
        result.withoutLines(),
        () -> List.of(new BatchText(context.outTerminal()).text(result)));
    return ExitCode.OK;
  }
}
