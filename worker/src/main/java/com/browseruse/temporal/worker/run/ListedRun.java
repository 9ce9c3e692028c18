package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.grpc.Status;
import io.temporal.client.WorkflowExecutionMetadata;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run in Temporal's list of workflows; {@code memo} is what it has left there. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListedRun(
    String workflowId,
    String runId,
    String status,
    Instant startTime,
    @Nullable Instant closeTime,
    @JsonProperty("facts") @Nullable BrowserTaskEvidence memo) {

  /** The newest runs: those that last first, then those that are over. */
  public static List<ListedRun> newest(TemporalConnection temporal, int most) {
    try {
      return Stream.of("IS NULL", "IS NOT NULL")
          .map(
              is ->
                  "WorkflowType = '%s' AND CloseTime %s".formatted(RunBrowserTaskWorkflow.TYPE, is))
          .flatMap(query -> temporal.client().listExecutions(query).limit(most))
          .limit(most)
          .map(ListedRun::of)
          .toList();
    } catch (RuntimeException e) {
      throw UserError.grpcStatus(e) == Status.Code.UNIMPLEMENTED
          ? UserError.failed(
              "This Temporal server cannot list runs, as the in-process one of dev cannot")
          : e;
    }
  }

  private static ListedRun of(WorkflowExecutionMetadata run) {
    return new ListedRun(
        run.getExecution().getWorkflowId(),
        run.getExecution().getRunId(),
        Runs.word(run.getStatus()),
        run.getStartTime(),
        run.getCloseTime(),
        memo(run));
  }

  private static @Nullable BrowserTaskEvidence memo(WorkflowExecutionMetadata run) {
    try {
      return run.getMemo(
          BrowserTaskEvidence.MEMO_KEY, BrowserTaskEvidence.class, BrowserTaskEvidence.class);
    } catch (RuntimeException e) {
      // Written by another release, or encrypted.
      return null;
    }
  }
}
