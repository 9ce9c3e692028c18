package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreateBrowserTaskInput;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.FailureTypes.CreateFailureDetail;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class RunContinuationTest extends RunTestBase {
  private final List<CreateBrowserTaskInput> creates = new CopyOnWriteArrayList<>();

  @Override
  boolean hasShortHistories() {
    return true;
  }

  @Test
  void aLongRunContinuesAsNewWithTheSameTaskAndDeadline() {
    start();
    env.sleep(Duration.ofSeconds(4));
    Instant deadline = progress().deadline();
    String firstRun = run.describe().getExecution().getRunId();
    env.sleep(Duration.ofMinutes(5));
    assertThat(run.describe().getExecution().getRunId()).isNotEqualTo(firstRun);
    assertThat(progress().deadline()).isEqualTo(deadline);
    assertThat(progress().taskId()).isEqualTo(RemoteTask.ID);
    assertThat(progress().polls()).isGreaterThan(10);
    assertThat(memo().taskId()).isEqualTo(RemoteTask.ID);
    remote.status = TaskStatus.FINISHED;
    remote.cost = "0.77";
    assertThat(result().polls()).isGreaterThan(10);
    assertThat(memo().status()).as("temporal 11").isEqualTo(TaskStatus.FINISHED);
    assertThat(memo().costUsd()).isEqualByComparingTo("0.77");
    verify(remote.activities, times(1)).createBrowserTask(any());
  }

  /** So that the id of a long run still tells a task from another. */
  @Test
  void theHashOfTheInputIsKept() {
    BrowserTasks tasks = BrowserTasks.create(env.getWorkflowClient());
    BrowserTask task = BrowserTask.newBuilder(TASK).timeout(TIMEOUT).build();
    run = tasks.start("long", task).workflow();
    String firstRun = run.describe().getExecution().getRunId();
    env.sleep(Duration.ofMinutes(5));
    assertThat(run.describe().getExecution().getRunId()).isNotEqualTo(firstRun);
    assertThat(tasks.start("long", task).isNew()).isFalse();
    assertThatThrownBy(() -> tasks.start("long", BrowserTask.of("another")))
        .hasMessageContaining("has run another task already");
    run.cancel();
    assertCancelled();
    assertThat(tasks.start("long", task).isNew()).isFalse();
    assertThat(memo().taskId()).isEqualTo(RemoteTask.ID);
  }

  /**
   * Each run of the chain has the time-out anew, but the deadline is that of the first. (core 18)
   */
  @Test
  void aDeadlineBeforeATimeOutOfTheWorkflowHoldsForTheWholeChain() {
    startWith(
        options -> options.setWorkflowRunTimeout(Duration.ofMinutes(4)),
        BrowserTask.newBuilder(TASK).timeout(TIMEOUT).build());
    env.sleep(Duration.ofSeconds(4));
    Instant deadline = progress().deadline();
    String firstRun = run.describe().getExecution().getRunId();
    env.sleep(Duration.ofMinutes(2));
    assertThat(run.describe().getExecution().getRunId()).isNotEqualTo(firstRun);
    assertThat(progress().deadline()).isEqualTo(deadline);
    assertTimedOut();
    assertThat(evidence().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(evidence().warnings())
        .singleElement()
        .asString()
        .matches("the run ends after (3 min|2 min 59 s),.*");
  }

  /** (openneuro#68) */
  @Test
  void aTaskThatWaitsForAnAgentForADayIsWaitedFor() {
    remote.status = TaskStatus.CREATED;
    start(
        options ->
            options
                .timeout(Duration.ofHours(48))
                .polling(
                    PollingOptions.newBuilder()
                        .initialInterval(Duration.ofMinutes(10))
                        .maxInterval(Duration.ofMinutes(10))
                        .build()));
    env.sleep(Duration.ofHours(26));
    remote.status = TaskStatus.FINISHED;
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(result().polls()).isBetween(26 * 6, 26 * 7);
    verify(remote.activities, times(1)).createBrowserTask(any());
  }

  /** (core 14, core 15) */
  @Test
  void aRunThatWaitsForASlotContinuesAsNewWithTheSameCreate() {
    int refusals = 30;
    when(remote.activities.createBrowserTask(any()))
        .thenAnswer(
            call -> {
              CreateBrowserTaskInput input = call.getArgument(0);
              creates.add(input);
              if (creates.size() > refusals) {
                return RemoteTask.created(false);
              }
              throw ApplicationFailure.newBuilder()
                  .setMessage("429")
                  .setType(FailureTypes.TOO_MANY_SESSIONS)
                  .setNextRetryDelay(Duration.ofMinutes(2))
                  .setDetails(new CreateFailureDetail(RemoteTask.UNCLEAR))
                  .build();
            });
    start(options -> options.timeout(Duration.ofHours(48)));
    String firstRun = run.describe().getExecution().getRunId();
    env.sleep(Duration.ofHours(2));
    assertThat(run.describe().getExecution().getRunId()).isNotEqualTo(firstRun);
    remote.status = TaskStatus.FINISHED;
    assertThat(result().taskId()).isEqualTo(RemoteTask.ID);
    assertThat(creates).extracting("createKey").containsOnly(creates.get(0).createKey());
    assertThat(creates.get(refusals).earlier().count()).isEqualTo(refusals);
    assertThat(creates.get(refusals).earlier().unclear()).isNotNull();
  }

  @Test
  void aCancelAfterwardsStopsTheTask() {
    start();
    env.sleep(Duration.ofMinutes(5));
    run.cancel();
    assertCancelled();
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
  }

  @Test
  void theDeadlineHoldsForTheWholeChain() {
    start();
    assertTimedOut();
    assertThat(evidence().stop()).isEqualTo(StopOutcome.STOPPED);
  }

  /** Signals and a stop arrive as a run continues as new and ends its scopes. (sdk-java#1505) */
  @Test
  void signalsAndAStopDuringAContinuationFailNoWorkflowTask() {
    List<CompletableFuture<Void>> signals = new CopyOnWriteArrayList<>();
    doAnswer(
            call -> {
              run.signal("anything");
              for (int i = 0; i < 3; i++) {
                signals.add(CompletableFuture.runAsync(() -> run.signal("anything")));
              }
              return remote.seen();
            })
        .when(remote.activities)
        .getBrowserTaskStatus(any());
    start(options -> options.timeout(Duration.ofHours(3)).exposeLiveUrl(true));
    Set<String> runs = new LinkedHashSet<>();
    while (runs.size() < 5) {
      env.sleep(Duration.ofSeconds(20));
      runs.add(run.describe().getExecution().getRunId());
    }
    run.startUpdate("stop", WorkflowUpdateStage.ACCEPTED, BrowserTaskProgress.class);
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.STOPPED);
    runs.add(run.describe().getExecution().getRunId());
    signals.forEach(signal -> signal.handle((sent, closed) -> sent).join());
    assertThat(runs).allSatisfy(this::assertNoFailedTask);
    verify(remote.activities, times(1)).createBrowserTask(any());
  }

  /** That a command was not handled is how Temporal gives a run what came meanwhile. */
  private void assertNoFailedTask(String runId) {
    assertThat(
            env
                .getWorkflowClient()
                .fetchHistory(run.getExecution().getWorkflowId(), runId)
                .getEvents()
                .stream()
                .filter(HistoryEvent::hasWorkflowTaskFailedEventAttributes)
                .map(event -> event.getWorkflowTaskFailedEventAttributes().getCause()))
        .allMatch(WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND::equals);
  }
}
