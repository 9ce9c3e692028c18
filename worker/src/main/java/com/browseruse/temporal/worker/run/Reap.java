package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.worker.cli.Host;
import com.browseruse.temporal.worker.cli.view.PlainText;
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
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Starts one reaper and waits for it. */
public final class Reap {
  private static final String ID = ReapOrphanedTasksWorkflow.WORKFLOW_ID;
  private static final Duration ASK_EVERY = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Host host;
  private final TemporalConnection temporal;
  private final String taskQueue;

  public Reap(Host host, TemporalConnection temporal, String taskQueue) {
    this.host = host;
    this.temporal = temporal;
    this.taskQueue = taskQueue;
  }

  /**
   * Runs it to its end.
   *
   * @return empty if the person lost patience; the reaper is cancelled then
   * @throws UserError if it failed, or if another one that was started by hand is under way
   */
  public Optional<ReapResult> run(ReapInput input) {
    WorkflowStub reaper = start(input);
    String link = temporal.link(ID, reaper.getExecution().getRunId());
    host.say("Workflow           " + ID);
    if (link != null) {
      host.say("                   " + link);
    }
    CompletableFuture<ReapResult> result = reaper.getResultAsync(ReapResult.class);
    CompletableFuture<?> news =
        CompletableFuture.anyOf(result.handle((r, e) -> null), host.interrupt().future());
    watch(reaper, news);
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

  /** What the list of workflows in the UI says of it. */
  private static String summary(ReapInput input) {
    return input.apply()
        ? "stops tasks that nobody owns"
        : "looks for tasks that nobody owns, and stops none";
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
                    .setStaticSummary(summary(input))
                    .setWorkflowIdConflictPolicy(
                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                    .build());
    try {
      reaper.start(input);
      return reaper;
    } catch (WorkflowExecutionAlreadyStarted e) {
      // Not joined: it may have been told something else, such as to stop nothing.
      throw UserError.failed(
          "A reaper that was started by hand is under way already (workflow "
              + ID
              + "): try again once it has ended");
    }
  }

  /** Says once that no worker answers, and otherwise nothing: a reaper takes seconds. */
  private void watch(WorkflowStub reaper, CompletableFuture<?> news) {
    Instant startedAt = Ticker.SYSTEM.now();
    Poll<ReapResult> progress =
        new Poll<>(
            () -> reaper.query("progress", ReapResult.class),
            ASK_EVERY,
            Daemons.EXECUTOR,
            startedAt);
    boolean told = false;
    while (!news.isDone()) {
      Instant now = Ticker.SYSTEM.now();
      progress.tick(now);
      if (!told && progress.last() == null && progress.silence(now).compareTo(PATIENCE) > 0) {
        told = true;
        host.say("No worker on task queue " + taskQueue + " answers yet; waiting for one.");
      }
      Ticker.SYSTEM.await(news, ASK_EVERY);
    }
  }

  private void cancel(WorkflowStub reaper) {
    try {
      reaper.cancel();
      host.say("Cancelled: no further task is stopped. Stops under way are watched to their end.");
    } catch (WorkflowNotFoundException e) {
      host.say("The reaper ended in the meantime.");
    }
  }

  private static RuntimeException explain(Throwable problem) {
    if (problem instanceof WorkflowFailedException) {
      return UserError.failed(
          problem.getCause() instanceof ApplicationFailure failure
              ? "The reaper failed: "
                  + failure.getType()
                  + ": "
                  + PlainText.oneLine(failure.getOriginalMessage())
              : "The reaper was ended by somebody: " + Problems.innermost(problem));
    }
    return Problems.explain(problem);
  }
}
