package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import java.time.Instant;
import java.util.List;

/**
 * All that can be found out of a run.
 *
 * @param status Temporal's word for it
 * @param progress what the run itself tells, or null if no worker was up to ask it
 * @param facts what stands in the memo, or null
 * @param result its result, if it has one
 * @param failure how it failed, if it did
 * @param pending activities that are being retried, one sentence each
 * @param note what could not be found out, and why; or null
 * @param remote what Browser Use Cloud tells of the task
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RunDescription(
    String workflowId,
    String runId,
    String status,
    String taskQueue,
    Instant startTime,
    Instant closeTime,
    BrowserTaskProgress progress,
    BrowserTaskEvidence facts,
    BrowserTaskResult result,
    RunEnd.Failed failure,
    List<String> pending,
    String note,
    @JsonUnwrapped RemoteTask remote) {

  public static RunDescription of(Runs.Found found, Interrupt interrupt) {
    BrowserTaskProgress progress = RunQueries.progress(found, interrupt);
    BrowserTaskResult result = null;
    RunEnd.Failed failure = null;
    if (!found.isRunning()) {
      RunEnd end = RunWatch.endOf(found.run());
      result = end instanceof RunEnd.Finished finished ? finished.result() : null;
      failure = end instanceof RunEnd.Failed failed ? failed : null;
    }
    String note =
        progress == null
            ? "No worker on task queue "
                + found.description().getTaskQueue()
                + " answers, so this is what Temporal itself knows."
            : null;
    return new RunDescription(
        found.workflowId(),
        found.runId(),
        found.status(),
        found.description().getTaskQueue(),
        found.description().getStartTime(),
        found.isRunning() ? null : found.description().getCloseTime(),
        progress,
        RunQueries.memo(found),
        result,
        failure,
        pending(found),
        note,
        RemoteTask.unknown(null));
  }

  /** The same with what Browser Use Cloud tells. */
  public RunDescription with(RemoteTask remote, boolean live) {
    return new RunDescription(
        workflowId,
        runId,
        status,
        taskQueue,
        startTime,
        closeTime,
        // A run that exposes its links does so to those who ask it, not to every terminal.
        live || progress == null ? progress : progress.withoutLinks(),
        facts,
        result,
        failure,
        pending,
        note,
        remote);
  }

  /** The remote task, or null if none is known. */
  public String taskId() {
    BrowserTaskEvidence known = known();
    return known == null ? null : known.taskId();
  }

  /** The newest facts of the task, whoever tells them; or null. */
  public BrowserTaskEvidence known() {
    if (result != null) {
      return BrowserTaskEvidence.of(result);
    }
    if (failure != null && failure.facts() != null) {
      return failure.facts();
    }
    if (progress != null && progress.taskId() != null) {
      return BrowserTaskEvidence.of(progress);
    }
    return facts;
  }

  private static List<String> pending(Runs.Found found) {
    return found.description().getRawDescription().getPendingActivitiesList().stream()
        .filter(PendingActivityInfo::hasLastFailure)
        .map(
            activity ->
                activity.getActivityType().getName()
                    + ", attempt "
                    + activity.getAttempt()
                    + ", after: "
                    + activity.getLastFailure().getMessage())
        .toList();
  }
}
