package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreateBrowserTaskInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A call that takes longer than a lost worker may stay unnoticed. */
@Tag("sweep")
class WholeSlowCallTest extends WholeTestBase {
  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  /** Makes a task. */
  @WorkflowInterface
  public interface OneTask {
    @WorkflowMethod
    CreatedBrowserTask run();
  }

  /** Its implementation. */
  public static final class OneTaskImpl implements OneTask {
    private final BrowserTaskActivities activities =
        Workflow.newActivityStub(
            BrowserTaskActivities.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(5))
                .setHeartbeatTimeout(HEARTBEAT)
                .build());

    @Override
    public CreatedBrowserTask run() {
      return activities.createBrowserTask(
          new CreateBrowserTaskInput(TaskRequest.newBuilder(TASK).build(), null, null, null, null));
    }
  }

  @Override
  void startWorkers() {
    env.getWorkerFactory()
        .getWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
        .registerWorkflowImplementationTypes(OneTaskImpl.class);
    super.startWorkers();
  }

  @Test
  void aSlowAnswerIsNotTakenForALostWorker() {
    play(halfAMinute());
    spoil(onCreate().times(1).delay(HEARTBEAT.multipliedBy(2)));

    CreatedBrowserTask made =
        env.getWorkflowClient()
            .newWorkflowStub(
                OneTask.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build())
            .run();

    assertThat(made.unclear()).isNull();
    assertThat(requests(CREATE)).isEqualTo(1);
    assertThat(requests(LIST)).isZero();
  }
}
