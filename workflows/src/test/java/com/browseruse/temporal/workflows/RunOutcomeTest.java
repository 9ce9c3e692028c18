package com.browseruse.temporal.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.FailureTypes;
import com.browseruse.temporal.activities.TaskCreation;
import com.browseruse.temporal.task.TaskStatus;
import io.temporal.failure.ApplicationFailure;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunOutcomeTest extends RunTestBase {

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
    assertThat(result.costUsd()).isEqualTo("0.01");
    assertThat(result.creation()).isEqualTo(TaskCreation.CREATED);
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

  @Test
  void failUnlessSuccessfulFailsWithTheResultAsDetail() {
    remote.status = TaskStatus.FINISHED;
    remote.success = false;
    start(options -> options.failUnlessSuccessful(true));
    assertThat(failure().getType()).isEqualTo(FailureTypes.BROWSER_TASK_UNSUCCESSFUL);
    BrowserTaskResult kept = failure().getDetails().get(BrowserTaskResult.class);
    assertThat(kept.outcome()).isEqualTo(BrowserTaskOutcome.UNSUCCESSFUL);
    assertThat(kept.output()).isEqualTo("42");
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
    assertThat(facts().stop()).isEqualTo(StopOutcome.UNCONFIRMED);
    verify(remote.activities).updateBrowserTask(any());
  }

  @Test
  void aRunOverItsBudgetStopsTheTaskAndFails() {
    start(options -> options.maxCostUsd(new BigDecimal("0.10")));
    env.sleep(Duration.ofMinutes(1));
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.RUNNING);
    remote.cost = "0.11";
    assertThat(failure().getType()).isEqualTo(FailureTypes.BUDGET_EXCEEDED);
    assertThat(facts().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(facts().costUsd()).isEqualTo("0.11");
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
}
