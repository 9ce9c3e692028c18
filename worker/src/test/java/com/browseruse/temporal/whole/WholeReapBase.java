package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.reap.ReapInput;
import com.browseruse.temporal.workflows.reap.ReapOrphanedTasksWorkflow;
import com.browseruse.temporal.workflows.reap.ReapResult;
import com.browseruse.temporal.workflows.reap.ReapedTask;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/** Runs that end without a word, and a reaper. */
abstract class WholeReapBase extends WholeTestBase {
  static final ReapInput APPLY = ReapInput.newBuilder().apply(true).build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  static final Duration LONG_ENOUGH = Duration.ofMinutes(20);

  @BeforeEach
  void tasksThatNeverEnd() {
    play(Scenario.newBuilder().startDelay(Duration.ZERO).outcome(Scenario.Outcome.NEVER));
  }

  ReapResult reap(ReapInput input) {
    return startReaper(ReapOrphanedTasksWorkflow.WORKFLOW_ID, input).getResult(ReapResult.class);
  }

  WorkflowStub startReaper(String workflowId, ReapInput input) {
    WorkflowStub reaper =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                ReapOrphanedTasksWorkflow.TYPE,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(workflowId)
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build());
    reaper.start(input);
    return reaper;
  }

  /** Starts a run that would last for days, and waits until it has its task. */
  String startLong(String workflowId, Duration executionTimeout) {
    run =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                RunBrowserTaskWorkflow.TYPE,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(workflowId)
                    .setWorkflowExecutionTimeout(executionTimeout)
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build());
    // Its polls are not what is looked at here.
    PollingOptions polling =
        PollingOptions.newBuilder().initialInterval(LONG_ENOUGH).maxInterval(LONG_ENOUGH).build();
    run.start(BrowserTask.newBuilder(TASK).timeout(Duration.ofDays(3)).polling(polling).build());
    // Whatever else the machine is busy with.
    await().atMost(PATIENCE).until(() -> progress().taskId() != null);
    return progress().taskId();
  }

  String orphan(String workflowId) {
    String taskId = startLong(workflowId, null);
    run.terminate("for the test");
    return taskId;
  }

  RecordedTask ledger(String taskId) {
    return emulator.tasks().stream()
        .filter(task -> task.id().equals(taskId))
        .findFirst()
        .orElseThrow();
  }

  void assertUntouched(String taskId) {
    assertThat(ledger(taskId).status()).isEqualTo("started");
    assertThat(ledger(taskId).stops()).isZero();
  }

  static ReapedTask only(ReapResult result) {
    assertThat(result.tasks()).hasSize(1);
    return result.tasks().get(0);
  }
}
