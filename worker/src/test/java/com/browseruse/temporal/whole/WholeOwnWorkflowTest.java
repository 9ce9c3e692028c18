package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreateBrowserTaskInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.activities.BrowserTaskActivities.UpdateBrowserTaskInput;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A workflow of a user's own that calls the activities, without any key of its own. */
class WholeOwnWorkflowTest extends WholeTestBase {

  /** Makes two tasks, and stops both. */
  @WorkflowInterface
  public interface TwoTasks {
    @WorkflowMethod
    List<CreatedBrowserTask> run();
  }

  /** Its implementation. */
  public static final class TwoTasksImpl implements TwoTasks {
    private final BrowserTaskActivities activities =
        Workflow.newActivityStub(
            BrowserTaskActivities.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(5))
                .setHeartbeatTimeout(Duration.ofMinutes(1))
                .build());

    @Override
    public List<CreatedBrowserTask> run() {
      CreateBrowserTaskInput input =
          new CreateBrowserTaskInput(TaskRequest.newBuilder(TASK).build(), null, null, null, null);
      List<CreatedBrowserTask> tasks =
          List.of(activities.createBrowserTask(input), activities.createBrowserTask(input));
      for (CreatedBrowserTask task : tasks) {
        activities.updateBrowserTask(new UpdateBrowserTaskInput(task.taskId(), Task.Action.STOP));
      }
      return tasks;
    }
  }

  @Override
  void startWorkers() {
    env.getWorkerFactory()
        .getWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
        .registerWorkflowImplementationTypes(TwoTasksImpl.class);
    super.startWorkers();
  }

  @ParameterizedTest
  @EnumSource
  void eachOfItsCreatesMakesOneTaskAlthoughTheFirstWasNotAnswered(WholeCreateFaultTest.Lost lost) {
    play(halfAMinute());
    spoil(lost.effect.apply(onCreate().times(1)));

    List<CreatedBrowserTask> made =
        env.getWorkflowClient()
            .newWorkflowStub(
                TwoTasks.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build())
            .run();

    assertThat(made)
        .extracting(CreatedBrowserTask::creation)
        .containsExactly(Task.Creation.ADOPTED, Task.Creation.CREATED);
    assertThat(made)
        .extracting(CreatedBrowserTask::taskId)
        .containsExactlyElementsOf(emulator.tasks().stream().map(task -> task.id()).toList());
    assertThat(emulator.tasks()).extracting(task -> task.status()).containsOnly("stopped");
  }
}
