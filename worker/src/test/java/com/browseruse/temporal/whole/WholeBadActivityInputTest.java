package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A workflow of a user's own, with Temporal's usual retries, that makes a slip. (temporal 2) */
class WholeBadActivityInputTest extends WholeTestBase {

  /** Calls an activity, and tells how it failed. */
  @WorkflowInterface
  public interface Slip {
    @WorkflowMethod
    String run(String activity, List<Object> arguments);
  }

  /** Its implementation. */
  public static final class SlipImpl implements Slip {
    @Override
    public String run(String activity, List<Object> arguments) {
      try {
        return String.valueOf(
            Workflow.newUntypedActivityStub(
                    ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(5))
                        .build())
                .execute(activity, Object.class, arguments.toArray()));
      } catch (ActivityFailure e) {
        assertThat(e.getRetryState()).isEqualTo(RetryState.RETRY_STATE_NON_RETRYABLE_FAILURE);
        ApplicationFailure cause = (ApplicationFailure) e.getCause();
        return cause.getType() + ": " + cause.getOriginalMessage();
      }
    }
  }

  @Override
  void startWorkers() {
    env.getWorkerFactory()
        .getWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
        .registerWorkflowImplementationTypes(SlipImpl.class);
    super.startWorkers();
  }

  @Test
  void itFailsForGoodAndNamesTheField() {
    assertThat(
            call("CreateBrowserTask", Map.of("request", Map.of("task", "x", "maxSteps", "many"))))
        .isEqualTo("request.maxSteps must be a whole number");
    assertThat(call("CreateBrowserTask", Map.of("request", Map.of("task", "x", "max_steps", 5))))
        .isEqualTo("request.max_steps is not a known field");
    assertThat(call("CreateBrowserTask", Map.of("request", Map.of("task", "x"), "createKey", "")))
        .as("temporal 8")
        .isEqualTo("createKey must have 1 to 1000 characters, but has 0");
    assertThat(call("UpdateBrowserTask", Map.of("taskId", "t", "action", "STOP")))
        .isEqualTo("action must be one of stop, stop_task_and_session, pause, resume");
    assertThat(call("GetBrowserTaskStatus", "the id")).isEqualTo("input must be one JSON object");
    assertThat(call("GetBrowserTaskStatus")).isEqualTo("input must be one JSON object");
    assertThat(call("GetBrowserTaskStatus", (Object) null))
        .isEqualTo("input must be one JSON object");
    assertThat(call("GetBrowserTaskStatus", Map.of("taskId", "t"), Map.of("steps", true)))
        .as("temporal 7")
        .isEqualTo("input must be one JSON object, without a second argument");
    assertThat(emulator.requests()).isEmpty();
  }

  private String call(String activity, Object... arguments) {
    String failure =
        env.getWorkflowClient()
            .newWorkflowStub(
                Slip.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build())
            .run(activity, Arrays.asList(arguments));
    assertThat(failure).startsWith(FailureTypes.INVALID_REQUEST + ": ");
    return failure.substring(FailureTypes.INVALID_REQUEST.length() + 2);
  }
}
