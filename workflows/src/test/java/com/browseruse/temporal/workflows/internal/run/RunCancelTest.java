package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.BrowserTaskActivities.FoundBrowserTasks;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.FailureTypes.CreateFailureDetail;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.StopOutcome;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RunCancelTest extends RunTestBase {

  @Test
  void aCancelWhileTheTaskRunsStopsIt() {
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    run.cancel();
    assertCancelled();
    assertThat(remote.updates).hasSize(1);
    assertThat(remote.updates.get(0).action()).isEqualTo(Task.Action.STOP_TASK_AND_SESSION);
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(memo().taskId()).isEqualTo(RemoteTask.ID);
    assertThat(progress().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.DONE);
  }

  @Test
  void aCancelWhileTheResultIsFetchedInVainEndsTheRunSoon() {
    doThrow(RunOutcomeTest.unavailable()).when(remote.activities).getBrowserTask(any());
    remote.status = TaskStatus.FINISHED;
    start(options -> options.timeout(Duration.ofHours(3)));
    env.sleep(Duration.ofMinutes(5));
    long cancelledAt = env.currentTimeMillis();
    run.cancel();
    assertCancelled();
    assertThat(memo().stop()).isEqualTo(StopOutcome.FINISHED_FIRST);
    assertThat(remote.updates).isEmpty();
    assertThat(closedAt()).isLessThan(cancelledAt + Duration.ofMinutes(2).toMillis());
  }

  private long closedAt() {
    return run.describe().getCloseTime().toEpochMilli();
  }

  @Test
  void aStopThatIsRefusedOnceIsSentAgainSoon() {
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    when(remote.activities.updateBrowserTask(any()))
        .thenThrow(
            ApplicationFailure.newNonRetryableFailure("401", FailureTypes.AUTHENTICATION_FAILED))
        .thenAnswer(
            call -> {
              remote.status = TaskStatus.STOPPED;
              return remote.seen();
            });
    long cancelledAt = env.currentTimeMillis();
    run.cancel();
    assertCancelled();
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(closedAt()).isLessThan(cancelledAt + Duration.ofSeconds(10).toMillis());
  }

  @Test
  void aSessionThatTheCallerGaveSurvives() {
    startWith(BrowserTask.newBuilder(TASK).sessionId("mine").build());
    awaitPhase(BrowserTaskPhase.RUNNING);
    run.cancel();
    assertCancelled();
    assertThat(remote.updates.get(0).action()).isEqualTo(Task.Action.STOP);
  }

  @Test
  void aCancelDuringCreateLetsTheAttemptEndAndStopsWhatItMade() throws Exception {
    CountDownLatch creating = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    when(remote.activities.createBrowserTask(any()))
        .thenAnswer(
            call -> {
              creating.countDown();
              mayAnswer.await();
              return RemoteTask.created(false);
            });
    start();
    creating.await();
    run.cancel();
    awaitCancelOfActivity();
    mayAnswer.countDown();
    assertCancelled();
    assertThat(remote.wasStopped()).isTrue();
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
    verify(remote.activities, times(1)).createBrowserTask(any());
  }

  @Test
  void aCancelDuringCreateLooksForWhatAnAttemptWithoutAnAnswerMade() throws Exception {
    CountDownLatch creating = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(ApplicationFailure.newFailure("lost", FailureTypes.CREATE_UNCLEAR))
        .thenAnswer(
            call -> {
              creating.countDown();
              mayEnd.await();
              throw new ActivityCanceledException(Activity.getExecutionContext().getInfo());
            });
    when(remote.activities.findBrowserTasks(any()))
        .thenReturn(new FoundBrowserTasks(List.of()))
        .thenReturn(new FoundBrowserTasks(List.of(RemoteTask.found(RemoteTask.ID))));
    start();
    creating.await();
    run.cancel();
    awaitCancelOfActivity();
    mayEnd.countDown();
    assertCancelled();
    verify(remote.activities, times(2)).createBrowserTask(any());
    assertThat(remote.wasStopped()).isTrue();
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
  }

  @Test
  void aCancelOfAnAttemptThatHasSentNothingNeedsNoLookup() throws Exception {
    CountDownLatch creating = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    when(remote.activities.createBrowserTask(any()))
        .thenAnswer(
            call -> {
              creating.countDown();
              mayEnd.await();
              throw new ActivityCanceledException(Activity.getExecutionContext().getInfo());
            });
    start();
    creating.await();
    run.cancel();
    awaitCancelOfActivity();
    mayEnd.countDown();
    assertCancelled();
    verify(remote.activities, never()).findBrowserTasks(any());
    assertThat(memo().taskId()).isNull();
    assertThat(memo().stop()).as("there was nothing to stop").isNull();
  }

  /** (core 14) */
  @Test
  void aCancelBetweenAttemptsThatWereAllRefusedNeedsNoLookup() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(
            ApplicationFailure.newBuilder()
                .setMessage("429")
                .setType(FailureTypes.TOO_MANY_SESSIONS)
                .setNextRetryDelay(Duration.ofMinutes(2))
                .setDetails(new CreateFailureDetail(null))
                .build());
    start();
    env.sleep(Duration.ofMinutes(5));
    long cancelledAt = env.currentTimeMillis();
    run.cancel();
    assertCancelled();
    assertThat(closedAfter(cancelledAt)).isLessThan(Duration.ofSeconds(1));
    verify(remote.activities, times(3)).createBrowserTask(any());
    verify(remote.activities, never()).findBrowserTasks(any());
    assertThat(memo().taskId()).isNull();
    assertThat(memo().stop()).as("there was nothing to stop").isNull();
  }

  @Test
  void aCancelBetweenTwoAttemptsToCreateStopsWhatAnEarlierOneMade() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(ApplicationFailure.newFailure("lost", FailureTypes.CREATE_UNCLEAR));
    when(remote.activities.findBrowserTasks(any()))
        .thenReturn(new FoundBrowserTasks(List.of(RemoteTask.found(RemoteTask.ID))));
    start();
    env.sleep(Duration.ofSeconds(5));
    run.cancel();
    assertCancelled();
    assertThat(remote.wasStopped()).isTrue();
    assertThat(memo().taskId()).isEqualTo(RemoteTask.ID);
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
  }

  @Test
  void aCancelWhileALookIsRetriedDoesNotWaitForIt() {
    when(remote.activities.getBrowserTaskStatus(any())).thenThrow(RunOutcomeTest.unavailable());
    start();
    env.sleep(Duration.ofMinutes(1));
    run.cancel();
    assertCancelled();
    assertThat(remote.wasStopped()).isTrue();
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
  }

  @Test
  void aTaskThatFinishedFirstIsKeptInTheMemo() {
    remote.afterStop = TaskStatus.FINISHED;
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    run.cancel();
    assertCancelled();
    assertThat(memo().stop()).isEqualTo(StopOutcome.FINISHED_FIRST);
    assertThat(memo().result()).as("core 11").isNull();
    assertThat(progress().result().output()).isEqualTo("42");
  }

  /** (new-user 8) */
  @Test
  void progressIsToldWhileTheTaskIsWatchedUntilItStops() {
    remote.afterStop = null;
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    run.cancel();
    awaitPhase(BrowserTaskPhase.STOPPING);
    remote.cost = "0.62";
    remote.steps = 75;
    env.sleep(Duration.ofSeconds(30));
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.STOPPING);
    assertThat(progress().costUsd()).isEqualByComparingTo("0.62");
    assertThat(progress().lastStep().number()).isEqualTo(75);
    remote.status = TaskStatus.STOPPED;
    assertCancelled();
  }

  @Test
  void aTaskThatIgnoresTheStopIsReportedAsUnconfirmed() {
    remote.afterStop = null;
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    run.cancel();
    assertCancelled();
    assertThat(memo().stop()).isEqualTo(StopOutcome.UNCONFIRMED);
    assertThat(memo().status()).isEqualTo(TaskStatus.STARTED);
    // Told once, and reminded every half a minute.
    assertThat(remote.updates).hasSize(4);
  }

  @Test
  void aStopThatTheApiCannotTakeYetIsSentAgain() {
    when(remote.activities.updateBrowserTask(any()))
        .thenThrow(RunOutcomeTest.unavailable())
        .thenThrow(RunOutcomeTest.unavailable())
        .thenAnswer(
            call -> {
              remote.status = TaskStatus.STOPPED;
              return remote.seen();
            });
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    run.cancel();
    assertCancelled();
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
  }

  @Test
  void aCancelWhileTheTaskIsPausedStopsIt() {
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    update("pause");
    run.cancel();
    assertCancelled();
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
  }

  @Test
  void aCancelWhileTheRunIsStoppingForAnotherReasonKeepsTheFacts() {
    remote.afterStop = null;
    start();
    env.sleep(TIMEOUT.plusSeconds(30));
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.STOPPING);
    run.cancel();
    assertCancelled();
    assertThat(memo().stop()).isEqualTo(StopOutcome.UNCONFIRMED);
  }
}
