package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.BrowserTaskActivities.FoundBrowserTasks;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.FailureTypes.CreateFailureDetail;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopOutcome;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunDeadlineTest extends RunTestBase {

  @Test
  void atTheDeadlineTheTaskIsStopped() {
    start();
    assertTimedOut();
    assertThat(evidence().taskId()).isEqualTo(RemoteTask.ID);
    assertThat(evidence().sessionId()).isEqualTo(RemoteTask.SESSION);
    assertThat(evidence().status()).isEqualTo(TaskStatus.STOPPED);
    assertThat(evidence().costUsd()).isEqualByComparingTo("0.01");
    assertThat(evidence().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(remote.updates).hasSize(1);
  }

  @Test
  void timeInWhichTheAgentRestsCountsAndTheFailureSaysSo() {
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    env.sleep(Duration.ofMinutes(1));
    update("pause");
    env.sleep(Duration.ofSeconds(3));
    assertTimedOut();
    assertThat(failure().getOriginalMessage())
        .matches(
            "the run did not end within 10 min, 8 min \\d+ s of which the task was paused"
                + "; last seen at step 1: Read the page, on https://example.com/");
  }

  /** A quarter of the time-out, which would leave the task behind, is left to stop it. (core 18) */
  @Test
  void aTimeOutOfTheWorkflowItselfIsBeaten() {
    startWith(
        options -> options.setWorkflowRunTimeout(Duration.ofSeconds(80)),
        BrowserTask.newBuilder(TASK).timeout(TIMEOUT).build());
    assertTimedOut();
    assertThat(failure().getOriginalMessage())
        .matches("the run did not end within (1 min|59 s);.*");
    assertThat(evidence().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(evidence().warnings())
        .singleElement()
        .asString()
        .matches(
            "the run ends after (1 min|59 s), not after its timeout of 10 min: a time-out of"
                + " the workflow itself would end it without stopping its task");
  }

  /** (core 18) */
  @Test
  void theShorterOfTemporalsTimeOutsCounts() {
    startWith(
        options ->
            options
                .setWorkflowRunTimeout(Duration.ofMinutes(8))
                .setWorkflowExecutionTimeout(Duration.ofMinutes(4)),
        BrowserTask.newBuilder(TASK).timeout(TIMEOUT).build());
    awaitPhase(BrowserTaskPhase.RUNNING);
    Instant started = run.describe().getStartTime();
    assertThat(progress().deadline()).isBetween(started.plusSeconds(177), started.plusSeconds(182));
  }

  /** (core 18) */
  @Test
  void aTimeOutOfTheWorkflowThatLeavesTimeEnoughChangesNothing() {
    startWith(
        options -> options.setWorkflowRunTimeout(Duration.ofHours(2)),
        BrowserTask.newBuilder(TASK).timeout(TIMEOUT).build());
    remote.status = TaskStatus.FINISHED;
    assertThat(result().warnings()).isEmpty();
  }

  @Test
  void theDeadlineCountsFromTheStartOfTheRun() {
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    long started = run.describe().getStartTime().toEpochMilli();
    assertThat(progress().deadline().toEpochMilli() - started)
        .isBetween(TIMEOUT.toMillis(), TIMEOUT.plusSeconds(5).toMillis());
  }

  /** It had ended between the last poll and the deadline (core 10). */
  @Test
  void aTaskThatFinishedFirstGivesItsResult() {
    remote.afterStop = TaskStatus.FINISHED;
    start();
    BrowserTaskResult result = result();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(result.output()).isEqualTo("42");
    assertThat(result.stop()).isEqualTo(StopOutcome.FINISHED_FIRST);
  }

  @Test
  void aDeadlineWhileCreatingFindsAndStopsWhatWasMade() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(ApplicationFailure.newFailure("lost", FailureTypes.CREATE_UNCLEAR));
    when(remote.activities.findBrowserTasks(any()))
        .thenReturn(new FoundBrowserTasks(List.of()))
        .thenReturn(new FoundBrowserTasks(List.of(RemoteTask.found(RemoteTask.ID))));
    start();
    assertTimedOut();
    assertThat(evidence().taskId()).isEqualTo(RemoteTask.ID);
    assertThat(evidence().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(remote.wasStopped()).isTrue();
  }

  /** It ended 20 s late, and did not say why (api 9). */
  @Test
  void aDeadlineWhileAllSessionsAreBusyLeavesNothing() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(
            ApplicationFailure.newFailure(
                "429: Too many concurrent active sessions",
                FailureTypes.TOO_MANY_SESSIONS,
                new CreateFailureDetail(null)));
    start();
    assertTimedOut();
    assertThat(failure().getOriginalMessage())
        .matches(
            "the run did not end within .*; no task could be created in \\d\\d attempts, the last:"
                + " 429: Too many concurrent active sessions");
    assertThat(evidence().taskId()).isNull();
    assertThat(evidence().stop()).isNull();
    assertThat(remote.updates).isEmpty();
    assertThat(Duration.between(run.describe().getStartTime(), run.describe().getCloseTime()))
        .as("no wait for what was surely not made")
        .isLessThan(TIMEOUT.plusSeconds(2));
  }

  @Test
  void aDeadlineWhileNobodyCanSayWhatWasMadeIsUnconfirmed() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(ApplicationFailure.newFailure("lost", FailureTypes.CREATE_UNCLEAR));
    when(remote.activities.findBrowserTasks(any())).thenThrow(RunOutcomeTest.unavailable());
    start();
    assertTimedOut();
    assertThat(evidence().stop()).isEqualTo(StopOutcome.UNCONFIRMED);
  }

  @Test
  void aDeadlineWhileALookIsRetriedIsKept() {
    when(remote.activities.getBrowserTaskStatus(any())).thenThrow(RunOutcomeTest.unavailable());
    start();
    assertTimedOut();
    assertThat(evidence().stop()).isEqualTo(StopOutcome.STOPPED);
  }

  @Test
  void aDeadlineWhileTheTaskIsPausedIsKept() {
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    update("pause");
    assertTimedOut();
    assertThat(evidence().stop()).isEqualTo(StopOutcome.STOPPED);
  }

  @Test
  void anApiThatIsDownForTenMinutesCostsLatenessNotTheRun() {
    start(options -> options.timeout(Duration.ofHours(1)));
    env.sleep(Duration.ofMinutes(1));
    when(remote.activities.getBrowserTaskStatus(any())).thenThrow(RunOutcomeTest.unavailable());
    env.sleep(Duration.ofMinutes(10));
    remote.status = TaskStatus.FINISHED;
    org.mockito.Mockito.doAnswer(call -> remote.seen())
        .when(remote.activities)
        .getBrowserTaskStatus(any());
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }
}
