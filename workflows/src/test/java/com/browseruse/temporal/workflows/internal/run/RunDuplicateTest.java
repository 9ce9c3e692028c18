package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreateBrowserTaskInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.FindBrowserTasksInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.FoundBrowserTasks;
import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskStatusInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.UpdateBrowserTaskInput;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.FailureTypes.CreateFailureDetail;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.StopOutcome;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class RunDuplicateTest extends RunTestBase {

  @Test
  void aDuplicateThatAppearsLateIsStopped() {
    when(remote.activities.createBrowserTask(any())).thenReturn(RemoteTask.created(true));
    when(remote.activities.findBrowserTasks(any()))
        .thenReturn(
            new FoundBrowserTasks(
                List.of(RemoteTask.found(RemoteTask.ID), RemoteTask.found("duplicate"))));
    // Only the duplicate is stopped, and that does not touch our task.
    remote.afterStop = null;
    when(remote.activities.updateBrowserTask(any()))
        .thenAnswer(
            call -> {
              remote.updates.add(call.getArgument(0));
              return new TaskSnapshot("duplicate", TaskStatus.STOPPED, 0, null, null);
            });
    start();
    env.sleep(Duration.ofMinutes(1));
    assertThat(remote.updates).extracting("taskId").containsExactly("duplicate");
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.RUNNING);
    remote.status = TaskStatus.FINISHED;
    BrowserTaskResult result = result();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(result.taskId()).isEqualTo(RemoteTask.ID);
  }

  @Test
  void lookupsFollowTheRequestWhateverThePollsDo() {
    when(remote.activities.createBrowserTask(any())).thenReturn(RemoteTask.created(true));
    start(options -> options.timeout(Duration.ofHours(1)));
    env.sleep(Duration.ofSeconds(10));
    verify(remote.activities, times(2)).findBrowserTasks(any());
    env.sleep(Duration.ofSeconds(10));
    verify(remote.activities, times(3)).findBrowserTasks(any());
    env.sleep(Duration.ofSeconds(55));
    verify(remote.activities, times(4)).findBrowserTasks(any());
    env.sleep(Duration.ofSeconds(5));
    verify(remote.activities, times(5)).findBrowserTasks(any());
    env.sleep(Duration.ofMinutes(10));
    remote.status = TaskStatus.FINISHED;
    result();
    verify(remote.activities, times(6)).findBrowserTasks(any());
  }

  @Test
  void aShortRunWaitsUntilALateCreateMustHaveShownItself() {
    when(remote.activities.createBrowserTask(any())).thenReturn(RemoteTask.created(true));
    remote.status = TaskStatus.FINISHED;
    long startedAt = env.currentTimeMillis();
    start();
    result();
    assertThat(closedAfter(startedAt)).isBetween(Duration.ofSeconds(76), Duration.ofSeconds(90));
  }

  /** (core 15) */
  @Test
  void onlyWhatWasCreatedAroundTheUnclearRequestsIsRead() {
    when(remote.activities.createBrowserTask(any())).thenReturn(RemoteTask.created(true));
    PollingOptions seldom =
        PollingOptions.newBuilder()
            .initialInterval(Duration.ofMinutes(15))
            .maxInterval(Duration.ofMinutes(15))
            .growth(0.0)
            .build();
    Instant start = Instant.ofEpochMilli(env.currentTimeMillis());
    start(options -> options.timeout(Duration.ofDays(2)).polling(seldom));
    env.sleep(Duration.ofDays(1));
    remote.status = TaskStatus.FINISHED;
    result();
    ArgumentCaptor<FindBrowserTasksInput> lookups =
        ArgumentCaptor.forClass(FindBrowserTasksInput.class);
    verify(remote.activities, times(6)).findBrowserTasks(lookups.capture());
    assertThat(lookups.getAllValues())
        .allSatisfy(
            lookup -> {
              assertThat(lookup.createdAfter()).isEqualTo(RemoteTask.UNCLEAR.first());
              assertThat(lookup.task()).isEqualTo(TASK);
              assertThat(lookup.createdBefore()).isBefore(start.plus(Duration.ofMinutes(11)));
            });
  }

  /** (core 4) */
  @Test
  void twoLateCreatesAreBothFoundAndStopped() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(ApplicationFailure.newFailure("lost", FailureTypes.CREATE_UNCLEAR));
    when(remote.activities.findBrowserTasks(any()))
        .thenReturn(new FoundBrowserTasks(List.of()))
        .thenReturn(new FoundBrowserTasks(List.of(RemoteTask.found(RemoteTask.ID))))
        .thenReturn(
            new FoundBrowserTasks(
                List.of(RemoteTask.found(RemoteTask.ID), RemoteTask.found("late"))));
    start();
    env.sleep(Duration.ofMillis(500));
    run.cancel();
    assertCancelled();
    assertThat(remote.updates).extracting("taskId").contains(RemoteTask.ID, "late");
    assertThat(memo().taskId()).isEqualTo(RemoteTask.ID);
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
  }

  /** (api 5) */
  @Test
  void whatWasNotSeenIsUnconfirmedAndNamesItsKey() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(ApplicationFailure.newFailure("lost", FailureTypes.CREATE_UNCLEAR));
    start();
    env.sleep(Duration.ofMillis(500));
    long cancelledAt = env.currentTimeMillis();
    run.cancel();
    assertCancelled();
    assertThat(closedAfter(cancelledAt)).isBetween(Duration.ofSeconds(75), Duration.ofSeconds(90));
    assertThat(memo().stop()).isEqualTo(StopOutcome.UNCONFIRMED);
    assertThat(memo().warnings())
        .singleElement()
        .asString()
        .matches(
            "it is unclear whether a task was created: none with temporal_create_key [0-9a-f]{64}"
                + " was seen within 75 s of the request");
  }

  /** (core 7) */
  @Test
  void aDuplicateThatDoesNotStopDelaysNothing() {
    when(remote.activities.createBrowserTask(any())).thenReturn(RemoteTask.created(true));
    foundWithDuplicate();
    duplicateIgnoresItsStop();
    start();
    env.sleep(Duration.ofSeconds(20));
    int polls = progress().polls();
    env.sleep(Duration.ofSeconds(10));
    assertThat(progress().polls()).isGreaterThan(polls);
    Instant cancelledAt = Instant.ofEpochMilli(env.currentTimeMillis());
    run.cancel();
    assertCancelled();
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(memo().warnings())
        .containsExactly(
            "task duplicate of the same create was told to stop and was not seen to end");
    assertThat(stopOfTheTaskAfter(cancelledAt)).isLessThan(Duration.ofSeconds(1));
  }

  /** How long after a time the run has told its own task to stop. */
  private Duration stopOfTheTaskAfter(Instant time) {
    return env
        .getWorkflowClient()
        .fetchHistory(run.getExecution().getWorkflowId())
        .getEvents()
        .stream()
        .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
        .filter(
            event ->
                event
                        .getActivityTaskScheduledEventAttributes()
                        .getActivityType()
                        .getName()
                        .equals("UpdateBrowserTask")
                    && event
                        .getActivityTaskScheduledEventAttributes()
                        .getInput()
                        .getPayloads(0)
                        .getData()
                        .toStringUtf8()
                        .contains(RemoteTask.ID))
        .map(
            event ->
                Duration.between(
                    time,
                    Instant.ofEpochSecond(
                        event.getEventTime().getSeconds(), event.getEventTime().getNanos())))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aLostAttemptIsFollowedByOneThatKnowsOfIt() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(
            ApplicationFailure.newFailure(
                "429", FailureTypes.RATE_LIMITED, new CreateFailureDetail(null)))
        .thenThrow(ApplicationFailure.newFailure("lost", FailureTypes.CREATE_UNCLEAR))
        .thenReturn(RemoteTask.created(false));
    start();
    remote.status = TaskStatus.FINISHED;
    result();
    ArgumentCaptor<CreateBrowserTaskInput> creates =
        ArgumentCaptor.forClass(CreateBrowserTaskInput.class);
    verify(remote.activities, times(3)).createBrowserTask(creates.capture());
    List<CreateBrowserTaskInput> inputs = creates.getAllValues();
    assertThat(inputs.get(0).earlier()).isNull();
    assertThat(inputs.get(1).earlier())
        .satisfies(
            earlier -> {
              assertThat(earlier.count()).isEqualTo(1);
              assertThat(earlier.unclear()).isNull();
            });
    assertThat(inputs.get(2).earlier().count()).isEqualTo(2);
    assertThat(inputs.get(2).earlier().unclear()).isNotNull();
    assertThat(inputs).extracting("createKey").containsOnly(inputs.get(0).createKey());
  }

  @Test
  void aClearCreateNeedsNoLookup() {
    remote.status = TaskStatus.FINISHED;
    start();
    result();
    verify(remote.activities, never()).findBrowserTasks(any());
  }

  @Test
  void aCreateThatFailsAfterAnUnclearAttemptStopsWhatThatMade() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(
            ApplicationFailure.newNonRetryableFailure(
                "402",
                FailureTypes.INSUFFICIENT_CREDITS,
                new CreateFailureDetail(RemoteTask.UNCLEAR)));
    when(remote.activities.findBrowserTasks(any()))
        .thenReturn(new FoundBrowserTasks(List.of(RemoteTask.found(RemoteTask.ID))));
    start();
    assertThat(failure().getType()).isEqualTo(FailureTypes.INSUFFICIENT_CREDITS);
    assertThat(evidence().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(remote.wasStopped()).isTrue();
  }

  @Test
  void aCreateThatSurelyMadeNothingFailsAtOnce() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(
            ApplicationFailure.newNonRetryableFailure(
                "422", FailureTypes.INVALID_REQUEST, new CreateFailureDetail(null)));
    start();
    assertThat(failure().getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(failure().getOriginalMessage()).isEqualTo("422");
    verify(remote.activities, never()).findBrowserTasks(any());
  }

  @Test
  void oneTaskThatWasNotSeenToStopMakesTheWholeUnconfirmed() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(
            ApplicationFailure.newNonRetryableFailure(
                "402",
                FailureTypes.INSUFFICIENT_CREDITS,
                new CreateFailureDetail(RemoteTask.UNCLEAR)));
    when(remote.activities.findBrowserTasks(any()))
        .thenReturn(
            new FoundBrowserTasks(
                List.of(RemoteTask.found(RemoteTask.ID), RemoteTask.found("duplicate"))));
    // The first ignores its stop, the second obeys.
    when(remote.activities.updateBrowserTask(any()))
        .thenAnswer(
            call -> {
              UpdateBrowserTaskInput input = call.getArgument(0);
              return input != null && input.taskId().equals("duplicate")
                  ? new TaskSnapshot("duplicate", TaskStatus.STOPPED, 0, null, null)
                  : remote.seen();
            });
    start();
    assertThat(evidence().taskId()).isEqualTo(RemoteTask.ID);
    assertThat(evidence().stop()).isEqualTo(StopOutcome.UNCONFIRMED);
  }

  @Test
  void theSecondTaskIsNamedIfItWasNotSeenToStop() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(
            ApplicationFailure.newNonRetryableFailure(
                "402",
                FailureTypes.INSUFFICIENT_CREDITS,
                new CreateFailureDetail(RemoteTask.UNCLEAR)));
    foundWithDuplicate();
    duplicateIgnoresItsStop();
    start();
    assertThat(evidence().stop()).isEqualTo(StopOutcome.UNCONFIRMED);
    assertThat(evidence().warnings()).singleElement().asString().startsWith("task duplicate ");
  }

  @Test
  void aResultNamesTheDuplicateThatWasNotSeenToStop() {
    when(remote.activities.createBrowserTask(any())).thenReturn(RemoteTask.created(true));
    foundWithDuplicate();
    duplicateIgnoresItsStop();
    remote.status = TaskStatus.FINISHED;
    start();
    BrowserTaskResult result = result();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(result.stop()).isNull();
    assertThat(result.warnings())
        .containsExactly(
            "task duplicate of the same create was told to stop and was not seen to end");
  }

  /** It may have been paid to its end (api 5). */
  @Test
  void aResultNamesTheDuplicateThatEndedByItself() {
    when(remote.activities.createBrowserTask(any())).thenReturn(RemoteTask.created(true));
    foundWithDuplicate();
    when(remote.activities.updateBrowserTask(any()))
        .thenReturn(new TaskSnapshot("duplicate", TaskStatus.FINISHED, 0, null, null));
    remote.status = TaskStatus.FINISHED;
    start();
    assertThat(result().warnings())
        .containsExactly(
            "task duplicate of the same create came to its end before it could be stopped");
  }

  @Test
  void theLastLookupForADuplicateIsAsPatientAsAStop() {
    when(remote.activities.createBrowserTask(any())).thenReturn(RemoteTask.created(true));
    when(remote.activities.findBrowserTasks(any())).thenThrow(RunOutcomeTest.unavailable());
    remote.status = TaskStatus.FINISHED;
    start();
    env.sleep(Duration.ofMinutes(15));
    assertThat(remote.updates).isEmpty();
    doReturn(
            new FoundBrowserTasks(
                List.of(RemoteTask.found(RemoteTask.ID), RemoteTask.found("duplicate"))))
        .when(remote.activities)
        .findBrowserTasks(any());
    assertThat(result().warnings()).noneMatch(warning -> warning.contains("could not be read"));
    assertThat(remote.updates).extracting("taskId").containsExactly("duplicate");
  }

  @Test
  void aResultSaysIfNobodyCouldLookForADuplicate() {
    when(remote.activities.createBrowserTask(any())).thenReturn(RemoteTask.created(true));
    when(remote.activities.findBrowserTasks(any())).thenThrow(RunOutcomeTest.unavailable());
    remote.status = TaskStatus.FINISHED;
    start();
    assertThat(result().warnings())
        .singleElement()
        .asString()
        .startsWith("a second task with temporal_create_key ")
        .endsWith(" may be alive: the list of tasks could not be read");
  }

  @Test
  void aCreateWhoseFailureSaysNothingMayHaveMadeATask() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(ApplicationFailure.newNonRetryableFailure("odd", "java.lang.Error"));
    when(remote.activities.findBrowserTasks(any()))
        .thenReturn(new FoundBrowserTasks(List.of(RemoteTask.found(RemoteTask.ID))));
    start();
    assertThat(evidence().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(remote.wasStopped()).isTrue();
  }

  @Test
  void aFailureSaysIfNobodyCouldLookForWhatWasMade() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(
            ApplicationFailure.newNonRetryableFailure(
                "401",
                FailureTypes.AUTHENTICATION_FAILED,
                new CreateFailureDetail(RemoteTask.UNCLEAR)));
    when(remote.activities.findBrowserTasks(any()))
        .thenThrow(
            ApplicationFailure.newNonRetryableFailure("401", FailureTypes.AUTHENTICATION_FAILED));
    start();
    assertThat(evidence().taskId()).isNull();
    assertThat(evidence().stop()).isEqualTo(StopOutcome.UNCONFIRMED);
  }

  /** (api 12) */
  @Test
  void aTaskThatDoesNotShowItsMarkersIsToldOnce() {
    when(remote.activities.getBrowserTaskStatus(any()))
        .thenAnswer(
            call -> {
              TaskSnapshot seen = remote.seen();
              return new TaskSnapshot(
                  seen.taskId(), seen.status(), 1, null, seen.costUsd(), null, true, null);
            });
    start();
    env.sleep(Duration.ofSeconds(30));
    remote.status = TaskStatus.FINISHED;
    assertThat(result().warnings())
        .containsExactly(
            "the API does not show the markers of task task-1: what a lost create has made cannot"
                + " be found");
  }

  private void foundWithDuplicate() {
    when(remote.activities.findBrowserTasks(any()))
        .thenReturn(
            new FoundBrowserTasks(
                List.of(RemoteTask.found(RemoteTask.ID), RemoteTask.found("duplicate"))));
  }

  private void duplicateIgnoresItsStop() {
    when(remote.activities.updateBrowserTask(any()))
        .thenAnswer(
            call -> {
              UpdateBrowserTaskInput input = call.getArgument(0);
              return input != null && input.taskId().equals("duplicate")
                  ? alive("duplicate")
                  : new TaskSnapshot(RemoteTask.ID, TaskStatus.STOPPED, 0, null, null);
            });
    when(remote.activities.getBrowserTaskStatus(any()))
        .thenAnswer(
            call -> {
              GetBrowserTaskStatusInput input = call.getArgument(0);
              return input != null && input.taskId().equals("duplicate")
                  ? alive("duplicate")
                  : remote.seen();
            });
  }

  private static TaskSnapshot alive(String id) {
    return new TaskSnapshot(id, TaskStatus.STARTED, 0, null, null);
  }
}
