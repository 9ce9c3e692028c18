package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskStatusInput;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.ProgressMode;
import com.browseruse.temporal.workflows.StopOutcome;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an API that denies, fails or asks to be left alone means once there is a task. */
class RunOutageTest extends RunTestBase {
  private static final Duration LONG = Duration.ofHours(3);

  /** What reads of the status, reads of the result, and updates fail with; null for nothing. */
  private volatile ApplicationFailure reads;

  private volatile ApplicationFailure fetches;
  private volatile ApplicationFailure updates;

  @BeforeEach
  void failAsTold() {
    when(remote.activities.getBrowserTaskStatus(any()))
        .thenAnswer(call -> unless(reads, remote::seen));
    when(remote.activities.getBrowserTask(any())).thenAnswer(call -> unless(fetches, remote::view));
    when(remote.activities.updateBrowserTask(any()))
        .thenAnswer(
            call ->
                unless(
                    updates,
                    () -> {
                      if (call.getArgument(0) != null) {
                        remote.updates.add(call.getArgument(0));
                        remote.status = remote.afterStop == null ? remote.status : remote.afterStop;
                      }
                      return remote.seen();
                    }));
  }

  private static <T> T unless(ApplicationFailure failure, Supplier<T> answer) {
    if (failure != null) {
      throw failure;
    }
    return answer.get();
  }

  private static ApplicationFailure denied(String type) {
    return ApplicationFailure.newNonRetryableFailure("GET /tasks/task-1: no", type);
  }

  private static ApplicationFailure rateLimited(Duration told) {
    return ApplicationFailure.newBuilder()
        .setMessage("429")
        .setType(FailureTypes.RATE_LIMITED)
        .setNextRetryDelay(told)
        .build();
  }

  private long calls(String activity) {
    return mockingDetails(remote.activities).getInvocations().stream()
        .filter(call -> call.getMethod().getName().equals(activity))
        .count();
  }

  private Duration lasted() {
    return Duration.between(run.describe().getStartTime(), run.describe().getCloseTime());
  }

  /** Time is skipped for who waits for a run, and not for an update. */
  private void askToStop() {
    run.startUpdate("stop", WorkflowUpdateStage.ACCEPTED, BrowserTaskProgress.class);
  }

  private String details() {
    return run.query(WorkflowClient.QUERY_TYPE_WORKFLOW_METADATA, WorkflowMetadata.class)
        .getCurrentDetails();
  }

