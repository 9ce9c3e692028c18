package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.common.converter.DataConverterException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Finds runs. */
public final class Runs {
  /** A query of a run that no worker is up for fails after ten seconds. */
  private static final Duration QUERY_LIMIT = Duration.ofSeconds(6);

  /** A look of the run at its task takes a call to the API. */
  private static final Duration REFRESH_LIMIT = Duration.ofSeconds(3);

  /** How a query ends that no worker has taken up. */
  private static final Set<Status.Code> NOBODY =
      Set.of(
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.FAILED_PRECONDITION,
          Status.Code.UNAVAILABLE,
          Status.Code.CANCELLED);

  private Runs() {}

  /** Finds a run; an error if there is no workflow of that id, or if it is none of ours. */
  public static Found find(TemporalConnection temporal, String workflowId) {
    if (workflowId.isBlank()) {
      throw UserError.usage("ID must not be empty: give the id of a workflow");
    }
    try {
      BrowserTaskHandle run = BrowserTasks.create(temporal.client()).find(workflowId);
      return new Found(run, run.workflow().describe());
    } catch (IllegalArgumentException e) {
      throw UserError.failed(String.valueOf(e.getMessage()));
    }
  }

  static String word(WorkflowExecutionStatus status) {
    return status.name().replaceFirst("^WORKFLOW_EXECUTION_STATUS_", "");
  }

  /** Where a run says it is, or why it says nothing. */
  record Told(@Nullable BrowserTaskProgress progress, @Nullable String whyNot) {}

  /** A run, and what Temporal said of it when it was found. */
  public record Found(BrowserTaskHandle run, WorkflowExecutionDescription description) {
    public String workflowId() {
      return description.getExecution().getWorkflowId();
    }

    public String runId() {
      return description.getExecution().getRunId();
    }

    public boolean isRunning() {
      // Not by its status: a paused run is no more over than one in a state yet to be invented.
      return !description.getWorkflowExecutionInfo().hasCloseTime();
    }

    /** Temporal's word for it, such as {@code RUNNING}. */
    public String status() {
      return word(description.getStatus());
    }

    long historyLength() {
      return description.getHistoryLength();
    }

    /** What the run was started with, or null if it cannot be read. */
    public @Nullable BrowserTask task(TemporalConnection temporal) {
      try {
        return temporal
            .client()
            .getWorkflowServiceStubs()
            .blockingStub()
            .getWorkflowExecutionHistory(
                GetWorkflowExecutionHistoryRequest.newBuilder()
                    .setNamespace(temporal.namespace())
                    .setExecution(description.getExecution())
                    .setMaximumPageSize(1)
                    .build())
            .getHistory()
            .getEventsList()
            .stream()
            .limit(1)
            .map(HistoryEvent::getWorkflowExecutionStartedEventAttributes)
            .map(start -> first(temporal, start.getInput()))
            .findFirst()
            .orElse(null);
      } catch (StatusRuntimeException | DataConverterException | IllegalArgumentException e) {
        // Encrypted, or refused.
        return null;
      }
    }

    private static BrowserTask first(TemporalConnection temporal, Payloads input) {
      return temporal
          .client()
          .getOptions()
          .getDataConverter()
          .fromPayloads(0, Optional.of(input), BrowserTask.class, BrowserTask.class);
    }

    /** Sends an update, and is done once a worker has accepted or refused it. */
    public CompletableFuture<WorkflowUpdateHandle<BrowserTaskProgress>> startUpdate(String name) {
      return WaitClock.SYSTEM.async(
          () ->
              run.workflow()
                  .startUpdate(name, WorkflowUpdateStage.ACCEPTED, BrowserTaskProgress.class));
    }

    /** Asks the run, or says why it has not answered. */
    Told told(CompletableFuture<?> interrupted) {
      if (description.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED) {
        // A replay fails at the event that ended it.
        return new Told(null, "The run was terminated and can no longer be asked");
      }
      if (isRunning()) {
        // What is then asked for is fresh; or as old as it is, if the API does not answer in time.
        CompletableFuture<?> looked = WaitClock.SYSTEM.async(run::refresh).handle((p, e) -> null);
        WaitClock.SYSTEM.await(CompletableFuture.anyOf(looked, interrupted), REFRESH_LIMIT);
      }
      CompletableFuture<BrowserTaskProgress> response = WaitClock.SYSTEM.async(run::progress);
      WaitClock.SYSTEM.await(CompletableFuture.anyOf(response, interrupted), QUERY_LIMIT);
      String nobody = "No worker on task queue " + description.getTaskQueue() + " answers";
      try {
        BrowserTaskProgress progress = response.getNow(null);
        return new Told(progress, progress == null ? nobody : null);
      } catch (CompletionException e) {
        return new Told(
            null,
            NOBODY.contains(UserError.grpcStatus(e))
                ? nobody
                : "The run could not be asked (" + UserError.rootMessage(e) + ")");
      }
    }

    /** Reads the memo, which needs no worker; or gives null. */
    @Nullable BrowserTaskEvidence memo() {
      try {
        return description.getMemo(
            BrowserTaskEvidence.MEMO_KEY, BrowserTaskEvidence.class, BrowserTaskEvidence.class);
      } catch (RuntimeException e) {
        // Written by another release, or encrypted.
        return null;
      }
    }
  }
}
