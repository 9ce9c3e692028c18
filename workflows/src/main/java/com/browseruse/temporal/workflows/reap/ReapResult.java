package com.browseruse.temporal.workflows.reap;

import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.workflows.internal.json.JsonBacked;
import com.browseruse.temporal.workflows.internal.json.RunJson;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the reaper found, stopped and left. {@link #found} is the sum of {@link #wouldStop}, {@link
 * #stopped}, {@link #finishedFirst}, {@link #unconfirmed} and {@link #left}.
 */
public final class ReapResult extends JsonBacked {
  private final RunJson.Reaped json;

  /** So many tasks a result tells one by one. */
  public static final int MOST_TASKS = 100;

  /** For the reaper: users get one from it. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ReapResult(RunJson.Reaped json) {
    super(json);
    this.json = json;
  }

  /** {@return whether it was to stop anything} */
  public boolean apply() {
    return json.apply();
  }

  /** {@return the namespace whose tasks it looked for} */
  public String namespace() {
    return json.namespace();
  }

  /** {@return how old a task had to be} */
  public Duration olderThan() {
    return json.olderThan();
  }

  /** {@return how many remote tasks it read, of whomever and in whichever state} */
  public int scanned() {
    return json.scanned();
  }

  /** {@return how many of them were alive and ours} */
  public int found() {
    return json.found();
  }

  /** {@return how many of these it would have stopped, in a dry run} */
  public int wouldStop() {
    return json.wouldStop();
  }

  /** {@return how many it stopped, and saw stopped} */
  public int stopped() {
    return json.stopped();
  }

  /** {@return how many ended by themselves before the stop reached them} */
  public int finishedFirst() {
    return json.finishedFirst();
  }

  /** {@return how many were not seen to end: check them yourself} */
  public int unconfirmed() {
    return json.unconfirmed();
  }

  /** {@return how many it left alone} */
  public int left() {
    return json.left();
  }

  /** {@return how many it left for which reason, a few words each} */
  public Map<String, Integer> leftBecause() {
    return json.leftBecause();
  }

  /** {@return how many of those that it left it could not ask Temporal about} */
  public int unknown() {
    return json.unknown();
  }

  /** {@return at most {@value #MOST_TASKS} tasks, those that were left last, owned ones less} */
  public List<ReapedTask> tasks() {
    return json.tasks();
  }

  /** {@return how many tasks are not listed, those that are owned first} */
  public int tasksNotListed() {
    return json.tasksNotListed();
  }

  /** {@return how many sessions were open that do not close with their task, of whomever} */
  public int openSessions() {
    return json.openSessions();
  }

  /**
   * {@return those of them that a {@code RunBrowserSessionWorkflow} has opened which has ended
   * since; fifty at most}
   */
  public List<ReapedSession> sessions() {
    return json.sessions();
  }

  /** {@return why it could not be told whose the open sessions are, or null} */
  public @Nullable String sessionsProblem() {
    return json.sessionsProblem();
  }

  /** {@return whether each task and session was seen to stop, or is known to be owned} */
  public boolean isClear() {
    return unconfirmed() == 0
        && unknown() == 0
        && sessionsProblem() == null
        && sessions().stream()
            .noneMatch(
                session ->
                    session.decision() == ReapDecision.UNCONFIRMED
                        || session.verdict() == Verdict.UNKNOWN);
  }
}
