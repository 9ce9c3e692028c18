package com.browseruse.temporal.workflows.internal.session;

import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.internal.json.RunJson;
import com.browseruse.temporal.workflows.internal.json.SessionStateJson;
import com.browseruse.temporal.workflows.internal.run.Warnings;
import com.browseruse.temporal.workflows.session.BrowserSessionEndReason;
import com.browseruse.temporal.workflows.session.BrowserSessionOutcome;
import com.browseruse.temporal.workflows.session.BrowserSessionPhase;
import com.browseruse.temporal.workflows.session.BrowserSessionProgress;
import com.browseruse.temporal.workflows.session.BrowserSessionResult;
import com.browseruse.temporal.workflows.session.BrowserSessionTask;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a session remembers, and hands to itself when it continues as new. */
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
@JsonIgnoreProperties(ignoreUnknown = true)
final class SessionMemory {
  /** When it closes whatever happens; null only if its input was refused. */
  @Nullable Instant deadline;

  @Nullable String sessionId;
  @Nullable Instant openedAt;
  @Nullable String liveUrl;

  /** Since when no task is at work; null while one is, and before it is open. */
  @Nullable Instant idleSince;

  /** So many tasks of the input are over. */
  int inputTasksOver;

  /** Whether a task of the input has failed, so that those behind it are not run. */
  boolean inputTaskFailed;

  boolean closeRequested;

  /** Whether a task has found that the session is over. */
  boolean hasEndedByItself;

  private @Nullable String costUsd;
  private int tasksDone;
  private int tasksFailed;
  private final List<BrowserSessionTask> tasks = new ArrayList<>();
  private final Warnings warnings = new Warnings();

  // What is below holds only while a run of the chain does not continue as new.

  /** The workflow of the task that is at work. */
  transient @Nullable String runningTask;

  /** When it closes unless a task comes. */
  transient @Nullable Instant idleDeadline;

  transient @Nullable String problem;
  transient @Nullable BrowserSessionEndReason endReason;
  transient @Nullable BrowserSessionOutcome outcome;
  transient @Nullable Instant closedAt;

  /** Whether a run can go on from here. */
  boolean isComplete() {
    return deadline != null && sessionId != null && openedAt != null;
  }

  boolean isClosed() {
    return outcome != null;
  }

  void add(BrowserSessionTask task) {
    if (task.failure() == null) {
      tasksDone++;
    } else {
      tasksFailed++;
    }
    if (task.costUsd() != null) {
      BigDecimal before = costUsd == null ? BigDecimal.ZERO : new BigDecimal(costUsd);
      costUsd = before.add(new BigDecimal(task.costUsd())).toPlainString();
    }
    if (tasks.size() >= BrowserSessionResult.MOST_TASKS) {
      tasks.remove(0);
    }
    tasks.add(task);
  }

  static String notSeenToClose(String sessionId) {
    return "session "
        + sessionId
        + " was told to stop and was not seen to: it may be open, and hold a slot";
  }

  void warn(String sentence) {
    warnings.add(sentence);
  }

  private BrowserSessionPhase phase() {
    if (isClosed()) {
      return BrowserSessionPhase.CLOSED;
    }
    if (endReason != null) {
      return BrowserSessionPhase.CLOSING;
    }
    if (runningTask != null) {
      return BrowserSessionPhase.RUNNING;
    }
    // The link to the live view belongs to the open.
    return idleSince == null ? BrowserSessionPhase.OPENING : BrowserSessionPhase.IDLE;
  }

  BrowserSessionProgress progress(int waiting) {
    return new BrowserSessionProgress(
        new SessionStateJson.Progress(
            sessionId,
            phase(),
            runningTask,
            waiting,
            openedAt,
            idleDeadline,
            deadline,
            liveUrl,
            problem,
            endReason,
            outcome,
            costUsd,
            tasksDone,
            tasksFailed,
            tasks,
            warnings.all()));
  }

  BrowserSessionResult result() {
    return new BrowserSessionResult(
        new SessionStateJson.Result(
            sessionId,
            outcome == null ? BrowserSessionOutcome.UNCONFIRMED : outcome,
            endReason == null ? BrowserSessionEndReason.FAILED : endReason,
            openedAt,
            closedAt,
            costUsd,
            tasksDone,
            tasksFailed,
            tasks,
            warnings.all()));
  }

  /** What is known, for whoever catches the failure of the workflow. */
  BrowserTaskEvidence evidence() {
    return evidence(warnings.all());
  }

  /** The same for the memo, which lists of workflows carry: short. */
  BrowserTaskEvidence memo() {
    return evidence(warnings.forMemo());
  }

  private BrowserTaskEvidence evidence(List<String> warnings) {
    StopOutcome stop =
        outcome == null || sessionId == null
            ? null
            : outcome == BrowserSessionOutcome.CLOSED
                ? StopOutcome.STOPPED
                : StopOutcome.UNCONFIRMED;
    return new BrowserTaskEvidence(
        new RunJson.Evidence(null, sessionId, null, costUsd, stop, warnings, null));
  }
}
