package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.FailureTypes.CreateFailureDetail;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RunControlTest extends RunTestBase {

  @Test
  void aPausedTaskRestsUntilItIsResumed() {
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    assertThat(update("pause").phase()).isEqualTo(BrowserTaskPhase.PAUSED);
    env.sleep(Duration.ofMinutes(1));
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.PAUSED);
    assertThat(update("resume").phase()).isEqualTo(BrowserTaskPhase.RUNNING);
    assertThat(remote.updates)
        .extracting("action")
        .containsExactly(Task.Action.PAUSE, Task.Action.RESUME);
    remote.status = TaskStatus.FINISHED;
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }

  @Test
  void aPauseWithoutAStatusWordForItStillCounts() {
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    doAnswer(call -> remote.seen()).when(remote.activities).updateBrowserTask(any());
    assertThat(update("pause").phase()).isEqualTo(BrowserTaskPhase.PAUSED);
    env.sleep(Duration.ofMinutes(1));
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.PAUSED);
    remote.status = TaskStatus.FINISHED;
    result();
  }

  @Test
  void aPauseThatTheApiDoesNotKnowFailsTheUpdateAndNotTheRun() {
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    doAnswer(
            call -> {
              throw ApplicationFailure.newNonRetryableFailure(
                  "this API does not support pause", FailureTypes.UNSUPPORTED_OPERATION);
            })
        .when(remote.activities)
        .updateBrowserTask(any());
    WorkflowUpdateException refused =
        catchThrowableOfType(WorkflowUpdateException.class, () -> update("pause"));
    ApplicationFailure cause = (ApplicationFailure) refused.getCause();
    assertThat(cause.getType()).isEqualTo(FailureTypes.UNSUPPORTED_OPERATION);
    assertThat(cause.getOriginalMessage()).contains("does not support pause");
    remote.status = TaskStatus.FINISHED;
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }

  @Test
  void aTaskThatHasEndedCannotBePaused() {
    doThrow(RunOutcomeTest.unavailable()).when(remote.activities).getBrowserTask(any());
    remote.status = TaskStatus.FINISHED;
    start();
    env.sleep(Duration.ofMinutes(1));
    WorkflowUpdateException refused =
        catchThrowableOfType(WorkflowUpdateException.class, () -> update("pause"));
    assertThat(((ApplicationFailure) refused.getCause()).getOriginalMessage())
        .isEqualTo("the run is ending: it is too late to pause the task");
    assertThat(remote.updates).isEmpty();
    doAnswer(call -> remote.view()).when(remote.activities).getBrowserTask(any());
    result();
  }

  @Test
  void aStopEndsTheRunNormally() {
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    BrowserTaskProgress stopped = update("stop");
    assertThat(stopped.phase()).isEqualTo(BrowserTaskPhase.DONE);
    assertThat(stopped.stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.STOPPED);
    assertThat(result().stop()).isEqualTo(StopOutcome.STOPPED);
  }

  @Test
  void aStopThatComesTooLateGivesTheResult() {
    remote.afterStop = TaskStatus.FINISHED;
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    assertThat(update("stop").stop()).isEqualTo(StopOutcome.FINISHED_FIRST);
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(result().output()).isEqualTo("42");
  }

  @Test
  void aStopWhileCreatingStopsWhatTheAttemptMakes() throws Exception {
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
    run.startUpdate("stop", WorkflowUpdateStage.ACCEPTED, BrowserTaskProgress.class);
    awaitCancelOfActivity();
    mayAnswer.countDown();
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.STOPPED);
    assertThat(remote.wasStopped()).isTrue();
  }

  @Test
  void aStopBeforeAnyTaskExistsEndsTheRunNormally() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(
            ApplicationFailure.newFailure(
                "429", FailureTypes.TOO_MANY_SESSIONS, new CreateFailureDetail(null)));
    start();
    env.sleep(Duration.ofSeconds(5));
    // Time is skipped for who waits for a run, not for an update.
    WorkflowUpdateHandle<BrowserTaskProgress> stop =
        run.startUpdate("stop", WorkflowUpdateStage.ACCEPTED, BrowserTaskProgress.class);
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.STOPPED);
    assertThat(result().taskId()).isNull();
    assertThat(stop.getResult().phase()).isEqualTo(BrowserTaskPhase.DONE);
  }

  @Test
  void aStopBySignalEndsTheRunNormally() {
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    run.signal("stop");
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.STOPPED);
    assertThat(result().stop()).isEqualTo(StopOutcome.STOPPED);
  }

  /** What waits uses up the updates that may be under way, and a stop is one. (core 12) */
  @Test
  void aPauseBeforeThereIsATaskIsRefusedAndLeavesNoTrace() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(
            ApplicationFailure.newFailure(
                "429", FailureTypes.TOO_MANY_SESSIONS, new CreateFailureDetail(null)));
    start();
    env.sleep(Duration.ofSeconds(5));
    for (int i = 0; i < 12; i++) {
      assertRefused("pause", "the task does not exist yet: it is too early to pause the task");
    }
    WorkflowUpdateHandle<BrowserTaskProgress> stop =
        run.startUpdate("stop", WorkflowUpdateStage.ACCEPTED, BrowserTaskProgress.class);
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.STOPPED);
    assertThat(stop.getResult().phase()).isEqualTo(BrowserTaskPhase.DONE);
    assertThat(acceptedUpdates()).isEqualTo(1);
  }

  /** (core 12) */
  @Test
  void aPauseBesideAnotherOneIsRefused() throws Exception {
    CountDownLatch pausing = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    doAnswer(
            call -> {
              pausing.countDown();
              mayAnswer.await();
              return remote.seen();
            })
        .when(remote.activities)
        .updateBrowserTask(any());
    WorkflowUpdateHandle<BrowserTaskProgress> pause =
        run.startUpdate("pause", WorkflowUpdateStage.ACCEPTED, BrowserTaskProgress.class);
    pausing.await();
    assertRefused("resume", "another pause or resume is under way: wait for it to resume the task");
    mayAnswer.countDown();
    assertThat(pause.getResult().phase()).isEqualTo(BrowserTaskPhase.PAUSED);
    assertThat(acceptedUpdates()).isEqualTo(1);
    remote.status = TaskStatus.FINISHED;
    result();
  }

  /** The poll was under way when the resume was accepted. (temporal 10) */
  @Test
  void aPollThatIsOlderThanAResumeDoesNotPauseTheRunAgain() throws Exception {
    CountDownLatch polling = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    AtomicBoolean isHeld = new AtomicBoolean();
    // Before the run is at work: a mock is not stubbed while another thread calls it.
    doAnswer(
            call -> {
              TaskSnapshot old = remote.seen();
              if (isHeld.compareAndSet(true, false)) {
                polling.countDown();
                mayAnswer.await();
              }
              return old;
            })
        .when(remote.activities)
        .getBrowserTaskStatus(any());
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    update("pause");
    isHeld.set(true);
    run.signal("taskUpdated");
    env.sleep(Duration.ofSeconds(2));
    polling.await();
    int seen = progress().polls();
    assertThat(update("resume").phase()).isEqualTo(BrowserTaskPhase.RUNNING);
    mayAnswer.countDown();
    await().until(() -> progress().polls() > seen);
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.RUNNING);
    remote.status = TaskStatus.FINISHED;
    result();
  }

  /** (core 13) */
  @Test
  void hintsMakeTheRunPollOnceASecondAtMost() {
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    int before = progress().polls();
    for (int i = 0; i < 100; i++) {
      run.signal("taskUpdated");
      env.sleep(Duration.ofMillis(100));
    }
    assertThat(progress().polls() - before).isBetween(5, 12);
    remote.status = TaskStatus.FINISHED;
    result();
  }

  private void assertRefused(String update, String message) {
    WorkflowUpdateException refused =
        catchThrowableOfType(WorkflowUpdateException.class, () -> update(update));
    assertThat(((ApplicationFailure) refused.getCause()).getOriginalMessage()).isEqualTo(message);
    BrowserTaskException decoded = BrowserTaskException.of(run, refused);
    assertThat(decoded.type()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(decoded).hasMessage(message);
  }

  private long acceptedUpdates() {
    return env
        .getWorkflowClient()
        .fetchHistory(run.getExecution().getWorkflowId())
        .getEvents()
        .stream()
        .filter(HistoryEvent::hasWorkflowExecutionUpdateAcceptedEventAttributes)
        .count();
  }

  @Test
  void aSignalMakesTheRunPollNow() {
    start(
        options ->
            options.polling(
                PollingOptions.newBuilder()
                    .initialInterval(Duration.ofMinutes(5))
                    .maxInterval(Duration.ofMinutes(5))
                    .build()));
    env.sleep(Duration.ofSeconds(1));
    assertThat(progress().polls()).isZero();
    remote.status = TaskStatus.FINISHED;
    run.signal("taskUpdated");
    env.sleep(Duration.ofSeconds(1));
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.DONE);
    assertThat(result().polls()).isEqualTo(1);
  }

  @Test
  void aSignalCarriesNoTruth() {
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    run.signal("taskUpdated");
    env.sleep(Duration.ofSeconds(1));
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.RUNNING);
    remote.status = TaskStatus.FINISHED;
    result();
  }

  /** The worker ends with the run on it, and a hint has cut a wait short. (temporal 3) */
  @Test
  void aWorkerEndsQuietlyWhenARunOnItWasHinted() {
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    run.signal("taskUpdated");
    env.sleep(Duration.ofSeconds(1));
    env.close();
    assertNoUnreadPromise();
  }

  /** The same after a cancel, while the task is told to stop. (temporal 3, new-user 14) */
  @Test
  void aWorkerEndsQuietlyWhenARunOnItIsStopping() {
    remote.afterStop = TaskStatus.STARTED;
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    run.cancel();
    awaitPhase(BrowserTaskPhase.STOPPING);
    env.close();
    assertNoUnreadPromise();
  }

  @Test
  void progressTellsWhatTheLastPollSaw() {
    start();
    env.sleep(Duration.ofSeconds(3));
    remote.steps = 7;
    remote.cost = "0.07";
    env.sleep(Duration.ofSeconds(10));
    BrowserTaskProgress progress = progress();
    assertThat(progress.taskId()).isEqualTo(RemoteTask.ID);
    assertThat(progress.sessionId()).isEqualTo(RemoteTask.SESSION);
    assertThat(progress.stepCount()).isEqualTo(7);
    assertThat(progress.lastStep().number()).isEqualTo(7);
    assertThat(progress.costUsd()).isEqualByComparingTo("0.07");
    assertThat(progress.polls()).isPositive();
    assertThat(progress.liveUrl()).isNull();
    assertThat(progress.stop()).isNull();
    remote.status = TaskStatus.FINISHED;
    result();
  }
}
