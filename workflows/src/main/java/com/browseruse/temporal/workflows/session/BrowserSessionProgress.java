package com.browseruse.temporal.workflows.session;

import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.internal.json.JsonBacked;
import com.browseruse.temporal.workflows.internal.json.PlainJson;
import com.browseruse.temporal.workflows.internal.json.SessionStateJson;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a session is: what its query {@code progress} returns. */
public final class BrowserSessionProgress extends JsonBacked {
  private final SessionStateJson.Progress json;

  /** For the plugin: users get one from a session, or from {@link #fromJson}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BrowserSessionProgress(SessionStateJson.Progress json) {
    super(json);
    this.json = json;
  }

  /** Reads one, as {@link BrowserTaskResult#fromJson} does. */
  public static BrowserSessionProgress fromJson(String json) {
    return new BrowserSessionProgress(PlainJson.read(json, SessionStateJson.Progress.class));
  }

  /** {@return the session, or null before it is open} */
  public @Nullable String sessionId() {
    return json.sessionId();
  }

  /** {@return where it is} */
  public BrowserSessionPhase phase() {
    return json.phase();
  }

  /** {@return the workflow of the task that is at work, which tells more of it, or null} */
  public @Nullable String runningTask() {
    return json.runningTask();
  }

  /** {@return how many tasks wait for their turn} */
  public int waiting() {
    return json.waiting();
  }

  /** {@return when it was opened, or null before} */
  public @Nullable Instant openedAt() {
    return json.openedAt();
  }

  /** {@return when it closes unless a task comes; null unless it is idle} */
  public @Nullable Instant idleDeadline() {
    return json.idleDeadline();
  }

  /** {@return when it closes whatever happens; null only if its input was refused} */
  public @Nullable Instant deadline() {
    return json.deadline();
  }

  /** {@return where a person can watch and steer the browser; null unless it is to be exposed} */
  public @Nullable String liveUrl() {
    return json.liveUrl();
  }

  /** {@return why it is not open yet: what the last attempt to open it failed with; or null} */
  public @Nullable String problem() {
    return json.problem();
  }

  /** {@return why it closes; null as long as it does not} */
  public @Nullable BrowserSessionEndReason endReason() {
    return json.endReason();
  }

  /** {@return whether it was read to have closed; null as long as it is not over} */
  public @Nullable BrowserSessionOutcome outcome() {
    return json.outcome();
  }

  /** {@return what its tasks have cost so far in US dollars, or null if nobody has said} */
  public @Nullable BigDecimal costUsd() {
    return json.costUsd() == null ? null : new BigDecimal(json.costUsd());
  }

  /** {@return how many tasks have ended with a result} */
  public int tasksDone() {
    return json.tasksDone();
  }

  /** {@return how many tasks have failed, or were not run since the session ended} */
  public int tasksFailed() {
    return json.tasksFailed();
  }

  /**
   * {@return the latest tasks that are over, at most {@value BrowserSessionResult#MOST_TASKS},
   * oldest first}
   */
  public List<BrowserSessionTask> tasks() {
    return json.tasks();
  }

  /** {@return what a person should look into, such as a session that may be open} */
  public List<String> warnings() {
    return json.warnings();
  }
}
