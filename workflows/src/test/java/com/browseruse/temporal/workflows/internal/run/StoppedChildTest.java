package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.internal.child.ChildOptions;
import com.browseruse.temporal.workflows.internal.child.ChildRun;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A child that its parent tells to stop, as sessions and batches do. */
class StoppedChildTest {
  private static final String CHILD_ID = "child";
  private static final Duration DEADLINE = Duration.ofHours(10);
  private static final Duration UNTIL_STOP = Duration.ofMinutes(10);

  /** Stops its child after a time. */
  @WorkflowInterface
  public interface Parent {
    @WorkflowMethod
    BrowserTaskOutcome stopAfterAWhile();
  }

  /** Its implementation. */
  public static final class ParentImpl implements Parent {
    @Override
    public BrowserTaskOutcome stopAfterAWhile() {
      ChildRun run =
          ChildRun.start(
              BrowserTask.newBuilder("Find milk").timeout(DEADLINE).build(),
              ChildOptions.of(
                  ChildWorkflowOptions.newBuilder().setWorkflowId(CHILD_ID).build(), "Find milk"));
      Workflow.sleep(UNTIL_STOP);
      run.stop();
      Workflow.await(() -> !run.isAlive());
      return run.result().outcome();
    }
  }

  @Test
  void oneThatHasContinuedAsNewIsStopped() {
    RemoteTask remote = new RemoteTask();
    try (TestWorkflowEnvironment env = TestWorkflowEnvironment.newInstance()) {
      Worker worker = env.newWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE);
      worker.registerWorkflowImplementationTypes(ParentImpl.class);
      ShortHistoryRun.register(worker, remote.activities);
      env.start();
      Parent parent =
          env.getWorkflowClient()
              .newWorkflowStub(
                  Parent.class,
                  WorkflowOptions.newBuilder()
                      .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                      .build());

      // Else the run would end by its deadline.
      assertThat(parent.stopAfterAWhile()).isEqualTo(BrowserTaskOutcome.STOPPED);

      assertThat(
              env.getWorkflowClient()
                  .fetchHistory(CHILD_ID)
                  .getEvents()
                  .get(0)
                  .getWorkflowExecutionStartedEventAttributes()
                  .getContinuedExecutionRunId())
          .as("the run before")
          .isNotEmpty();
    }
  }
}
