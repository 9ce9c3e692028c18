package com.browseruse.temporal.workflows.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import com.browseruse.temporal.workflows.ClosingEnvironments;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.internal.run.RemoteTask;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service does with browser tasks. */
class BrowserTasksTest {
  private static final String ID = "milk-price";
  private static final String QUEUE = "a-queue";

  private final RemoteTask remote = new RemoteTask();
  private TestWorkflowEnvironment env;
  private BrowserTasks tasks;

  @BeforeEach
  void startEnvironment() {
    env =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder()
                        .setPlugins(BrowserUsePlugin.newBuilder(remote.activities).build())
                        .build())
                .build());
    env.newWorker(QUEUE);
    env.start();
    tasks = BrowserTasks.newBuilder(env.getWorkflowClient()).taskQueue(QUEUE).build();
  }

  @AfterEach
  void closeEnvironment() {
    ClosingEnvironments.close(env);
  }

  @AfterAll
  static void awaitClosed() throws InterruptedException {
    ClosingEnvironments.await();
  }

  private BrowserTaskHandle start(UnaryOperator<BrowserTask.Builder> options) {
    return tasks.start(
        ID,
        options.apply(BrowserTask.newBuilder("Find milk").timeout(Duration.ofMinutes(10))).build());
  }

  /** Starts a run and lets it come as far as it comes before its next poll. */
  private BrowserTaskHandle running() {
    BrowserTaskHandle handle = start(options -> options);
    await().until(() -> RemoteTask.ID.equals(handle.progress().taskId()));
    return handle;
  }

  private static BrowserTaskException failure(BrowserTaskHandle handle) {
    return catchThrowableOfType(BrowserTaskException.class, handle::result);
  }

  @Test
  void aTaskIsStartedUnderAnIdAndHasAResult() {
    remote.status = TaskStatus.FINISHED;
    BrowserTaskHandle handle = start(options -> options);
    assertThat(handle.id()).isEqualTo(ID);
    assertThat(handle.result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(handle.resultAsync().join()).isEqualTo(handle.result());
    assertThat(handle.progress().phase()).isEqualTo(BrowserTaskPhase.DONE);
  }

  /** A record. */
  public record Price(int amount) {}

  @Test
  void anOutputThatBecomesNoRecordIsInvalidWithTheResult() {
    remote.status = TaskStatus.FINISHED;
    BrowserTaskHandle handle = start(options -> options.output(Price.class));
    BrowserTaskException.OutputInvalid failure =
        catchThrowableOfType(
            BrowserTaskException.OutputInvalid.class, () -> handle.result(Price.class));
    assertThat(failure).hasMessage("structuredOutput is null");
    assertThat(failure.result()).contains(handle.result());
  }

  /** (core 6) (new-user 2) */
  @Test
  void anIdThatHasARunGetsThatRunAndNoSecondTask() {
    BrowserTaskHandle first = running();
    assertThat(first.isNew()).isTrue();

    BrowserTaskHandle second = start(options -> options.failUnlessSuccessful(false));

    assertThat(second.isNew()).isFalse();
    assertThat(second.progress().taskId()).isEqualTo(RemoteTask.ID);
    remote.status = TaskStatus.FINISHED;
    assertThat(second.result()).isEqualTo(first.result());
    BrowserTaskHandle late = start(options -> options);
    assertThat(late.isNew()).isFalse();
    assertThat(late.result()).isEqualTo(first.result());
    verify(remote.activities, times(1)).createBrowserTask(any());
  }

  /** (core 6) */
  @Test
  void anIdWhoseRunFailedGivesItsFailureUnlessToldToStartAnew() {
    BrowserTask task = BrowserTask.newBuilder("Find milk").failUnlessSuccessful(true).build();
    remote.status = TaskStatus.FAILED;
    assertThatThrownBy(() -> tasks.run(ID, task))
        .isInstanceOf(BrowserTaskException.Unsuccessful.class);
    assertThatThrownBy(() -> tasks.run(ID, task, OnFailure.RETURN_FAILURE))
        .isInstanceOf(BrowserTaskException.Unsuccessful.class);
    verify(remote.activities, times(1)).createBrowserTask(any());

    remote.status = TaskStatus.FINISHED;
    BrowserTaskHandle again = tasks.start(ID, task, OnFailure.START_ANEW);

    assertThat(again.isNew()).isTrue();
    BrowserTaskResult result = again.result();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(tasks.run(ID, task, OnFailure.START_ANEW)).isEqualTo(result);
    verify(remote.activities, times(2)).createBrowserTask(any());
  }

  @Test
  void anIdWhoseRunWasCancelledOrTerminatedCanBeStartedAnew() {
    BrowserTaskHandle cancelled = running();
    cancelled.cancel();
    assertThat(failure(cancelled)).isInstanceOf(BrowserTaskException.Cancelled.class);
    remote.status = TaskStatus.STARTED;
    BrowserTaskHandle terminated =
        tasks.start(ID, BrowserTask.of("Find oats"), OnFailure.START_ANEW);
    terminated.workflow().terminate("by hand");
    assertThat(failure(terminated)).isInstanceOf(BrowserTaskException.Terminated.class);
    remote.status = TaskStatus.FINISHED;
    assertThat(tasks.start(ID, BrowserTask.of("Find oats")).isNew()).isFalse();
    assertThat(tasks.run(ID, BrowserTask.of("Find oats"), OnFailure.START_ANEW).outcome())
        .isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }

  /** (core 6) */
  @Test
  void aRunThatIsAliveIsNotStartedAnew() {
    running();
    assertThat(start(options -> options).isNew()).isFalse();
    BrowserTaskHandle again =
        tasks.start(
            ID,
            BrowserTask.newBuilder("Find milk").timeout(Duration.ofMinutes(10)).build(),
            OnFailure.START_ANEW);
    assertThat(again.isNew()).isFalse();
    verify(remote.activities, times(1)).createBrowserTask(any());
  }

  @Test
  void anIdThatHasRunAnotherTaskIsRefused() {
    BrowserTaskHandle handle = running();
    String refusal =
        "The id milk-price has run another task already: an id stands for one task for ever, so"
            + " give this one an id of its own";
    for (OnFailure onFailure : OnFailure.values()) {
      assertThatThrownBy(() -> tasks.start(ID, BrowserTask.of("Find oats"), onFailure))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(refusal);
    }
    handle.cancel();
    assertThat(failure(handle)).isInstanceOf(BrowserTaskException.Cancelled.class);
    assertThatThrownBy(() -> tasks.start(ID, BrowserTask.of("Find oats"))).hasMessage(refusal);
    assertThat(start(options -> options).isNew()).isFalse();
    verify(remote.activities, times(1)).createBrowserTask(any());
  }

  @Test
  void aRunThatSomethingElseHasStartedIsAttachedTo() {
    WorkflowClient.start(
        env.getWorkflowClient()
                .newWorkflowStub(
                    RunBrowserTaskWorkflow.class,
                    WorkflowOptions.newBuilder().setWorkflowId(ID).setTaskQueue(QUEUE).build())
            ::run,
        BrowserTask.of("Find oats"));
    assertThat(start(options -> options).isNew()).isFalse();
  }

  @Test
  void whoWaitsForAResultWaitsNoLongerThanTold() throws TimeoutException {
    BrowserTaskHandle handle =
        BrowserTasks.newBuilder(env.getWorkflowClient())
            .taskQueue("no-worker")
            .build()
            .start(ID, BrowserTask.of("x"));
    assertThatThrownBy(() -> handle.result(Duration.ofMillis(100)))
        .isInstanceOf(TimeoutException.class);
    handle.workflow().terminate("by hand");
    assertThatThrownBy(() -> handle.result(Duration.ofMinutes(1)))
        .isInstanceOf(BrowserTaskException.Terminated.class);
    remote.status = TaskStatus.FINISHED;
    assertThat(
            tasks
                .start(ID, BrowserTask.of("x"), OnFailure.START_ANEW)
                .result(Duration.ofMinutes(1))
                .output())
        .isEqualTo("42");
  }

  /** (new-user 39, 42) */
  @Test
  void theUiTellsRunsApartWithoutTheTextsOfTheirTasks() {
    BrowserTaskHandle handle =
        start(
            options ->
                options.startUrl("https://me:pw@shop.example:8443/?token=x").maxCostUsd("1.6"));
    assertThat(handle.workflow().describe().getStaticSummary())
        .isEqualTo("shop.example, at most 10 min and $1.60");
    assertThat(handle.workflow().describe().getStaticDetails()).contains("`a-queue`");
    BrowserTaskHandle named =
        BrowserTasks.newBuilder(env.getWorkflowClient())
            .summary(task -> "x".repeat(300))
            .build()
            .start("named", BrowserTask.of("Find milk"));
    assertThat(named.workflow().describe().getStaticSummary()).isEqualTo("x".repeat(200));
    handle.cancel();
    named.cancel();
  }

  @Test
  void anIdThatNobodyUsedIsNotFound() {
    assertThatThrownBy(() -> tasks.find("other")).isInstanceOf(WorkflowNotFoundException.class);
  }

  @Test
  void aWorkflowOfAnotherTypeIsNoTask() {
    env.getWorkflowClient()
        .newUntypedWorkflowStub(
            "Other", WorkflowOptions.newBuilder().setWorkflowId("other").setTaskQueue("q").build())
        .start();
    assertThatThrownBy(() -> tasks.find("other"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The workflow other is a Other, not a RunBrowserTaskWorkflow");
    assertThatThrownBy(() -> tasks.start("other", BrowserTask.of("x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whoPausesResumesAndStopsIsToldWhereTheRunIs() {
    BrowserTaskHandle handle = running();
    assertThat(handle.pause().phase()).isEqualTo(BrowserTaskPhase.PAUSED);
    assertThat(handle.resume().phase()).isEqualTo(BrowserTaskPhase.RUNNING);
    assertThat(handle.stop().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(handle.result().outcome()).isEqualTo(BrowserTaskOutcome.STOPPED);
  }

  @Test
  void anUpdateThatIsRefusedSaysWhy() {
    BrowserTaskHandle handle = running();
    doThrow(
            ApplicationFailure.newNonRetryableFailure(
                "v2 cannot pause", FailureTypes.UNSUPPORTED_OPERATION))
        .when(remote.activities)
        .updateBrowserTask(any());
    BrowserTaskException refusal = catchThrowableOfType(BrowserTaskException.class, handle::pause);
    assertThat(refusal.type()).isEqualTo(FailureTypes.UNSUPPORTED_OPERATION);
    assertThat(refusal).hasMessage("v2 cannot pause");
  }

  @Test
  void aFailureSaysWhatIsKnownOfTheTask() {
    BrowserTaskException failure = failure(start(options -> options.maxCostUsd("0.001")));
    assertThat(failure.type()).isEqualTo(FailureTypes.BUDGET_EXCEEDED);
    assertThat(failure.evidence().taskId()).isEqualTo(RemoteTask.ID);
    assertThat(failure.evidence().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(failure.evidence().costUsd()).isEqualByComparingTo("0.01");
    assertThat(failure.result()).isEmpty();
  }

  @Test
  void aTaskWithoutSuccessHasAResultAllTheSame() {
    remote.status = TaskStatus.FAILED;
    BrowserTaskHandle handle = start(options -> options.failUnlessSuccessful(true));
    BrowserTaskException failure = failure(handle);
    assertThat(failure.type()).isEqualTo(FailureTypes.BROWSER_TASK_UNSUCCESSFUL);
    assertThat(failure.result().orElseThrow().outcome()).isEqualTo(BrowserTaskOutcome.FAILED);
    assertThat(failure.evidence().taskId()).isEqualTo(RemoteTask.ID);
    assertThatThrownBy(() -> handle.resultAsync().join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(BrowserTaskException.class);
  }

  @Test
  void aCancelledRunTellsByItsMemoWhatBecameOfTheTask() {
    BrowserTaskHandle handle = running();
    handle.cancel();
    BrowserTaskException failure = failure(handle);
    assertThat(failure.type()).isEqualTo(BrowserTaskException.CANCELLED);
    assertThat(failure.evidence().stop()).isEqualTo(StopOutcome.STOPPED);
  }

  /** (core 11) */
  @Test
  void aCancelledRunWhoseTaskHadFinishedHasItsResult() {
    remote.afterStop = TaskStatus.FINISHED;
    BrowserTaskHandle handle = running();
    handle.cancel();
    BrowserTaskException failure = failure(handle);
    assertThat(failure.evidence().stop()).isEqualTo(StopOutcome.FINISHED_FIRST);
    assertThat(failure.result().orElseThrow().output()).isEqualTo("42");
  }

  @Test
  void aTerminatedRunTellsByItsMemoWhichTaskWasLeft() {
    BrowserTaskHandle handle = running();
    handle.workflow().terminate("by hand");
    BrowserTaskException failure = failure(handle);
    assertThat(failure.type()).isEqualTo(BrowserTaskException.TERMINATED);
    assertThat(failure.evidence().taskId()).isEqualTo(RemoteTask.ID);
  }

  @Test
  @Tag("sweep")
  void aRunThatATimeLimitOfTemporalEndedTellsByItsMemoWhichTaskWasLeft() {
    WorkflowStub run =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                RunBrowserTaskWorkflow.TYPE,
                WorkflowOptions.newBuilder()
                    .setTaskQueue("no-worker")
                    .setWorkflowRunTimeout(Duration.ofSeconds(10))
                    .setMemo(Map.of(BrowserTaskEvidence.MEMO_KEY, Map.of("taskId", "left-1")))
                    .build());
    run.start(BrowserTask.of("x"));
    BrowserTaskException failure = failure(BrowserTaskHandle.of(run));
    assertThat(failure).isInstanceOf(BrowserTaskException.TimedOut.class);
    assertThat(failure.type()).isEqualTo(BrowserTaskException.TIMED_OUT);
    assertThat(failure.evidence().taskId()).isEqualTo("left-1");
  }

  @ParameterizedTest
  @CsvSource({
    "InvalidRequest, Refused",
    "UnsupportedOperation, Refused",
    "AuthenticationFailed, AccountRefused",
    "InsufficientCredits, AccountRefused",
    "SessionNotFound, NotFound",
    "SessionStopped, NotFound",
    "ServiceUnavailable, ServiceFailed",
    "SomethingNew, Failed"
  })
  void everyTypeOfFailureHasItsClass(String type, String name) {
    BrowserTask task = BrowserTask.newBuilder("x").timeout(Duration.ofMinutes(10)).build();
    doThrow(ApplicationFailure.newNonRetryableFailure("because", type))
        .when(remote.activities)
        .createBrowserTask(any());
    BrowserTaskException failure = failure(tasks.start(ID, task));
    assertThat(failure.getClass().getSimpleName()).isEqualTo(name);
    assertThat(failure.type()).isEqualTo(type);
    assertThat(failure.evidence().taskId()).isNull();
  }

  @Test
  void aRunThatIsOverCanBeCancelledInVain() {
    remote.status = TaskStatus.FINISHED;
    BrowserTaskHandle handle = start(options -> options);
    BrowserTaskResult result = handle.result();
    handle.cancel();
    assertThat(handle.result()).isEqualTo(result);
    assertThatThrownBy(handle::pause).isInstanceOf(WorkflowNotFoundException.class);
  }

  @Test
  void aRunThatNobodyKnowsAnythingOfHasEmptyEvidence() {
    WorkflowClient client = env.getWorkflowClient();
    BrowserTaskHandle handle =
        BrowserTasks.newBuilder(client)
            .taskQueue("no-worker")
            .build()
            .start(ID, BrowserTask.of("x"));
    handle.workflow().terminate("by hand");
    assertThat(failure(handle).evidence().isEmpty()).isTrue();
  }

  /** Before a history holds it. (new-user 11) */
  @Test
  void aLiteralSecretIsRefusedUnlessAllowed() {
    BrowserTask task =
        BrowserTask.fromJson("{\"task\":\"Find milk\",\"secrets\":{\"login\":\"hunter2\"}}");
    for (Runnable start :
        List.<Runnable>of(() -> tasks.start(ID, task), () -> tasks.run(ID, task))) {
      assertThatThrownBy(start::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("secrets must not be given in plain text")
          .hasMessageNotContaining("hunter2");
    }
    assertThatThrownBy(() -> tasks.find(ID)).isInstanceOf(WorkflowNotFoundException.class);
    remote.status = TaskStatus.FINISHED;
    BrowserTasks allowing =
        BrowserTasks.newBuilder(env.getWorkflowClient())
            .taskQueue(QUEUE)
            .allowPlaintextSecrets(true)
            .build();
    assertThat(allowing.start(ID, task).result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }
}
