package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

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
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
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
  void quickPollsDoNotUseUpTheLookupBeforeALateCreateCanShowItself() {
    when(remote.activities.createBrowserTask(any())).thenReturn(RemoteTask.created(true));
    start(
        options ->
            options.polling(
                PollingOptions.newBuilder()
                    .initialInterval(Duration.ofMillis(500))
                    .maxInterval(Duration.ofSeconds(1))
                    .growth(0.0)
                    .build()));
    env.sleep(Duration.ofSeconds(10));
    assertThat(progress().polls()).isGreaterThan(5);
    verify(remote.activities, never()).findBrowserTasks(any());
    env.sleep(Duration.ofSeconds(10));
    verify(remote.activities, times(1)).findBrowserTasks(any());
    remote.status = TaskStatus.FINISHED;
    result();
  }

  @Test
  void aLongRunReadsOnlyWhatWasCreatedAroundItsTask() {
    when(remote.activities.createBrowserTask(any())).thenReturn(RemoteTask.created(true));
    PollingOptions seldom =
        PollingOptions.newBuilder()
            .initialInterval(Duration.ofMinutes(15))
            .maxInterval(Duration.ofMinutes(15))
            .growth(0.0)
            .build();
    start(options -> options.timeout(Duration.ofDays(2)).polling(seldom));
    env.sleep(Duration.ofDays(1));
    remote.status = TaskStatus.FINISHED;
    result();
    ArgumentCaptor<FindBrowserTasksInput> lookups =
        ArgumentCaptor.forClass(FindBrowserTasksInput.class);
    verify(remote.activities, times(2)).findBrowserTasks(lookups.capture());
    assertThat(lookups.getAllValues())
        .allSatisfy(
            lookup ->
                assertThat(Duration.between(lookup.createdAfter(), lookup.createdBefore()))
                    .isLessThan(Duration.ofMinutes(11)));
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
                "402", FailureTypes.INSUFFICIENT_CREDITS, new CreateFailureDetail(true)));
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
                "422", FailureTypes.INVALID_REQUEST, new CreateFailureDetail(false)));
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
                "402", FailureTypes.INSUFFICIENT_CREDITS, new CreateFailureDetail(true)));
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
                "402", FailureTypes.INSUFFICIENT_CREDITS, new CreateFailureDetail(true)));
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

  @Test
  void theLastLookupForADuplicateIsAsPatientAsAStop() {
    when(remote.activities.createBrowserTask(any())).thenReturn(RemoteTask.created(true));
    when(remote.activities.findBrowserTasks(any())).thenThrow(RunOutcomeTest.unavailable());
    remote.status = TaskStatus.FINISHED;
    start();
    env.sleep(Duration.ofMinutes(10));
    assertThat(remote.updates).isEmpty();
    doReturn(
            new FoundBrowserTasks(
                List.of(RemoteTask.found(RemoteTask.ID), RemoteTask.found("duplicate"))))
        .when(remote.activities)
        .findBrowserTasks(any());
    assertThat(result().warnings()).isEmpty();
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
                "401", FailureTypes.AUTHENTICATION_FAILED, new CreateFailureDetail(true)));
    when(remote.activities.findBrowserTasks(any()))
        .thenThrow(
            ApplicationFailure.newNonRetryableFailure("401", FailureTypes.AUTHENTICATION_FAILED));
    start();
    assertThat(evidence().taskId()).isNull();
    assertThat(evidence().stop()).isEqualTo(StopOutcome.UNCONFIRMED);
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
