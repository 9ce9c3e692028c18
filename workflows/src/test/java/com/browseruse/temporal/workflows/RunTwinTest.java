package com.browseruse.temporal.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.BrowserTaskStatus;
import com.browseruse.temporal.activities.CreateFailureDetail;
import com.browseruse.temporal.activities.FailureTypes;
import com.browseruse.temporal.activities.FoundBrowserTasks;
import com.browseruse.temporal.activities.UpdateBrowserTaskInput;
import com.browseruse.temporal.task.TaskStatus;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTwinTest extends RunTestBase {

  @Test
  void aTwinThatAppearsLateIsStopped() {
    when(remote.activities.createBrowserTask(any())).thenReturn(RemoteTask.created(true));
    when(remote.activities.findBrowserTasks(any()))
        .thenReturn(
            new FoundBrowserTasks(
                List.of(RemoteTask.found(RemoteTask.ID), RemoteTask.found("twin"))));
    // Only the twin is stopped, and that does not touch our task.
    remote.afterStop = null;
    when(remote.activities.updateBrowserTask(any()))
        .thenAnswer(
            call -> {
              remote.updates.add(call.getArgument(0));
              return new BrowserTaskStatus("twin", TaskStatus.STOPPED, 0, null, null);
            });
    start();
    env.sleep(Duration.ofMinutes(1));
    assertThat(remote.updates).extracting("taskId").containsExactly("twin");
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.RUNNING);
    remote.status = TaskStatus.FINISHED;
    BrowserTaskResult result = result();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(result.taskId()).isEqualTo(RemoteTask.ID);
  }

  @Test
  void aClearCreateNeedsNoLook() {
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
    assertThat(facts().stop()).isEqualTo(StopOutcome.STOPPED);
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
                List.of(RemoteTask.found(RemoteTask.ID), RemoteTask.found("twin"))));
    // The first ignores its stop, the second obeys.
    when(remote.activities.updateBrowserTask(any()))
        .thenAnswer(
            call -> {
              UpdateBrowserTaskInput input = call.getArgument(0);
              return input != null && input.taskId().equals("twin")
                  ? new BrowserTaskStatus("twin", TaskStatus.STOPPED, 0, null, null)
                  : remote.seen();
            });
    start();
    assertThat(facts().taskId()).isEqualTo(RemoteTask.ID);
    assertThat(facts().stop()).isEqualTo(StopOutcome.UNCONFIRMED);
  }
}
