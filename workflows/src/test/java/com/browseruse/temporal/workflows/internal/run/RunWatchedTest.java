package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskStatusInput;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** Runs of which the create says that a watcher tells when to look. */
class RunWatchedTest extends RunTestBase {
  private void startWatched(UnaryOperator<BrowserTask.Builder> options) {
    when(remote.activities.createBrowserTask(any()))
        .thenReturn(RemoteTask.created(false).beingWatched());
    start(options);
    env.sleep(Duration.ofSeconds(1));
  }

  private static UnaryOperator<BrowserTask.Builder> lasting(Duration time) {
    return options -> options.timeout(time);
  }

  private void endAfter(Duration time) {
    env.sleep(time);
    remote.status = TaskStatus.FINISHED;
    run.signal("taskUpdated");
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(result().output()).isEqualTo("42");
  }

  private List<HistoryEvent> history() {
    return env.getWorkflowClient().fetchHistory(run.getExecution().getWorkflowId()).getEvents();
  }

  private int polls() {
    return (int)
        history().stream()
            .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
            .map(e -> e.getActivityTaskScheduledEventAttributes().getActivityType().getName())
            .filter(name -> name.startsWith("GetBrowserTask"))
            .count();
  }

  @Test
  void aRunOfTenMinutesTakesFewEventsAndFiveRequests() {
    startWatched(lasting(Duration.ofHours(1)));
    endAfter(Duration.ofMinutes(10));
    assertThat(polls()).isEqualTo(4);
    assertThat(history()).hasSizeLessThanOrEqualTo(65);
    verify(remote.activities, times(1)).getBrowserTask(any());
    verify(remote.activities, times(1))
        .getBrowserTaskStatus(new GetBrowserTaskStatusInput(RemoteTask.ID, true));
    verify(remote.activities, times(2))
        .getBrowserTaskStatus(new GetBrowserTaskStatusInput(RemoteTask.ID, false));
  }

  /** It reads the list all the time: its word takes no request, and no turn of those who wait. */
  @Test
  void aBackStopThatTheWatcherOfThisWorkerAnswersIsNoTaskOfTheQueue() {
    when(remote.activities.getWatchedBrowserTask(any())).thenAnswer(call -> remote.seen());
    startWatched(lasting(Duration.ofHours(1)));
    endAfter(Duration.ofMinutes(10));
    assertThat(polls()).isEqualTo(1);
    assertThat(result().polls()).isEqualTo(4);
    assertThat(history()).hasSizeLessThanOrEqualTo(50);
    verify(remote.activities, times(3)).getWatchedBrowserTask(Task.Ref.of(RemoteTask.ID));
    verify(remote.activities, never()).getBrowserTaskStatus(any());
  }

  @Test
  void aBackStopThatTheWatcherCannotAnswerAsksTheApi() {
    when(remote.activities.getWatchedBrowserTask(any()))
        .thenThrow(new IllegalStateException("for the test"));
    startWatched(lasting(Duration.ofHours(1)));
    env.sleep(Duration.ofMinutes(4));
    verify(remote.activities)
        .getBrowserTaskStatus(new GetBrowserTaskStatusInput(RemoteTask.ID, false));
    endAfter(Duration.ofSeconds(1));
  }

  @Test
  void aRunOfAnHourTakesOneHundredEvents() {
    startWatched(lasting(Duration.ofHours(2)));
    endAfter(Duration.ofHours(1));
    assertThat(history()).hasSizeLessThanOrEqualTo(100);
  }

  @Test
  void aRunOfADayTakesSevenHundredEvents() {
    startWatched(lasting(Duration.ofDays(2)));
    endAfter(Duration.ofDays(1));
    assertThat(history()).hasSizeLessThanOrEqualTo(700);
  }

  /** Its status word says so, and nothing but a look can. */
  @Test
  void aLostHintCostsNoMoreThanTheBackStop() {
    startWatched(lasting(Duration.ofHours(2)));
    env.sleep(Duration.ofMinutes(4));
    remote.status = TaskStatus.FINISHED;
    long ended = env.currentTimeMillis();
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(closedAfter(ended)).isLessThan(Duration.ofMinutes(3).plusSeconds(5));
  }

  @Test
  void aFalseHintCostsOnePoll() {
    startWatched(lasting(Duration.ofHours(1)));
    env.sleep(Duration.ofSeconds(20));
    run.signal("taskUpdated");
    env.sleep(Duration.ofSeconds(25));
    assertThat(polls()).isEqualTo(1);
    assertThat(progress().polls()).isEqualTo(1);
    assertThat(progress().status()).isEqualTo(TaskStatus.STARTED);
    endAfter(Duration.ofSeconds(1));
  }

  @Test
  void manyHintsMakeOnePollASecond() {
    startWatched(lasting(Duration.ofHours(1)));
    for (int i = 0; i < 50; i++) {
      run.signal("taskUpdated");
      env.sleep(Duration.ofMillis(100));
    }
    assertThat(polls()).isLessThanOrEqualTo(6);
    endAfter(Duration.ofSeconds(1));
  }

  /** Where thousands of runs poll, one may wait for its turn for long. */
  @Test
  void aHintDoesNotWaitForAPollThatWaitsForItsTurn() {
    CountDownLatch turn = new CountDownLatch(1);
    try {
      startWatched(lasting(Duration.ofHours(1)));
      when(remote.activities.getBrowserTaskStatus(any()))
          .thenAnswer(
              call -> {
                turn.await();
                throw RunOutcomeTest.unavailable();
              });
      env.sleep(Duration.ofMinutes(1));
      await().until(() -> polls() == 1);
      endAfter(Duration.ZERO);
      assertThat(polls()).isEqualTo(2);
      assertThat(result().polls()).isEqualTo(1);
    } finally {
      turn.countDown();
    }
  }

