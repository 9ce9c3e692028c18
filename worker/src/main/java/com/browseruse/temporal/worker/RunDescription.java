package com.browseruse.temporal.worker;

import com.browseruse.temporal.worker.view.RunEnd;
import com.browseruse.temporal.worker.view.RunText;
import com.browseruse.temporal.worker.view.Words;
import com.browseruse.temporal.workflows.BrowserTaskFacts;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

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
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record RunDescription(
    String workflowId,
    String runId,
    String status,
    String taskQueue,
    Instant startTime,
    Instant closeTime,
    BrowserTaskProgress progress,
    BrowserTaskFacts facts,
    BrowserTaskResult result,
    RunEnd.Failed failure,
    List<String> pending,
    String note) {

  /** A query of a run that no worker is up for is answered after ten seconds, with an error. */
  private static final Duration QUERY_LIMIT = Duration.ofSeconds(6);

  static RunDescription of(Runs.Found found, Interrupt interrupt) {
    BrowserTaskProgress progress = progress(found, interrupt);
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
        memo(found),
        result,
        failure,
        pending(found),
        note);
  }

  /** Writes one fact on each line. */
  List<String> lines(String link) {
    ZoneId zone = ZoneId.systemDefault();
    List<String> lines = new ArrayList<>();
    RunText.add(lines, "Workflow", workflowId);
    RunText.add(lines, "Run", status);
    RunText.add(lines, "Task queue", taskQueue);
    RunText.add(lines, "Started", Words.time(startTime, zone));
    RunText.add(lines, "Closed", Words.time(closeTime, zone));
    if (progress != null) {
      lines.addAll(RunText.progress(progress));
    } else if (facts != null) {
      lines.addAll(RunText.facts(facts));
    }
    pending.forEach(activity -> RunText.add(lines, "Retrying", activity));
    if (result != null) {
      RunText.add(lines, "Outcome", String.valueOf(result.outcome()));
      RunText.add(lines, "Output", result.output());
    }
    if (failure != null) {
      RunText.add(lines, "Failure", failure.type() + ": " + failure.message());
    }
    RunText.add(lines, "More", link);
    RunText.add(lines, "Note", note);
    return lines;
  }

  private static BrowserTaskProgress progress(Runs.Found found, Interrupt interrupt) {
    CompletableFuture<BrowserTaskProgress> answer =
        CompletableFuture.supplyAsync(
            () -> found.run().query("progress", BrowserTaskProgress.class), Daemons.EXECUTOR);
    Ticker.SYSTEM.await(CompletableFuture.anyOf(answer, interrupt.future()), QUERY_LIMIT);
    try {
      return answer.getNow(null);
    } catch (CompletionException e) {
      return null;
    }
  }

  private static BrowserTaskFacts memo(Runs.Found found) {
    try {
      return found
          .description()
          .getMemo(BrowserTaskFacts.MEMO_KEY, BrowserTaskFacts.class, BrowserTaskFacts.class);
    } catch (RuntimeException e) {
      // Written by another release, or encrypted.
      return null;
    }
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
