package com.browseruse.temporal.activities.internal.orphans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.OrphanedTaskActivities.FoundSessions;
import com.browseruse.temporal.activities.OrphanedTaskActivities.OpenSession;
import com.browseruse.temporal.activities.OrphanedTaskActivities.SessionSearch;
import com.browseruse.temporal.activities.OrphanedTaskActivities.SessionStop;
import com.browseruse.temporal.activities.OrphanedTaskActivities.SessionStopResult;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.activities.internal.create.CreateLab;
import com.browseruse.temporal.activities.internal.lists.TaskLists;
import com.browseruse.temporal.activities.internal.orphans.OwnerLab.Owner;
import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.SessionsClient;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskStatus;
import io.grpc.Status;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowExecutionMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class OrphanedSessionSearchTest {
  private static final Instant OPENED = OwnerLab.CREATED;
  private static final Instant OLD_ENOUGH = OPENED.plusSeconds(900);
  private static final String TYPE = "RunBrowserSessionWorkflow";

  private final OwnerLab owners = new OwnerLab();
  private final BrowserUseClient client = mock(BrowserUseClient.class);
  private final SessionsClient sessions = mock(SessionsClient.class);
  private final List<Session> open = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();
  private final List<WorkflowExecutionMetadata> ended = new ArrayList<>();
  private final OrphanedSessionSearch search =
      new OrphanedSessionSearch(
          client,
          new TaskLists(client, time -> {}),
          owners.temporal,
          owners.lookup(),
          Duration.ofMinutes(20));

  @BeforeEach
  void answers() {
    lenient().when(client.supports(ApiFeature.SESSIONS)).thenReturn(true);
    lenient().when(client.sessions()).thenReturn(sessions);
    lenient()
        .when(sessions.list(any()))
        .thenAnswer(call -> new Session.Page(open, open.size(), 1, 100, false));
    lenient()
        .when(client.listTasks(any()))
        .thenAnswer(call -> new Task.Page(tasks, tasks.size(), 1, 100, false));
    lenient().when(owners.temporal.listExecutions(anyString())).thenAnswer(call -> ended.stream());
  }

  private static Session session(String id, String status) {
    return new Session(id, status, null, null, null, true, null, OPENED, null);
  }

  private static Owner workflow(WorkflowExecutionStatus status) {
    return new Owner().type(TYPE).status(status);
  }

  /** An open session, a workflow that has ended, and what Temporal knows of that id by now. */
  private void leftOpenBy(Owner now) {
    open.add(session("s", "active"));
    ended.add(
        workflow(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED)
            .tells(Map.of("sessionId", "s"))
            .description());
    owners.workflows.put(OwnerLab.WORKFLOW, now::description);
  }

  private static Owner terminated() {
    return workflow(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED)
        .tells(Map.of("sessionId", "s"));
  }

  private static Owner alive() {
    return workflow(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
  }

  private FoundSessions find() {
    return search.find(new SessionSearch(OLD_ENOUGH));
  }

  private OpenSession only() {
    assertThat(find().sessions()).hasSize(1);
    return find().sessions().get(0);
  }

  @Test
  void theSessionOfAWorkflowThatWasTerminatedIsAnOrphan() {
    leftOpenBy(terminated());
    OpenSession session = only();
    assertThat(session.sessionId()).isEqualTo("s");
    assertThat(session.workflowId()).isEqualTo(OwnerLab.WORKFLOW);
    assertThat(session.verdict()).isEqualTo(Verdict.ORPHAN);
    assertThat(session.reason()).isEqualTo("its workflow has ended (TERMINATED)");
  }

  @Test
  void aSessionThatNoWorkflowOfOursHasOpenedIsNotNamed() {
    leftOpenBy(terminated());
    open.add(session("somebody-elses", "active"));
    assertThat(find().scanned()).isEqualTo(2);
    assertThat(find().sessions()).extracting(OpenSession::sessionId).containsOnly("s");
  }

  @Test
  void onlyWorkflowsThatHaveEndedSinceTheOldestSessionWasOpenedAreAskedFor() {
    leftOpenBy(terminated());
    find();
    ArgumentCaptor<String> query = ArgumentCaptor.forClass(String.class);
    verify(owners.temporal).listExecutions(query.capture());
    assertThat(query.getValue())
        .isEqualTo(
            "WorkflowType = 'RunBrowserSessionWorkflow' AND ExecutionStatus NOT IN ('Running',"
                + " 'ContinuedAsNew') AND CloseTime >= '2026-03-01T11:55:00Z'");
  }

  @Test
  void withoutAnOpenSessionTemporalIsNotAsked() {
    assertThat(find()).isEqualTo(new FoundSessions(List.of(), 0, null));
    verify(owners.temporal, never()).listExecutions(anyString());
  }

  @Test
  void aSessionThatClosesWithItsTaskIsNotCounted() {
    open.add(new Session("s", "active", null, null, null, false, null, OPENED, null));
    assertThat(find().scanned()).isZero();
    when(owners.temporal.listExecutions(anyString()))
        .thenThrow(Status.UNIMPLEMENTED.asRuntimeException());
    assertThat(find().problem()).isNull();
  }

  @Test
  void aSessionThatWouldCloseWithItsTaskAndNeverHadOneIsAnOrphan() {
    leftOpenBy(terminated());
    open.set(0, new Session("s", "active", null, null, null, false, null, OPENED, null));
    assertThat(only().verdict()).isEqualTo(Verdict.ORPHAN);
    assertThat(find().scanned()).isEqualTo(1);
  }

  @Test
  void aVersionWithoutSessionsHasNone() {
    when(client.supports(ApiFeature.SESSIONS)).thenReturn(false);
    assertThat(find()).isEqualTo(new FoundSessions(List.of(), 0, null));
    verify(sessions, never()).list(any());
  }

  @Test
  void aWorkflowThatWasResetKeepsItsSession() {
    leftOpenBy(alive().tells(Map.of("sessionId", "s")));
    assertThat(find().sessions()).isEmpty();
  }

  @Test
  void aWorkflowThatHasNotToldItsSessionYetKeepsIt() {
    leftOpenBy(alive().started(OPENED.minusSeconds(1)));
    assertThat(only().verdict()).isEqualTo(Verdict.OWNED);
  }

  @Test
  void aLaterRunThatWaitsForASlotDoesNotKeepTheSessionOfTheRunBefore() {
    leftOpenBy(alive().started(OPENED.plusSeconds(600)));
    assertThat(only().verdict()).isEqualTo(Verdict.ORPHAN);
    assertThat(only().reason()).isEqualTo("its workflow is a later run, which did not open it");
  }

  @Test
  void aRunThatWasResetBeforeItCouldTellItsSessionKeepsIt() {
    leftOpenBy(alive().started(OPENED.plusSeconds(600)).reset());
    assertThat(only().verdict()).isEqualTo(Verdict.OWNED);
  }

  @Test
  void aRunThatWasResetAndOpensAnotherSessionDoesNotKeepTheFirst() {
    leftOpenBy(alive().reset().calls("CreateBrowserSession"));
    assertThat(only().verdict()).isEqualTo(Verdict.ORPHAN);
  }

  @Test
  void aWorkflowThatWorksInAnotherSessionDoesNotKeepIt() {
    leftOpenBy(alive().tells(Map.of("sessionId", "another")));
    assertThat(only().verdict()).isEqualTo(Verdict.ORPHAN);
  }

  @Test
  void aWorkflowOfAnotherTypeUnderTheSameIdKeepsIt() {
    leftOpenBy(alive().type("Order"));
    assertThat(only().verdict()).isEqualTo(Verdict.OWNED);
  }

  @Test
  void aSessionThatIsTooYoungIsLeft() {
    leftOpenBy(terminated());
    OpenSession young = search.find(new SessionSearch(OPENED.minusSeconds(1))).sessions().get(0);
    assertThat(young.verdict()).isEqualTo(Verdict.OWNED);
    assertThat(young.reason()).isEqualTo("it is too young");
  }

  @Test
  void aSessionInWhichATaskIsAtWorkIsLeft() {
    leftOpenBy(terminated());
    tasks.add(OwnerLab.task("t", TaskStatus.STARTED, OPENED, Map.of()));
    assertThat(only().verdict()).isEqualTo(Verdict.OWNED);
    assertThat(only().reason()).isEqualTo("a task is at work in it");
  }

  @Test
  void aTemporalThatCannotListIsTold() {
    leftOpenBy(terminated());
    when(owners.temporal.listExecutions(anyString()))
        .thenThrow(Status.UNIMPLEMENTED.asRuntimeException());
    assertThat(find())
        .isEqualTo(
            new FoundSessions(List.of(), 1, "Temporal did not list its workflows (UNIMPLEMENTED)"));
  }

  @Test
  void anOrphanIsStoppedAfterItsOwnerWasAskedForOnceMore() {
    leftOpenBy(terminated());
    when(sessions.get("s")).thenReturn(session("s", "active"));
    when(sessions.stop("s")).thenReturn(session("s", "stopped"));
    assertThat(stop()).isEqualTo(new SessionStopResult(true, Verdict.ORPHAN, null));
  }

  @Test
  void aSessionThatSomebodyOwnsByNowIsNotStopped() {
    leftOpenBy(alive().tells(Map.of("sessionId", "s")));
    when(sessions.get("s")).thenReturn(session("s", "active"));
    assertThat(stop())
        .isEqualTo(new SessionStopResult(false, Verdict.OWNED, "its workflow is alive"));
    verify(sessions, never()).stop(any());
  }

  @Test
  void aSessionThatIsGoneOrOverIsClosed() {
    when(sessions.get("s")).thenReturn(session("s", "stopped"));
    assertThat(stop().closed()).isTrue();
    when(sessions.get("s"))
        .thenThrow(new BrowserUseException.SessionNotFound(CreateLab.details(404, false, null)));
    assertThat(stop().closed()).isTrue();
    verify(sessions, never()).stop(any());
  }

  private SessionStopResult stop() {
    return search.stop(new SessionStop("s", OwnerLab.WORKFLOW, OLD_ENOUGH));
  }
}
