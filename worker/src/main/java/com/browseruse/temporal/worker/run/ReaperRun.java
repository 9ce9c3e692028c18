package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.ReapInput;
import com.browseruse.temporal.workflows.ReapOrphanedTasksWorkflow;
import com.browseruse.temporal.workflows.ReapResult;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts one reaper and waits for it. */
public record ReaperRun(
    TemporalConnection temporal,
    String taskQueue,
    Consumer<String> say,
    CompletableFuture<?> interrupted) {
  private static final String ID = ReapOrphanedTasksWorkflow.WORKFLOW_ID;
  private static final Duration WORKER_LIMIT = Duration.ofSeconds(5);

  /** Runs it to its end; empty if it was interrupted, and is cancelled then. */
  public Optional<ReapResult> run(ReapInput input) {
    WorkflowStub reaper = start(input);
    String link = temporal.link(ID, reaper.getExecution().getRunId());
    say.accept("Workflow           " + ID);
    if (link != null) {
      say.accept("                   " + link);
    }
    CompletableFuture<ReapResult> result = reaper.getResultAsync(ReapResult.class);
    CompletableFuture<?> over = CompletableFuture.anyOf(result.handle((r, e) -> null), interrupted);
    sayIfNoWorkerAnswers(reaper, over);
    over.join();
    if (!result.isDone()) {
      cancel(reaper);
      return Optional.empty();
    }
    try {
      return Optional.of(result.join());
    } catch (CompletionException e) {
      throw explain(e.getCause());
    }
  }

  private WorkflowStub start(ReapInput input) {
    WorkflowStub reaper =
        temporal
            .client()
            .newUntypedWorkflowStub(
                ReapOrphanedTasksWorkflow.TYPE,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(ID)
                    .setTaskQueue(taskQueue)
                    .setStaticSummary(
                        input.apply()
                            ? "stop tasks that no workflow owns"
                            : "find tasks that no workflow owns, stop none")
                    .setWorkflowIdConflictPolicy(
                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                    .build());
    try {
      reaper.start(input);
      return reaper;
    } catch (WorkflowExecutionAlreadyStarted e) {
      // Not joined: it may have been told something else, such as to stop nothing.
      throw UserError.failed(
          ("A reaper that was started by hand is under way already (workflow %s): try again once"
                  + " it has ended")
              .formatted(ID));
    }
  }

  private void sayIfNoWorkerAnswers(WorkflowStub reaper, CompletableFuture<?> over) {
    CompletableFuture<ReapResult> answer =
        BackgroundPoll.async(() -> reaper.query("progress", ReapResult.class));
    WaitClock.SYSTEM.await(CompletableFuture.anyOf(over, answer), WORKER_LIMIT);
    if (!over.isDone() && (!answer.isDone() || answer.isCompletedExceptionally())) {
      say.accept("No worker on task queue " + taskQueue + " answers yet; waiting for one.");
    }
  }

  private void cancel(WorkflowStub reaper) {
    try {
      reaper.cancel();
      say.accept(
          "Cancelled: no further task is stopped. Stops under way are watched to their end.");
    } catch (WorkflowNotFoundException e) {
      say.accept("The reaper ended in the meantime.");
    }
  }

  private static RuntimeException explain(@Nullable Throwable problem) {
    if (problem instanceof WorkflowFailedException) {
      return UserError.failed(
          problem.getCause() instanceof ApplicationFailure failure
              ? "The reaper failed: %s: %s"
                  .formatted(failure.getType(), PlainText.oneLine(failure.getOriginalMessage()))
              : "The reaper was ended by somebody: " + UserError.rootMessage(problem));
    }
    return UserError.of(problem);
  }
}
