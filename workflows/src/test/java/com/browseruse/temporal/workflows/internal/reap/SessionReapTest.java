package com.browseruse.temporal.workflows.internal.reap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.OrphanedTaskActivities.FoundSessions;
import com.browseruse.temporal.activities.OrphanedTaskActivities.OpenSession;
import com.browseruse.temporal.activities.OrphanedTaskActivities.SessionStop;
import com.browseruse.temporal.activities.OrphanedTaskActivities.SessionStopResult;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.reap.ReapDecision;
import com.browseruse.temporal.workflows.reap.ReapInput;
import com.browseruse.temporal.workflows.reap.ReapResult;
import com.browseruse.temporal.workflows.reap.ReapedSession;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** What a reaper does about sessions that nobody owns. */
class SessionReapTest extends ReapTestBase {
  private static final SessionStopResult TOLD = new SessionStopResult(false, Verdict.ORPHAN, null);
  private static final SessionStopResult CLOSED = new SessionStopResult(true, Verdict.ORPHAN, null);

  @BeforeEach
  void noTasks() {
    found();
  }

  private void open(Verdict... verdicts) {
    Instant anHourAgo = Instant.ofEpochMilli(env.currentTimeMillis()).minusSeconds(3600);
    List<OpenSession> sessions =
        Arrays.stream(verdicts)
            .map(
                verdict ->
                    new OpenSession(
                        "session-" + verdict, "order", anHourAgo, verdict, reason(verdict)))
            .toList();
    when(orphans.findOrphanedSessions(any())).thenReturn(new FoundSessions(sessions, 7, null));
  }

  private static ReapedSession only(ReapResult result) {
    assertThat(result.sessions()).hasSize(1);
    return result.sessions().get(0);
  }

  @Test
  void unlessToldToNothingIsClosed() {
    open(Verdict.ORPHAN);
    ReapResult result = reap();
    verify(orphans, never()).stopOrphanedSession(any());
    ReapedSession session = only(result);
    assertThat(session.decision()).isEqualTo(ReapDecision.WOULD_STOP);
    assertThat(session.workflowId()).isEqualTo("order");
    assertThat(session.age()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    assertThat(result.openSessions()).isEqualTo(7);
    assertThat(result.isClear()).isTrue();
  }

  @Test
  void onlyWhatNobodyOwnsIsClosed() {
    open(Verdict.OWNED, Verdict.ORPHAN);
    when(orphans.stopOrphanedSession(any())).thenReturn(CLOSED);
    ReapResult result = reap(APPLY);
    assertThat(result.sessions())
        .extracting(ReapedSession::decision)
        .containsExactly(ReapDecision.STOPPED, ReapDecision.LEFT);
    assertThat(result.isClear()).isTrue();
    ArgumentCaptor<SessionStop> told = ArgumentCaptor.forClass(SessionStop.class);
    verify(orphans).stopOrphanedSession(told.capture());
    assertThat(told.getValue().sessionId()).isEqualTo("session-ORPHAN");
    assertThat(told.getValue().workflowId()).isEqualTo("order");
  }

  @Test
  void whatCouldNotBeToldIsLeftAndTheReaperIsNotClear() {
    open(Verdict.UNKNOWN);
    ReapResult result = reap(APPLY);
    assertThat(only(result).decision()).isEqualTo(ReapDecision.LEFT);
    assertThat(result.isClear()).isFalse();
  }

  @Test
  void aSessionIsToldUntilItIsSeenClosed() {
    open(Verdict.ORPHAN);
    when(orphans.stopOrphanedSession(any())).thenReturn(TOLD, TOLD, CLOSED);
    assertThat(only(reap(APPLY)).decision()).isEqualTo(ReapDecision.STOPPED);
    verify(orphans, times(3)).stopOrphanedSession(any());
  }

  @Test
  void oneThatDoesNotCloseIsNamed() {
    open(Verdict.ORPHAN);
    when(orphans.stopOrphanedSession(any())).thenReturn(TOLD);
    ReapResult result = reap(APPLY);
    assertThat(only(result).decision()).isEqualTo(ReapDecision.UNCONFIRMED);
    assertThat(result.isClear()).isFalse();
  }

  @Test
  void oneThatSomebodyOwnsByNowIsLeft() {
    open(Verdict.ORPHAN);
    when(orphans.stopOrphanedSession(any()))
        .thenReturn(new SessionStopResult(false, Verdict.OWNED, "its workflow is alive"));
    ReapedSession session = only(reap(APPLY));
    assertThat(session.decision()).isEqualTo(ReapDecision.LEFT);
    assertThat(session.reason()).isEqualTo("its workflow is alive");
  }

  @Test
  void anApiThatRefusesTheStopDoesNotHideTheRest() {
    open(Verdict.ORPHAN);
    when(orphans.stopOrphanedSession(any()))
        .thenThrow(
            ApplicationFailure.newNonRetryableFailure(
                "the key is not valid", FailureTypes.AUTHENTICATION_FAILED));
    ReapedSession session = only(reap(APPLY));
    assertThat(session.decision()).isEqualTo(ReapDecision.UNCONFIRMED);
    assertThat(session.reason()).contains("the key is not valid");
  }

  @Test
  void theLimitCountsTasksAndSessions() {
    found(orphan("a"));
    open(Verdict.ORPHAN);
    ReapResult result = reap(ReapInput.newBuilder().limit(1).build());
    assertThat(result.wouldStop()).isEqualTo(1);
    assertThat(only(result).decision()).isEqualTo(ReapDecision.LEFT);
    assertThat(only(result).reason()).isEqualTo("the limit is reached");
  }

  @Test
  void aTemporalThatDoesNotListItsWorkflowsIsTold() {
    when(orphans.findOrphanedSessions(any()))
        .thenReturn(new FoundSessions(List.of(), 2, "Temporal did not list its workflows"));
    ReapResult result = reap();
    assertThat(result.sessionsProblem()).isEqualTo("Temporal did not list its workflows");
    assertThat(result.isClear()).isFalse();
  }

  @Test
  void anApiThatDoesNotListSessionsDoesNotHideWhatBecameOfTheTasks() {
    found(orphan("a"));
    stopsAnswer("a", sent("a", TaskStatus.STOPPED));
    when(orphans.findOrphanedSessions(any()))
        .thenThrow(
            ApplicationFailure.newNonRetryableFailure(
                "the key is not valid", FailureTypes.AUTHENTICATION_FAILED));
    ReapResult result = reap(APPLY);
    assertThat(result.stopped()).isEqualTo(1);
    assertThat(result.sessionsProblem()).contains("the key is not valid");
    assertThat(result.isClear()).isFalse();
  }
}
