package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.StopOutcome;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.failure.ApplicationFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunOutcomeTest extends RunTestBase {
  private static final PollingOptions QUICK =
      PollingOptions.newBuilder()
          .initialInterval(Duration.ofSeconds(1))
          .maxInterval(Duration.ofSeconds(5))
          .growth(0.0)
          .build();

  @Test
  void aFinishedTaskGivesItsResult() {
    remote.status = TaskStatus.FINISHED;
    start();
    BrowserTaskResult result = result();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(result.taskId()).isEqualTo(RemoteTask.ID);
    assertThat(result.sessionId()).isEqualTo(RemoteTask.SESSION);
    assertThat(result.output()).isEqualTo("42");
    assertThat(result.structuredOutput()).as("nobody asked for it").isNull();
    assertThat(result.costUsd()).isEqualByComparingTo("0.01");
    assertThat(result.creation()).isEqualTo(Task.Creation.CREATED);
    assertThat(result.llm()).isEqualTo(RemoteTask.LLM);
    assertThat(result.browserUseVersion()).isEqualTo(RemoteTask.VERSION);
    assertThat(result.polls()).isEqualTo(1);
    assertThat(result.stop()).isNull();
    assertThat(remote.updates).isEmpty();
    verify(remote.activities, times(1)).createBrowserTask(any());
  }

  @Test
  void finishedIsNotSuccessUnlessTheAgentSaysSo() {
    remote.status = TaskStatus.FINISHED;
    remote.success = null;
    start();
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.UNSUCCESSFUL);
  }

  @Test
  void aFailedTaskGivesItsResult() {
    remote.status = TaskStatus.FAILED;
    start();
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.FAILED);
  }

  @Test
  void aTaskThatSomebodyElseStoppedGivesItsResult() {
    remote.status = TaskStatus.STOPPED;
    start();
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.STOPPED);
    assertThat(remote.updates).isEmpty();
  }

  @Test
  void anUnknownStatusIsNeitherTerminalNorAnError() {
    remote.status = new TaskStatus("daydreaming");
    start();
    env.sleep(Duration.ofMinutes(1));
    assertThat(progress().status().word()).isEqualTo("daydreaming");
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.RUNNING);
    remote.status = TaskStatus.FINISHED;
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }

  /** (new-user 7) */
  @Test
  void failUnlessSuccessfulFailsWithTheResultInItsDetail() {
    remote.status = TaskStatus.FINISHED;
    remote.success = false;
    start(options -> options.failUnlessSuccessful(true));
    assertThat(failure().getType()).isEqualTo(FailureTypes.BROWSER_TASK_UNSUCCESSFUL);
    assertThat(failure().getOriginalMessage())
        .isEqualTo(
            "the task ended with outcome UNSUCCESSFUL; last seen at step 1: Read the page, on"
                + " https://example.com/");
    assertThat(evidence().taskId()).isEqualTo(RemoteTask.ID);
    assertThat(evidence().status()).isEqualTo(TaskStatus.FINISHED);
    assertThat(evidence().costUsd()).isEqualByComparingTo("0.01");
    assertThat(evidence().result().outcome()).isEqualTo(BrowserTaskOutcome.UNSUCCESSFUL);
    assertThat(evidence().result().output()).isEqualTo("42");
    assertThat(memo().result()).as("core 11").isNull();
  }

  @Test
  void statusErrorsHeal() {
    when(remote.activities.getBrowserTaskStatus(any()))
        .thenThrow(unavailable())
        .thenThrow(unavailable())
        .thenThrow(unavailable())
        .thenAnswer(call -> remote.seen());
    remote.status = TaskStatus.FINISHED;
    start();
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }

  @Test
  void aTaskThatIsNotVisibleAtOnceIsWaitedFor() {
    when(remote.activities.getBrowserTaskStatus(any()))
        .thenThrow(notFound())
        .thenAnswer(call -> remote.seen());
    remote.status = TaskStatus.FINISHED;
    start();
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }

  @Test
  void aTaskThatVanishesFailsTheRunAfterATryToStopIt() {
    start();
    env.sleep(Duration.ofMinutes(1));
    when(remote.activities.getBrowserTaskStatus(any())).thenThrow(notFound());
    when(remote.activities.updateBrowserTask(any())).thenThrow(notFound());
    assertThat(failure().getType()).isEqualTo(FailureTypes.TASK_NOT_FOUND);
    assertThat(evidence().stop()).isEqualTo(StopOutcome.UNCONFIRMED);
    verify(remote.activities, atLeast(5)).updateBrowserTask(any());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FailureTypes.TASK_NOT_FOUND,
        FailureTypes.AUTHENTICATION_FAILED,
        FailureTypes.UNEXPECTED_RESPONSE
      })
  void whatLooksFinalIsNotBelievedAtOnce(String type) {
    AtomicReference<ApplicationFailure> gateway = new AtomicReference<>();
    when(remote.activities.getBrowserTaskStatus(any()))
        .thenAnswer(
            call -> {
              if (gateway.get() != null) {
                throw gateway.get();
              }
              return remote.seen();
            });
    start(options -> options.polling(QUICK));
    env.sleep(Duration.ofMinutes(2));
    for (int i = 0; i < 3; i++) {
      gateway.set(ApplicationFailure.newNonRetryableFailure("no", type));
      env.sleep(Duration.ofSeconds(20));
      gateway.set(null);
      env.sleep(Duration.ofSeconds(20));
    }
    assertThat(remote.updates).isEmpty();
    remote.status = TaskStatus.FINISHED;
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }

  @Test
  void aResultThatIsDeniedForAMomentIsNotLost() {
    when(remote.activities.getBrowserTask(any()))
        .thenThrow(notFound())
        .thenThrow(notFound())
        .thenAnswer(call -> remote.view());
    remote.status = TaskStatus.FINISHED;
    start();
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }

  @Test
  void anAnswerThatIsOlderThanTheEndIsReadAgain() {
    when(remote.activities.getBrowserTaskStatus(any()))
        .thenReturn(new TaskSnapshot(RemoteTask.ID, TaskStatus.FINISHED, 1, null, null));
    start();
    env.sleep(Duration.ofSeconds(10));
    remote.status = TaskStatus.FINISHED;
    BrowserTaskResult result = result();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(result.output()).isEqualTo("42");
  }

  @Test
  void anAnswerThatStaysOldDoesNotHideHowTheTaskEnded() {
    when(remote.activities.getBrowserTaskStatus(any()))
        .thenReturn(new TaskSnapshot(RemoteTask.ID, TaskStatus.FAILED, 1, null, null));
    start();
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.FAILED);
  }

  @Test
  void theAnswerIsWaitedForAsLongAsTheRunMayLast() {
    when(remote.activities.getBrowserTask(any())).thenThrow(unavailable());
    remote.status = TaskStatus.FINISHED;
    start(options -> options.timeout(Duration.ofHours(3)));
    env.sleep(Duration.ofHours(2));
    doAnswer(call -> remote.view()).when(remote.activities).getBrowserTask(any());
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }

  @Test
  void anAnswerThatCannotBeFetchedInTimeIsATimeOut() {
    when(remote.activities.getBrowserTask(any())).thenThrow(unavailable());
    remote.status = TaskStatus.FINISHED;
    start();
    assertTimedOut();
    assertThat(evidence().taskId()).isEqualTo(RemoteTask.ID);
    assertThat(evidence().stop()).isEqualTo(StopOutcome.FINISHED_FIRST);
  }

  @Test
  void aRunOverItsBudgetStopsTheTaskAndFails() {
    start(options -> options.maxCostUsd(new BigDecimal("0.10")));
    env.sleep(Duration.ofMinutes(1));
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.RUNNING);
    remote.cost = "0.11";
    assertThat(failure().getType()).isEqualTo(FailureTypes.BUDGET_EXCEEDED);
    assertThat(failure().getOriginalMessage())
        .as("new-user 29")
        .startsWith("the task has cost $0.11, which is more than maxCostUsd $0.10; last seen at");
    List<HistoryEvent> events =
        env.getWorkflowClient().fetchHistory(run.getExecution().getWorkflowId()).getEvents();
    assertThat(
            events
                .get(events.size() - 1)
                .getWorkflowExecutionFailedEventAttributes()
                .getFailure()
                .getStackTrace())
        .as("new-user 41")
        .isEmpty();
    assertThat(evidence().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(evidence().costUsd()).isEqualByComparingTo("0.11");
    assertThat(remote.wasStopped()).isTrue();
  }

  @Test
  void aTaskThatEndsAsItPassesItsBudgetKeepsItsResult() {
    remote.cost = "9.99";
    remote.status = TaskStatus.FINISHED;
    start(options -> options.maxCostUsd(BigDecimal.ONE));
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }

  static ApplicationFailure unavailable() {
    return ApplicationFailure.newFailure("503", FailureTypes.SERVICE_UNAVAILABLE);
  }

  static ApplicationFailure notFound() {
    return ApplicationFailure.newNonRetryableFailure("404", FailureTypes.TASK_NOT_FOUND);
  }

  /** The word is unknown, but there is a time at which the task finished. (api 14) */
  @ParameterizedTest
  @CsvSource({"true, SUCCEEDED", "false, FAILED", ", FAILED"})
  void anUnknownStatusWithATimeOfItsEndIsAnEnd(Boolean success, BrowserTaskOutcome outcome) {
    remote.status = new TaskStatus("completed");
    remote.finishedAt = RemoteTask.CREATED.plusSeconds(9);
    remote.success = success;
    start();
    BrowserTaskResult result = result();
    assertThat(result.outcome()).isEqualTo(outcome);
    assertThat(result.output()).isEqualTo("42");
    assertThat(result.warnings())
        .containsExactly(
            "the task ended with the unknown status completed: whether it succeeded is told by"
                + " isSuccess alone");
    assertThat(remote.wasStopped()).isFalse();
  }

  /** (api 13) */
  @Test
  void aBudgetThatNobodyCanKeepIsToldOf() {
    remote.cost = null;
    start(options -> options.maxCostUsd("0.50"));
    env.sleep(Duration.ofMinutes(1));
    assertThat(progress().warnings()).singleElement().asString().startsWith("maxCostUsd is set,");
    remote.status = TaskStatus.FINISHED;
    assertThat(result().warnings()).singleElement().asString().startsWith("maxCostUsd is set,");
  }

  /** (api 13) */
  @Test
  void aCostThatComesLateIsNoWarning() {
    remote.cost = null;
    start(options -> options.maxCostUsd("0.50"));
    env.sleep(Duration.ofMinutes(1));
    remote.cost = "0.01";
    remote.status = TaskStatus.FINISHED;
    assertThat(result().warnings()).isEmpty();
  }
}
