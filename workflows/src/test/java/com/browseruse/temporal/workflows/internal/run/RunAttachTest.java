package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.ProgressMode;
import com.browseruse.temporal.workflows.StopOutcome;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run that takes over a task which exists already. */
class RunAttachTest extends RunTestBase {
  private static final ApplicationFailure GONE =
      ApplicationFailure.newNonRetryableFailure("no such task", FailureTypes.TASK_NOT_FOUND);

  private static final String LEFT =
      "task "
          + RemoteTask.ID
          + " was left alone, since stopOnCancel is false: it may go on, and bill";

  private void attach() {
    attach(options -> options);
  }

  private void attach(UnaryOperator<BrowserTask.Builder> options) {
    startWith(options.apply(BrowserTask.newAttachBuilder(RemoteTask.ID).timeout(TIMEOUT)).build());
  }

  @AfterEach
  void nothingWasMade() {
    verify(remote.activities, never()).createBrowserTask(any());
    verify(remote.activities, never()).findBrowserTasks(any());
  }

  @Test
  void theTaskIsWatchedToItsResult() {
    attach();
    env.sleep(Duration.ofSeconds(20));
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.RUNNING);
    assertThat(memo().taskId()).isEqualTo(RemoteTask.ID);
    remote.status = TaskStatus.FINISHED;
    BrowserTaskResult result = result();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(result.creation()).isEqualTo(Task.Creation.ATTACHED);
    assertThat(result.output()).isEqualTo("42");
    assertThat(result.sessionId()).isEqualTo(RemoteTask.SESSION);
    assertThat(result.warnings()).isEmpty();
    assertThat(remote.updates).isEmpty();
  }

  @Test
  void aTaskThatHasEndedIsReadAtOnce() {
    remote.status = TaskStatus.FINISHED;
    startWith(Map.of("taskId", RemoteTask.ID));
    assertThat(result().output()).isEqualTo("42");
    assertThat(result().polls()).isEqualTo(1);
  }

  @Test
  void theFirstLookTellsTheSession() {
    when(remote.activities.getBrowserTaskStatus(any()))
        .thenReturn(
            new TaskSnapshot(
                RemoteTask.ID, TaskStatus.STARTED, 1, null, "0.01", null, true, "session-7"));
    attach(options -> options.progress(ProgressMode.STATUS));
    env.sleep(Duration.ofSeconds(1));
    assertThat(progress().sessionId()).isEqualTo("session-7");
    assertThat(progress().warnings()).as("it was made by somebody else").isEmpty();
    run.cancel();
    assertCancelled();
  }

  @Test
  void aTaskThatDoesNotExistIsToldAtOnce() {
    doThrow(GONE).when(remote.activities).getBrowserTaskStatus(any());
    long start = env.currentTimeMillis();
    attach();
    assertThat(failure().getType()).isEqualTo(FailureTypes.TASK_NOT_FOUND);
    assertThat(closedAfter(start)).isLessThan(Duration.ofSeconds(2));
    assertThat(evidence().taskId()).isEqualTo(RemoteTask.ID);
    assertThat(evidence().stop()).isNull();
    assertThat(remote.updates).isEmpty();
  }

  @Test
  void anOutageAtTheBeginningIsWaitedFor() {
    when(remote.activities.getBrowserTaskStatus(any()))
        .thenThrow(RunOutcomeTest.unavailable())
        .thenThrow(RunOutcomeTest.unavailable())
        .thenAnswer(call -> remote.seen());
    attach();
    env.sleep(Duration.ofSeconds(30));
    remote.status = TaskStatus.FINISHED;
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }

  @Test
  void aTaskThatWasSeenIsBelievedToBeGoneAfterAWhileOnly() {
    attach();
    env.sleep(Duration.ofSeconds(10));
    doThrow(GONE).when(remote.activities).getBrowserTaskStatus(any());
    env.sleep(Duration.ofSeconds(20));
    doReturn(remote.seen()).when(remote.activities).getBrowserTaskStatus(any());
    env.sleep(Duration.ofSeconds(60));
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.RUNNING);
    run.cancel();
    assertCancelled();
  }

  @Test
  void aCancelStopsTheTaskAndNotItsSession() {
    attach();
    env.sleep(Duration.ofSeconds(10));
    run.cancel();
    assertCancelled();
    assertThat(remote.updates).hasSize(1);
    assertThat(remote.updates.get(0).action()).isEqualTo(Task.Action.STOP);
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
  }

  @Test
  void aCancelLeavesTheTaskAloneThatIsNotToBeStopped() {
    attach(options -> options.stopOnCancel(false));
    env.sleep(Duration.ofSeconds(10));
    run.cancel();
    assertCancelled();
    assertLeftAlone(memo());
  }

  @Test
  void aStopEndsTheRunAlone() {
    attach(options -> options.stopOnCancel(false));
    env.sleep(Duration.ofSeconds(10));
    run.signal("stop");
    BrowserTaskResult result = result();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.UNKNOWN);
    assertThat(result.stop()).isNull();
    assertThat(result.warnings()).containsExactly(LEFT);
    assertLeftAlone(memo());
  }

  @Test
  void theDeadlineEndsTheRunAlone() {
    attach(options -> options.stopOnCancel(false));
    assertTimedOut();
    assertThat(failure().getOriginalMessage()).contains(LEFT);
    assertLeftAlone(evidence());
  }

  @Test
  void theBudgetEndsTheRunAlone() {
    remote.cost = "0.80";
    attach(options -> options.stopOnCancel(false).maxCostUsd("0.50"));
    assertThat(failure().getType()).isEqualTo(FailureTypes.BUDGET_EXCEEDED);
    assertLeftAlone(evidence());
  }

  @Test
  void aFailureEndsTheRunAlone() {
    attach(options -> options.stopOnCancel(false));
    env.sleep(Duration.ofSeconds(10));
    doThrow(GONE).when(remote.activities).getBrowserTaskStatus(any());
    assertThat(failure().getType()).isEqualTo(FailureTypes.TASK_NOT_FOUND);
    assertLeftAlone(evidence());
  }

  @Test
  void theBudgetAndTheDeadlineStopATaskThatTheRunMayStop() {
    remote.cost = "0.80";
    attach(options -> options.maxCostUsd("0.50"));
    assertThat(failure().getType()).isEqualTo(FailureTypes.BUDGET_EXCEEDED);
    assertThat(evidence().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(remote.wasStopped()).isTrue();
  }

  private void assertLeftAlone(BrowserTaskEvidence evidence) {
    assertThat(evidence.taskId()).isEqualTo(RemoteTask.ID);
    assertThat(evidence.stop()).isNull();
    assertThat(evidence.warnings()).containsExactly(LEFT);
    assertThat(remote.updates).isEmpty();
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.DONE);
  }
}
