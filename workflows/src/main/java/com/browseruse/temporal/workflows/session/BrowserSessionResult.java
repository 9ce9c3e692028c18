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

/** What came of a session that is over: what was closed, and which tasks it has run. */
public final class BrowserSessionResult extends JsonBacked {
  /** So many tasks a session tells one by one. */
  public static final int MOST_TASKS = 100;

  private final SessionStateJson.Result json;

  /** For the plugin: users get one from a session, or from {@link #fromJson}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BrowserSessionResult(SessionStateJson.Result json) {
    super(json);
    this.json = json;
  }

  /** Reads one, as {@link BrowserTaskResult#fromJson} does. */
  public static BrowserSessionResult fromJson(String json) {
    return new BrowserSessionResult(PlainJson.read(json, SessionStateJson.Result.class));
  }

  /** {@return the session, or null if none was opened} */
  public @Nullable String sessionId() {
    return json.sessionId();
  }

  /** {@return whether it was read to have closed} */
  public BrowserSessionOutcome outcome() {
    return json.outcome();
  }

  /** {@return why it was closed} */
  public BrowserSessionEndReason endReason() {
    return json.endReason();
  }

  /** {@return when it was opened, or null if it was not} */
  public @Nullable Instant openedAt() {
    return json.openedAt();
  }

  /** {@return when the workflow was done with closing it} */
  public @Nullable Instant closedAt() {
    return json.closedAt();
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

  /** {@return the latest tasks that are over, at most {@value #MOST_TASKS}, oldest first} */
  public List<BrowserSessionTask> tasks() {
    return json.tasks();
  }

  /** {@return what a person should look into, such as a session that may be open} */
  public List<String> warnings() {
    return json.warnings();
  }
}