  /** A key that was rotated, a firewall, a gateway: none of them says that the task is gone. */
  @ParameterizedTest(name = "core 1, api 6: {0}")
  @ValueSource(
      strings = {
        FailureTypes.AUTHENTICATION_FAILED,
        FailureTypes.INSUFFICIENT_CREDITS,
        FailureTypes.INVALID_REQUEST,
        FailureTypes.SESSION_NOT_FOUND,
        FailureTypes.UNEXPECTED_RESPONSE,
        FailureTypes.SERVICE_UNAVAILABLE
      })
  void aDenialOfAnHourCostsLatenessAndNotTheTask(String type) {
    start(options -> options.timeout(LONG));
    awaitPhase(BrowserTaskPhase.RUNNING);
    reads = denied(type);
    env.sleep(Duration.ofHours(1));
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.RUNNING);
    assertThat(details())
        .contains("| Outage | the API could not be read for ")
        .contains("GET /tasks/task-1: no");
    assertThat(calls("getBrowserTaskStatus")).as("slowly").isBetween(55L, 90L);
    assertThat(remote.updates).isEmpty();
    reads = null;
    env.sleep(Duration.ofMinutes(2));
    assertThat(details()).doesNotContain("Outage");
    remote.status = TaskStatus.FINISHED;
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }

  /** (core 1) */
  @Test
  void theFailureOfARunThatWasDeniedUntilItsDeadlineSaysSo() {
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    reads = denied(FailureTypes.AUTHENTICATION_FAILED);
    assertTimedOut();
    assertThat(failure().getOriginalMessage())
        .matches(
            "the run did not end within 10 min; the API could not be read for \\d+ min( \\d+ s)?:"
                + " GET /tasks/task-1: no; last seen at step 1: Read the page,"
                + " on https://example.com/");
    assertThat(evidence().stop()).isEqualTo(StopOutcome.STOPPED);
  }

  /** (core 1) */
  @ParameterizedTest
  @ValueSource(
      strings = {
        FailureTypes.AUTHENTICATION_FAILED,
        FailureTypes.INVALID_REQUEST,
        FailureTypes.SERVICE_UNAVAILABLE
      })
  void aStopIsTriedForItsWholeBound(String type) {
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    updates = denied(type);
    run.cancel();
    env.sleep(Duration.ofMinutes(12));
    updates = null;
    assertCancelled();
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
  }

  @Test
  void aTaskIsGoneIfTheApiSaysSoForHalfAMinute() {
    start(options -> options.timeout(LONG));
    awaitPhase(BrowserTaskPhase.RUNNING);
    reads = RunOutcomeTest.notFound();
    updates = RunOutcomeTest.notFound();
    assertThat(failure().getType()).isEqualTo(FailureTypes.TASK_NOT_FOUND);
    assertThat(evidence().stop()).isEqualTo(StopOutcome.UNCONFIRMED);
    assertThat(lasted()).isLessThan(Duration.ofMinutes(4));
  }

  /** After an hour of other answers, which have made reads slow. */
  @Test
  void aTaskIsGoneOnlyIfTheApiHasSaidSoSeveralTimes() {
    start(options -> options.timeout(LONG));
    awaitPhase(BrowserTaskPhase.RUNNING);
    reads = denied(FailureTypes.AUTHENTICATION_FAILED);
    env.sleep(Duration.ofHours(1));
    reads = RunOutcomeTest.notFound();
    updates = reads;
    long before = calls("getBrowserTaskStatus");
    env.sleep(Duration.ofMinutes(1));
    awaitPhase(BrowserTaskPhase.STOPPING);
    assertThat(calls("getBrowserTaskStatus") - before).isGreaterThanOrEqualTo(6);
    assertThat(failure().getType()).isEqualTo(FailureTypes.TASK_NOT_FOUND);
  }

  /** Some of the answers come from a gateway: then nobody knows. */
  @Test
  void aTaskIsNotGoneIfOtherAnswersComeBetween() {
    start(options -> options.timeout(LONG));
    awaitPhase(BrowserTaskPhase.RUNNING);
    for (int i = 0; i < 20; i++) {
      reads = i % 2 == 0 ? RunOutcomeTest.notFound() : RunOutcomeTest.unavailable();
      long before = calls("getBrowserTaskStatus");
      while (calls("getBrowserTaskStatus") == before) {
        env.sleep(Duration.ofSeconds(1));
      }
    }
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.RUNNING);
    assertThat(remote.updates).isEmpty();
  }

  /** The task has stopped at the first stop, of which no answer tells (api 2). */
  @ParameterizedTest
  @ValueSource(strings = {"stopped", "finished", "failed"})
  void aStopIsFollowedByAReadWhateverTheAnswerWas(String end) {
    TaskStatus ended = new TaskStatus(end);
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    when(remote.activities.updateBrowserTask(any()))
        .thenAnswer(
            call -> {
              remote.status = ended;
              throw RunOutcomeTest.unavailable();
            });
    long cancelledAt = env.currentTimeMillis();
    run.cancel();
    assertCancelled();
    assertThat(memo().status()).isEqualTo(ended);
    assertThat(run.describe().getCloseTime().toEpochMilli() - cancelledAt)
        .isLessThan(Duration.ofSeconds(5).toMillis());
  }

  /** (X: a stop that is answered with 429 was sent again only every 15 s) */
  @Test
  void aStopWithoutATimeToWaitIsSentAgainWithinSeconds() {
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    updates = rateLimited(Duration.ofSeconds(5));
    run.cancel();
    env.sleep(Duration.ofSeconds(61));
    verify(remote.activities, atLeast(9)).updateBrowserTask(any());
    updates = null;
    assertCancelled();
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
  }

  /** (core 5, api 8) */
  @Test
  void aPollWaitsAsLongAsTheApiAsksWhateverHintsThereAre() {
    start(options -> options.timeout(LONG));
    awaitPhase(BrowserTaskPhase.RUNNING);
    reads = rateLimited(Duration.ofMinutes(8));
    env.sleep(Duration.ofMinutes(1));
    long before = calls("getBrowserTaskStatus");
    remote.status = TaskStatus.FINISHED;
    reads = null;
    for (int i = 0; i < 5; i++) {
      run.signal("taskUpdated");
      env.sleep(Duration.ofMinutes(1));
    }
    assertThat(calls("getBrowserTaskStatus")).isEqualTo(before);
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(lasted()).isLessThan(Duration.ofMinutes(10));
  }

  /** (core 5) */
  @Test
  void aCancelDoesNotWaitForWhatAPollWasToldToWait() {
    start(options -> options.timeout(LONG));
    awaitPhase(BrowserTaskPhase.RUNNING);
    reads = rateLimited(Duration.ofMinutes(8));
    env.sleep(Duration.ofMinutes(1));
    reads = null;
    run.cancel();
    assertCancelled();
    assertThat(lasted()).isLessThan(Duration.ofMinutes(2));
  }

  /** (core 5) */
  @Test
  void aStopWaitsAsLongAsTheApiAsksAndIsNotGivenUpForIt() {
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    updates = rateLimited(Duration.ofMinutes(6));
    run.cancel();
    env.sleep(Duration.ofMinutes(5));
    assertThat(calls("updateBrowserTask")).isEqualTo(1);
    updates = null;
    assertCancelled();
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
  }

  /** The task has stopped; only the reads are put off (core 5). */
  @Test
  void timeThatReadsAreToldToWaitDoesNotCountAsTimeInWhichATaskDidNotStop() {
    remote.afterStop = null;
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    reads = rateLimited(Duration.ofMinutes(5));
    run.cancel();
    env.sleep(Duration.ofMinutes(4));
    remote.status = TaskStatus.STOPPED;
    reads = null;
    assertCancelled();
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(calls("getBrowserTaskStatus")).isLessThan(10);
  }

  /** The run failed at once, and said that it had not ended within its time (core 5). */
  @Test
  void aResultIsWaitedForAsLongAsTheApiAsks() {
    fetches = rateLimited(Duration.ofMinutes(10));
    remote.status = TaskStatus.FINISHED;
    start();
    env.sleep(Duration.ofMinutes(2));
    fetches = null;
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(lasted()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
  }

  /** Nobody waits for it: the loop goes on beside it (core 2). */
  @Test
  void aLiveLinkThatCannotBeHadDelaysNothing() {
    when(remote.activities.getBrowserTaskLinks(any())).thenThrow(RunOutcomeTest.unavailable());
    start(options -> options.exposeLiveUrl(true).maxCostUsd(new BigDecimal("0.10")));
    env.sleep(Duration.ofSeconds(11));
    assertThat(progress().polls()).isGreaterThan(3);
    env.sleep(Duration.ofMinutes(1));
    long asked = calls("getBrowserTaskLinks");
    env.sleep(Duration.ofMinutes(2));
    assertThat(calls("getBrowserTaskLinks")).as("given up").isEqualTo(asked);
    remote.status = TaskStatus.FINISHED;
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }

  /** (core 8) */
  @Test
  void theOutcomeOfATaskThatIgnoresItsStopIsUnknownAndItsNameIsToldEverywhere() {
    remote.afterStop = null;
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    askToStop();
    BrowserTaskResult result = result();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.UNKNOWN);
    assertThat(result.stop()).isEqualTo(StopOutcome.UNCONFIRMED);
    assertThat(result.warnings())
        .containsExactly("task task-1 was told to stop and was not seen to end: it may still bill");
    assertThat(details())
        .startsWith("### Browser task: NOT STOPPED, may still bill (stop requested)\n");
  }

  /** A create of which nobody knows what it has made is no stop, either (core 8). */
  @Test
  void theOutcomeOfACreateThatStaysUnclearIsUnknown() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(ApplicationFailure.newFailure("lost", FailureTypes.CREATE_UNCLEAR));
    start();
    env.sleep(Duration.ofSeconds(10));
    askToStop();
    BrowserTaskResult result = result();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.UNKNOWN);
    assertThat(result.stop()).isEqualTo(StopOutcome.UNCONFIRMED);
    assertThat(result.warnings()).singleElement().asString().contains("temporal_create_key");
  }

  /** (core 8) */
  @Test
  void whoWantsSuccessIsToldInTheSameWords() {
    remote.afterStop = null;
    start(options -> options.failUnlessSuccessful(true));
    awaitPhase(BrowserTaskPhase.RUNNING);
    askToStop();
    assertThat(failure().getType()).isEqualTo(FailureTypes.BROWSER_TASK_UNSUCCESSFUL);
    assertThat(failure().getOriginalMessage())
        .startsWith(
            "the outcome of the task is UNKNOWN; task task-1 was told to stop and was not seen to"
                + " end: it may still bill");
  }

  /** (core 8) */
  @Test
  void aDeadlineThatFindsNoEndSaysSoInItsMessage() {
    remote.afterStop = null;
    start();
    assertTimedOut();
    assertThat(failure().getOriginalMessage())
        .isEqualTo(
            "the run did not end within 10 min; task task-1 was told to stop and was not seen to"
                + " end: it may still bill; last seen at step 1: Read the page,"
                + " on https://example.com/");
    assertThat(evidence().warnings()).hasSize(1);
    assertThat(memo().warnings()).isEqualTo(evidence().warnings());
  }

  /** (core 8) */
  @Test
  void aTaskThatIsSeenToEndAtLastIsNoLongerUnknown() {
    remote.afterStop = null;
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    fetches = RunOutcomeTest.unavailable();
    askToStop();
    env.sleep(StopPhase.CONFIRM_BOUND.plusSeconds(25));
    remote.status = TaskStatus.STOPPED;
    fetches = null;
    BrowserTaskResult result = result();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.STOPPED);
    assertThat(result.stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(result.warnings()).isEmpty();
  }

  /** It lasted until the deadline, a day away (core 9). */
  @Test
  void aStopAgainstAnApiThatIsDownEndsWithinItsBoundAndWithEvidence() {
    start(options -> options.timeout(Duration.ofHours(24)));
    awaitPhase(BrowserTaskPhase.RUNNING);
    reads = RunOutcomeTest.unavailable();
    fetches = reads;
    updates = reads;
    askToStop();
    BrowserTaskResult result = result();
    assertThat(lasted()).isLessThan(Duration.ofMinutes(18));
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.UNKNOWN);
    assertThat(result.taskId()).isEqualTo(RemoteTask.ID);
    assertThat(result.sessionId()).isEqualTo(RemoteTask.SESSION);
    assertThat(result.warnings())
        .containsExactly(
            "task task-1 was told to stop and was not seen to end: it may still bill",
            "task task-1 could not be read: 503");
  }

  /** (core 10) */
  @Test
  void aTaskThatFinishedBeforeItsBudgetStoppedItGivesItsResult() {
    remote.cost = "0.11";
    remote.afterStop = TaskStatus.FINISHED;
    start(options -> options.maxCostUsd(new BigDecimal("0.10")));
    BrowserTaskResult result = result();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(result.stop()).isEqualTo(StopOutcome.FINISHED_FIRST);
  }

  /** After 20 s a finished task was UNSUCCESSFUL without a word (core 19). */
  @Test
  void aResultThatStaysOldIsReadForLongAndSaysSo() {
    when(remote.activities.getBrowserTaskStatus(any()))
        .thenReturn(new TaskSnapshot(RemoteTask.ID, TaskStatus.FINISHED, 1, null, null));
    start();
    BrowserTaskResult result = result();
    assertThat(lasted()).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(16));
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.UNSUCCESSFUL);
    assertThat(result.warnings())
        .containsExactly(
            "the API still shows task task-1 as started, which had ended: the result may lack what"
                + " came last");
  }

  @Test
  void aResultThatCannotBeFetchedAfterAStopIsNoTimeOut() {
    remote.afterStop = TaskStatus.FINISHED;
    start(options -> options.timeout(LONG));
    awaitPhase(BrowserTaskPhase.RUNNING);
    fetches = RunOutcomeTest.unavailable();
    askToStop();
    assertThat(failure().getType()).isEqualTo(FailureTypes.SERVICE_UNAVAILABLE);
    assertThat(failure().getOriginalMessage())
        .startsWith("the task has ended, but its result could not be fetched: 503; last seen at");
    assertThat(evidence().stop()).isEqualTo(StopOutcome.FINISHED_FIRST);
    assertThat(lasted()).isLessThan(Duration.ofMinutes(17));
  }

  /** Its type was in no table (core 19). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        FailureTypes.RATE_LIMITED,
        FailureTypes.TOO_MANY_SESSIONS,
        FailureTypes.SERVICE_UNAVAILABLE
      })
  void aPauseThatCannotBeSentInTimeFailsWithATypeOfTheTable(String type) {
    start(options -> options.timeout(LONG));
    awaitPhase(BrowserTaskPhase.RUNNING);
    updates = ApplicationFailure.newFailure("no", type);
    WorkflowUpdateHandle<BrowserTaskProgress> pause =
        run.startUpdate("pause", WorkflowUpdateStage.ACCEPTED, BrowserTaskProgress.class);
    env.sleep(Duration.ofMinutes(3));
    assertThatThrownBy(pause::getResult)
        .cause()
        .isInstanceOf(ApplicationFailure.class)
        .extracting("type")
        .isEqualTo(FailureTypes.SERVICE_UNAVAILABLE);
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.RUNNING);
  }

  /** Such as for want of memory, or of a class: no reason for a second task. */
  @Test
  void aPollThatDiesOfAnErrorCostsNothing() {
    when(remote.activities.getBrowserTaskStatus(any()))
        .thenThrow(new NoClassDefFoundError("x"))
        .thenAnswer(call -> remote.seen());
    remote.status = TaskStatus.FINISHED;
    start();
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    verify(remote.activities, times(1)).createBrowserTask(any());
  }

  /** (airflow#51801) */
  @ParameterizedTest
  @EnumSource
  void aRunWhosePollsFailOnOneRouteOnlyUsesTheOther(ProgressMode mode) {
    boolean usual = mode == ProgressMode.STEPS;
    when(remote.activities.getBrowserTaskStatus(any()))
        .thenAnswer(
            call -> {
              GetBrowserTaskStatusInput input = call.getArgument(0);
              if (input != null && input.steps() == usual) {
                throw RunOutcomeTest.unavailable();
              }
              return remote.seen();
            });
    remote.status = TaskStatus.FINISHED;
    start(options -> options.progress(mode));
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(lasted()).isLessThan(Duration.ofSeconds(30));
  }

  /** The worker itself is at fault, once. (airflow#59075) */
  @Test
  void anErrorInAPollNeitherEndsTheRunNorMakesASecondTask() {
    when(remote.activities.getBrowserTaskStatus(any()))
        .thenThrow(new NoClassDefFoundError("x"))
        .thenAnswer(call -> remote.seen());
    remote.status = TaskStatus.FINISHED;
    start();
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    verify(remote.activities, times(1)).createBrowserTask(any());
  }
}
