package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * All that can be found out of a run; {@code status} is Temporal's word, {@code memo} what a run
 * keeps for whoever asks without a worker, {@code known} the newest evidence, whoever tells it.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RunDescription(
    String workflowId,
    String runId,
    String status,
    String taskQueue,
    @Nullable String text,
    Instant startTime,
    @Nullable Instant closeTime,
    @Nullable BrowserTaskProgress progress,
    @JsonProperty("facts") @Nullable BrowserTaskEvidence memo,
    @JsonIgnore @Nullable BrowserTaskEvidence known,
    @Nullable BrowserTaskResult result,
    RunOutcome.@Nullable Failure failure,
    List<String> pending,
    @Nullable String note,
    @JsonUnwrapped RemoteTask remote) {
  /** What Browser Use Cloud tells of the task. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RemoteTask(
      // Without links to pictures, which open to whoever has them.
      @JsonIncludeProperties({"number", "nextGoal", "url", "duration"}) List<Task.Step> steps,
      @Nullable String liveUrl,
      @Nullable String publicShareUrl,
      @Nullable String stepsNote,
      @JsonIgnore @Nullable Task task) {
    static RemoteTask unknown(@Nullable String why) {
      return new RemoteTask(List.of(), null, null, why, null);
    }
  }

  /**
   * Asks Temporal, the run itself, and Browser Use Cloud for the steps if there is an API key.
   * Links are shown only if they are asked for: whoever has the live one has the browser.
   */
  public static RunDescription of(
      TemporalConnection temporal,
      Runs.Found found,
      Settings settings,
      boolean withLinks,
      CompletableFuture<?> interrupted) {
    Runs.Told told = found.told(interrupted);
    BrowserTaskProgress progress = told.progress();
    BrowserTask task = found.task(temporal);
    BrowserTaskEvidence memo = found.memo();
    RunOutcome outcome = found.isRunning() ? null : RunOutcome.of(found.run());
    BrowserTaskEvidence known = outcome == null ? null : outcome.evidence();
    if (known == null) {
      known =
          progress == null || progress.taskId() == null ? memo : BrowserTaskEvidence.of(progress);
    }
    return new RunDescription(
        found.workflowId(),
        found.runId(),
        found.status(),
        found.description().getTaskQueue(),
        task == null ? null : task.request().task(),
        found.description().getStartTime(),
        found.isRunning() ? null : found.description().getCloseTime(),
        withLinks || progress == null ? progress : progress.withoutLinks(),
        memo,
        known,
        outcome == null ? null : outcome.result(),
        outcome == null ? null : outcome.failure(),
        pending(found),
        told.whyNot() == null ? null : told.whyNot() + ": this is what Temporal itself knows.",
        remote(settings, known == null ? null : known.taskId(), withLinks));
  }

  /** Never fails, since a run is known without it. */
  private static RemoteTask remote(Settings settings, @Nullable String taskId, boolean withLinks) {
    if (taskId == null) {
      return RemoteTask.unknown(null);
    }
    if (!settings.hasApiKey()) {
      return RemoteTask.unknown("The steps are shown when " + Settings.API_KEY + " is set.");
    }
    try (BrowserUseClient client = BrowserUseClient.create(settings.clientOptions())) {
      Task task = client.getTask(taskId);
      List<Task.Step> steps = task.steps();
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

  private static List<String> pending(Runs.Found found) {
    return found.description().getRawDescription().getPendingActivitiesList().stream()
        .filter(PendingActivityInfo::hasLastFailure)
        .map(
            activity ->
                "%s, attempt %s, after: %s"
                    .formatted(
                        activity.getActivityType().getName(),
                        activity.getAttempt(),
                        activity.getLastFailure().getMessage()))
        .toList();
  }
}
