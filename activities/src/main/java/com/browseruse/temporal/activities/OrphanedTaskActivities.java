package com.browseruse.temporal.activities;

import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds and stops remote tasks that no workflow owns any more, and sessions. All ask Temporal as
 * well as Browser Use Cloud: Temporal with the client of the worker they run on, in its namespace.
 * A task of another namespace, or without our markers, is never touched, nor is a session that no
 * {@code RunBrowserSessionWorkflow} of the namespace has opened. To be called from a workflow.
 */
@ActivityInterface
public interface OrphanedTaskActivities {
  /**
   * Reads some pages of the list of remote tasks, and asks Temporal who owns those that are alive
   * and ours. Where lists do not tell the markers, each live task is read.
   */
  @ActivityMethod
  Found findOrphanedTasks(Search input);

  /**
   * Asks once more who owns a task, and stops it if nobody does. Its session is left as it is:
   * whether a caller gave it cannot be told, and one that was made for the task closes with it.
   */
  @ActivityMethod
  StopResult stopOrphanedTask(Stop input);

  /**
   * Reads the list of open sessions, and asks Temporal which of them were opened by a {@code
   * RunBrowserSessionWorkflow} that has ended since. Finds nothing on a version of the API that has
   * no sessions.
   */
  @ActivityMethod
  FoundSessions findOrphanedSessions(SessionSearch input);

  /** Asks once more who owns a session, and closes it if nobody does. */
  @ActivityMethod
  SessionStopResult stopOrphanedSession(SessionStop input);

  /**
   * Whether anybody owns a live remote task of ours. What cannot be told counts as owned: a task
   * that goes on costs money, but a task that is stopped under a run costs the run.
   *
   * <p>The age decides first: a task that is too young, or does not tell its age, counts as owned.
   * Then, a task names the workflow that made it, and what Temporal knows of the newest run of that
   * workflow id decides: it is an orphan if there is none, if it has ended, or if it is a {@code
   * RunBrowserTaskWorkflow} that works on another task, or creates one with another key without
   * having been reset. The reason says which.
   */
  enum Verdict {
    /** Surely nobody owns it: it may be stopped. */
    ORPHAN,

    /** A run owns it, or may turn out to own it: it is left. */
    OWNED,

    /** Temporal could not be asked: it is left, and somebody should ask again. */
    UNKNOWN
  }

  /**
   * Where to look for tasks that nobody owns.
   *
   * @param listedBefore only tasks created before this instant are listed; the same for all pages,
   *     so that new tasks do not shift them
   * @param createdBefore tasks created later than this, by the server's clock, are too young
   * @param page the page to begin with, from 1
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Search(
      @JsonProperty("listedBefore") Instant listedBefore,
      @JsonProperty("createdBefore") Instant createdBefore,
      @JsonProperty("page") int page) {}

  /**
   * The live tasks of ours on some pages of the list.
   *
   * @param tasks the tasks; a few hundred at most
   * @param scanned how many tasks were read, those that have ended and those of others included
   * @param nextPage the page to go on with, or null if that was the last
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Found(
      @JsonProperty("tasks") List<LiveTask> tasks,
      @JsonProperty("scanned") int scanned,
      @JsonProperty("nextPage") @Nullable Integer nextPage) {}

  /**
   * One live task of ours, and who owns it.
   *
   * @param costUsd the cost so far in US dollars, a decimal in plain notation, or null if unknown
   * @param reason how that is known, in a few words for a person
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LiveTask(
      @JsonProperty("taskId") String taskId,
      @JsonProperty("workflowId") String workflowId,
      @JsonProperty("status") TaskStatus status,
      @JsonProperty("costUsd") @Nullable String costUsd,
      @JsonProperty("createdAt") @Nullable Instant createdAt,
      @JsonProperty("verdict") Verdict verdict,
      @JsonProperty("reason") String reason) {}

  /**
   * Which task to stop, if still nobody owns it.
   *
   * @param createdBefore if it was created later than this, it is left
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Stop(
      @JsonProperty("taskId") String taskId,
      @JsonProperty("createdBefore") Instant createdBefore) {}

  /**
   * Whether a task was told to stop.
   *
   * @param task how far it is now: it was told to stop, or had ended already; null if it was left
   * @param reason why it was left; null if it was not
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StopResult(
      @JsonProperty("task") @Nullable TaskSnapshot task,
      @JsonProperty("verdict") Verdict verdict,
      @JsonProperty("reason") @Nullable String reason) {}

  /**
   * Which sessions to look for.
   *
   * @param openedBefore sessions opened later than this, by the server's clock, are too young
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record SessionSearch(@JsonProperty("openedBefore") Instant openedBefore) {}

  /**
   * The open sessions whose workflow has ended.
   *
   * @param sessions the sessions; fifty at most
   * @param scanned how many open sessions outlast their task, those of others included
   * @param problem why Temporal could not be asked for the workflows that have ended, or null
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FoundSessions(
      @JsonProperty("sessions") List<OpenSession> sessions,
      @JsonProperty("scanned") int scanned,
      @JsonProperty("problem") @Nullable String problem) {}

  /**
   * One open session that a workflow has opened which has ended since, and who owns it.
   *
   * @param startedAt when it was opened, or null if the server does not say
   * @param reason how that is known, in a few words for a person
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OpenSession(
      @JsonProperty("sessionId") String sessionId,
      @JsonProperty("workflowId") String workflowId,
      @JsonProperty("startedAt") @Nullable Instant startedAt,
      @JsonProperty("verdict") Verdict verdict,
      @JsonProperty("reason") String reason) {}

  /**
   * Which session to close, if still nobody owns it.
   *
   * @param workflowId the workflow that has opened it
   * @param openedBefore if it was opened later than this, it is left
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record SessionStop(
      @JsonProperty("sessionId") String sessionId,
      @JsonProperty("workflowId") String workflowId,
      @JsonProperty("openedBefore") Instant openedBefore) {}

  /**
   * Whether a session is closed.
   *
   * @param closed whether it was seen to be; if not, it was told to stop, unless it was left
   * @param reason why it was left; null if it was not
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SessionStopResult(
      @JsonProperty("closed") boolean closed,
      @JsonProperty("verdict") Verdict verdict,
      @JsonProperty("reason") @Nullable String reason) {}
}