  /** The list has created and started ones; nobody would tell the end of another. */
  @Test
  void aTaskThatTheListDoesNotHaveIsPolled() {
    startWatched(lasting(Duration.ofHours(1)));
    remote.status = new TaskStatus("dreaming");
    run.signal("taskUpdated");
    env.sleep(Duration.ofMinutes(1));
    assertThat(polls()).isGreaterThan(4);
    remote.status = TaskStatus.FINISHED;
    result();
  }

  /** The watcher knows its tasks by their markers. */
  @Test
  void aTaskWhoseMarkersTheApiDroppedIsPolled() {
    when(remote.activities.getBrowserTaskStatus(any()))
        .thenAnswer(
            call ->
                new TaskSnapshot(
                    RemoteTask.ID, remote.status, 1, null, null, null, true, RemoteTask.SESSION));
    startWatched(lasting(Duration.ofHours(1)));
    env.sleep(Duration.ofSeconds(62));
    int polls = polls();
    env.sleep(Duration.ofMinutes(1));
    assertThat(polls()).isGreaterThan(polls + 4);
    assertThat(progress().warnings()).singleElement().asString().contains("does not show");
    remote.status = TaskStatus.FINISHED;
    result();
  }

  @Test
  void whoSetsWhenToPollIsObeyed() {
    startWatched(
        options ->
            options.polling(
                PollingOptions.newBuilder()
                    .initialInterval(Duration.ofSeconds(5))
                    .growth(0.0)
                    .build()));
    env.sleep(Duration.ofSeconds(52));
    assertThat(polls()).isGreaterThan(6);
    endAfter(Duration.ofSeconds(1));
  }

  @Test
  void aBudgetIsKeptAsCloselyAsWithoutAWatcher() {
    startWatched(options -> options.maxCostUsd("5.00"));
    env.sleep(Duration.ofMinutes(1));
    assertThat(polls()).isGreaterThan(6);
    endAfter(Duration.ofSeconds(1));
  }

  @Test
  void aResultThatCannotBeReadAtTheHintIsFetchedLater() {
    startWatched(lasting(Duration.ofHours(1)));
    when(remote.activities.getBrowserTask(any()))
        .thenThrow(RunOutcomeTest.unavailable())
        .thenAnswer(call -> remote.view());
    endAfter(Duration.ofMinutes(2));
  }

  @Test
  void aRefreshTellsTheNewestStep() {
    startWatched(lasting(Duration.ofHours(1)));
    assertThat(progress().polls()).isZero();
    remote.steps = 7;
    BrowserTaskProgress now = BrowserTaskHandle.of(run).refresh();
    assertThat(now.stepCount()).isEqualTo(7);
    assertThat(now.lastStep().number()).isEqualTo(7);
    assertThat(now.polls()).isEqualTo(1);
    ArgumentCaptor<GetBrowserTaskStatusInput> asked =
        ArgumentCaptor.forClass(GetBrowserTaskStatusInput.class);
    verify(remote.activities).getBrowserTaskStatus(asked.capture());
    assertThat(asked.getValue().steps()).isTrue();
    endAfter(Duration.ofSeconds(1));
    assertThat(BrowserTaskHandle.of(run).refresh().phase()).isEqualTo(BrowserTaskPhase.DONE);
  }

  @Test
  void allWhoAskShareOnePollASecond() {
    startWatched(lasting(Duration.ofHours(1)));
    for (int round = 0; round < 3; round++) {
      remote.steps = 10 + round;
      List<WorkflowUpdateHandle<BrowserTaskProgress>> asked =
          IntStream.range(0, 5)
              .mapToObj(
                  i ->
                      run.startUpdate(
                          "refresh", WorkflowUpdateStage.ACCEPTED, BrowserTaskProgress.class))
              .toList();
      env.sleep(Duration.ofSeconds(2));
      int steps = remote.steps;
      assertThat(asked)
          .allSatisfy(one -> assertThat(one.getResultAsync().join().stepCount()).isEqualTo(steps));
    }
    assertThat(polls()).isLessThanOrEqualTo(6);
    endAfter(Duration.ofSeconds(1));
  }

  @Test
  void aRefreshWhileTheRunCannotPollAnswersAtOnce() {
    remote.afterStop = null;
    startWatched(lasting(Duration.ofMinutes(5)));
    run.startUpdate("stop", WorkflowUpdateStage.ACCEPTED, BrowserTaskProgress.class);
    awaitPhase(BrowserTaskPhase.STOPPING);
    assertThat(update("refresh").phase()).isEqualTo(BrowserTaskPhase.STOPPING);
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.UNKNOWN);
  }

  @Test
  void aRefreshOfARunWithoutATaskAnswersAtOnce() {
    when(remote.activities.createBrowserTask(any())).thenThrow(RunOutcomeTest.unavailable());
    start();
    env.sleep(Duration.ofSeconds(2));
    assertThat(update("refresh").phase()).isEqualTo(BrowserTaskPhase.CREATING);
    verify(remote.activities, never()).getBrowserTaskStatus(any());
    run.cancel();
    assertCancelled();
  }
}
