package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskStep;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

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
    @Nullable Instant closeTime,
    @Nullable BrowserTaskProgress progress,
    @Nullable BrowserTaskEvidence facts,
    @Nullable BrowserTaskResult result,
    RunOutcome.@Nullable Failed failure,
    List<String> pending,
    @Nullable String note,
    @JsonUnwrapped RemoteTask remote) {

  /**
   * What Browser Use Cloud tells of the task.
   *
   * @param steps its steps, oldest first; empty if they could not be read
   * @param liveUrl where a person can watch and steer its browser; null unless asked for
   * @param publicShareUrl where anybody can see its outcome; null unless asked for
   * @param stepsNote why the steps are not known, or null
   * @param task all that was read, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RemoteTask(
      List<Step> steps,
      @Nullable String liveUrl,
      @Nullable String publicShareUrl,
      @Nullable String stepsNote,
      @JsonIgnore @Nullable Task task) {
    static RemoteTask unknown(@Nullable String why) {
      return new RemoteTask(List.of(), null, null, why, null);
    }
  }

  /**
   * A step without what it is not needed for here: actions, memory, and links to pictures, which
   * open to whoever has them.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Step(
      int number, @Nullable String nextGoal, @Nullable String url, @Nullable Duration duration) {
    private static Step of(TaskStep step) {
      return new Step(step.number(), step.nextGoal(), step.url(), step.duration());
    }
  }

  public static RunDescription of(Runs.Found found, CompletableFuture<?> interrupted) {
    BrowserTaskProgress progress = RunQueries.progress(found, interrupted);
    BrowserTaskResult result = null;
    RunOutcome.Failed failure = null;
    if (!found.isRunning()) {
      RunOutcome outcome = RunWatch.outcomeOf(found.run());
      result = outcome instanceof RunOutcome.Finished finished ? finished.result() : null;
      failure = outcome instanceof RunOutcome.Failed failed ? failed : null;
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

  /**
   * The same with what Browser Use Cloud tells of the task. Never fails, since a run is known
   * without it.
   *
   * @param withLinks whether to show links too. Whoever has the live one has the browser
   */
  public RunDescription withRemote(Settings settings, boolean withLinks) {
    String taskId = taskId();
    RemoteTask known;
    if (taskId == null) {
      known = RemoteTask.unknown(null);
    } else if (!settings.hasApiKey()) {
      known = RemoteTask.unknown("The steps are shown when " + Settings.API_KEY + " is set.");
    } else {
      known = read(settings, taskId, withLinks);
    }
    return new RunDescription(
        workflowId,
        runId,
        status,
        taskQueue,
        startTime,
        closeTime,
        // A run that exposes its links does so to those who ask it, not to every terminal.
        withLinks || progress == null ? progress : progress.withoutLinks(),
        facts,
        result,
        failure,
        pending,
        note,
        known);
  }

  private static RemoteTask read(Settings settings, String taskId, boolean withLinks) {
    try (BrowserUseClient client = BrowserUseClient.create(settings.clientOptions())) {
      Task task = client.getTask(taskId);
      List<Step> steps = task.steps().stream().map(Step::of).toList();
      if (!withLinks) {
        return new RemoteTask(steps, null, null, null, task);
      }
      if (task.sessionId() == null || !client.supports(ApiFeature.SESSIONS)) {
        return new RemoteTask(steps, task.liveUrl(), task.publicShareUrl(), null, task);
      }
      Session session = client.sessions().get(task.sessionId());
      return new RemoteTask(steps, session.liveUrl(), session.publicShareUrl(), null, task);
    } catch (BrowserUseException | IllegalArgumentException e) {
      return RemoteTask.unknown("The steps could not be read: " + UserError.rootMessage(e));
    }
  }

  /** The remote task, or null if none is known. */
  private @Nullable String taskId() {
    BrowserTaskEvidence known = known();
    return known == null ? null : known.taskId();
  }

  /** The newest facts of the task, whoever tells them; or null. */
  public @Nullable BrowserTaskEvidence known() {
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
