package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.FailureTypes.CreateFailureDetail;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run as a step of somebody else's workflow, on somebody else's worker. */
class ChildRunTest {
  private static final String QUEUE = "users-queue";
  private static final String CHILD_ID = "child";

  private final RemoteTask remote = new RemoteTask();
  private TestWorkflowEnvironment env;
  private WorkflowStub parent;

  /** Somebody else's workflow. */
  @WorkflowInterface
  public interface Research {
    @WorkflowMethod
    String research(String question);
  }

  /** It calls a run as any Java programmer would. */
  public static final class ResearchImpl implements Research {
    @Override
    public String research(String question) {
      RunBrowserTaskWorkflow run =
          Workflow.newChildWorkflowStub(
              RunBrowserTaskWorkflow.class,
              ChildWorkflowOptions.newBuilder()
                  .setWorkflowId(CHILD_ID)
                  .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                  .build());
      return "The answer is " + run.run(BrowserTask.of(question)).output();
    }
  }

  @BeforeEach
  void start() {
    BrowserUsePlugin plugin =
        BrowserUsePlugin.newBuilder(remote.activities)
            .taskQueues(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
            .build();
    env =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder().setPlugins(plugin).build())
                .build());
    env.newWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE);
    env.newWorker(QUEUE).registerWorkflowImplementationTypes(ResearchImpl.class);
    env.start();
    parent =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                "Research", WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
  }

  @AfterEach
  void close() {
    env.close();
  }

  private Throwable causeOfTheParentsEnd() {
    return catchThrowableOfType(WorkflowFailedException.class, () -> parent.getResult(String.class))
        .getCause();
  }

  @Test
  void theParentGetsTheResult() {
    remote.status = TaskStatus.FINISHED;
    parent.start("What is six times seven?");
    assertThat(parent.getResult(String.class)).isEqualTo("The answer is 42");
  }

  @Test
  void theParentSeesWhyARunFailed() {
    when(remote.activities.createBrowserTask(any()))
        .thenThrow(
            ApplicationFailure.newNonRetryableFailure(
                "422", FailureTypes.INVALID_REQUEST, new CreateFailureDetail(null)));
    parent.start("What is six times seven?");
    ApplicationFailure cause =
        (ApplicationFailure) ((ChildWorkflowFailure) causeOfTheParentsEnd()).getCause();
    assertThat(cause.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
  }
}
