package com.browseruse.temporal.workflows.internal.reap;

import com.browseruse.temporal.activities.OrphanedTaskActivities;
import com.browseruse.temporal.activities.OrphanedTaskActivities.FoundSessions;
import com.browseruse.temporal.activities.OrphanedTaskActivities.OpenSession;
import com.browseruse.temporal.activities.OrphanedTaskActivities.SessionSearch;
import com.browseruse.temporal.activities.OrphanedTaskActivities.SessionStop;
import com.browseruse.temporal.activities.OrphanedTaskActivities.SessionStopResult;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.workflows.internal.run.ActivityStubs;
import com.browseruse.temporal.workflows.internal.run.CancellableWaits;
import com.browseruse.temporal.workflows.internal.run.Failures;
import com.browseruse.temporal.workflows.reap.ReapDecision;
import com.browseruse.temporal.workflows.reap.ReapInput;
import com.browseruse.temporal.workflows.reap.ReapedSession;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/**
 * The last part of a reaper: closes the open sessions whose workflow has ended. After the tasks,
 * since a session in which a task is at work is left.
 */
record SessionReaper(ReapInput input, ReapMemory memory) {
  /** The session, its owner and its tasks are asked for before it is told to stop. */
  private static final Duration ATTEMPT = Duration.ofMinutes(5);

  private static final Duration BOUND = Duration.ofMinutes(15);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final int MOST_LOOKS = 6;

  void reap() {
    Instant openedBefore = memory.startedAt.minus(input.olderThan());
    FoundSessions found;
    try {
      found =
          activities("check who owns the open sessions")
              .findOrphanedSessions(new SessionSearch(openedBefore));
    } catch (ActivityFailure e) {
      if (e.getCause() instanceof CanceledFailure) {
        throw e;
      }
      // What became of the tasks must be told all the same.
      memory.sessionsProblem = Failures.message(e);
      return;
    }
    memory.openSessions = found.scanned();
    memory.sessionsProblem = found.problem();
    for (OpenSession open : found.sessions()) {
      memory.add(decide(open, openedBefore));
    }
  }

  private ReapedSession decide(OpenSession open, Instant openedBefore) {
    ReapedSession session =
        new ReapedSession(
            open.sessionId(),
            open.workflowId(),
            open.startedAt() == null ? null : Duration.between(open.startedAt(), memory.startedAt),
            ReapDecision.LEFT,
            open.verdict(),
            open.reason());
    if (open.verdict() != Verdict.ORPHAN) {
      return session;
    }
    if (memory.taken >= input.limit()) {
      return session.after(ReapDecision.LEFT, Verdict.ORPHAN, ReapMemory.LIMIT_REACHED);
    }
    memory.taken++;
    return input.apply()
        ? close(session, openedBefore)
        : session.after(ReapDecision.WOULD_STOP, session.verdict(), session.reason());
  }

  /** Tells it to stop until it is seen to have, and asks each time whether nobody owns it. */
  private ReapedSession close(ReapedSession session, Instant openedBefore) {
    SessionStop stop = new SessionStop(session.sessionId(), session.workflowId(), openedBefore);
    String reason = session.reason();
    try {
      for (int look = 1; look <= MOST_LOOKS; look++) {
        SessionStopResult result =
            activities("close the session, look " + look).stopOrphanedSession(stop);
        if (result.closed()) {
          return session.after(ReapDecision.STOPPED, Verdict.ORPHAN, reason);
        }
        if (result.verdict() != Verdict.ORPHAN) {
          String why = String.valueOf(result.reason());
          return look == 1
              ? session.after(ReapDecision.LEFT, result.verdict(), why)
              : session.after(
                  ReapDecision.UNCONFIRMED,
                  result.verdict(),
                  reason + "; when asked again: " + why);
        }
        Workflow.newTimer(BETWEEN_LOOKS, CancellableWaits.summary("see whether it has closed"))
            .get();
      }
    } catch (ActivityFailure e) {
      if (e.getCause() instanceof CanceledFailure) {
        throw e;
      }
      reason += "; " + Failures.message(e);
    }
    return session.after(ReapDecision.UNCONFIRMED, Verdict.ORPHAN, reason);
  }

  private static OrphanedTaskActivities activities(String summary) {
    return ActivityStubs.stub(
        OrphanedTaskActivities.class, ActivityStubs.options(ATTEMPT, BOUND), summary);
  }
}
