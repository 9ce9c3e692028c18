package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.caller.BrowserTaskWorkflows;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a child is told about the end of its parent, and what is refused. */
class WholeChildOptionsTest extends WholeReapBase {
  private static final String CHILD = "child";

  /** How a parent calls a run. */
  enum Call {
    /** As {@link BrowserTaskWorkflows} does. */
    OURS,
    /** As Temporal does if nobody says anything: the child is terminated with its parent. */
    PLAIN,
    TERMINATE,
    ABANDON,
    /** With a time-out of Temporal. */
    RUN_TIMEOUT,
    EXECUTION_TIMEOUT
  }

  /** A business workflow. */
  @WorkflowInterface
  public interface Parent {
    @WorkflowMethod
    void run(String call);
  }

  /** Its implementation. */
  public static final class ParentImpl implements Parent {
    @Override
    public void run(String call) {
      child(Call.valueOf(call)).run(BrowserTask.newBuilder(TASK).polling(STEADY).build());
    }

    private static RunBrowserTaskWorkflow child(Call call) {
      ChildWorkflowOptions.Builder options = ChildWorkflowOptions.newBuilder().setWorkflowId(CHILD);
      return switch (call) {
        case OURS -> BrowserTaskWorkflows.child(options.build());
        case PLAIN -> Workflow.newChildWorkflowStub(RunBrowserTaskWorkflow.class, options.build());
        case TERMINATE ->
            BrowserTaskWorkflows.child(
                options
                    .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_TERMINATE)
                    .build());
        case ABANDON ->
            BrowserTaskWorkflows.child(
                options
                    .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                    .build());
        case RUN_TIMEOUT ->
            BrowserTaskWorkflows.child(
                options.setWorkflowRunTimeout(Duration.ofMinutes(1)).build());
        case EXECUTION_TIMEOUT ->
            BrowserTaskWorkflows.child(
                options.setWorkflowExecutionTimeout(Duration.ofMinutes(1)).build());
      };
    }
  }

  @Override
  void startWorkers() {
    env.getWorkerFactory()
        .getWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
        .registerWorkflowImplementationTypes(ParentImpl.class);
    super.startWorkers();
  }

  private void start(Call call) {
    run =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                "Parent",
                WorkflowOptions.newBuilder()
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build());
    run.start(call.name());
  }

  private Throwable end() {
    return catchThrowableOfType(WorkflowFailedException.class, () -> run.getResult(Void.class))
        .getCause();
  }

  @ParameterizedTest
  @EnumSource(names = {"OURS", "PLAIN", "ABANDON"})
  void aCancelOfTheParentStopsTheTaskFirst(Call call) {
    start(call);
    awaitTasks(1);
    run.cancel();
    assertThat(end()).isInstanceOf(CanceledFailure.class);
    assertThat(emulator.tasks()).extracting(task -> task.status()).containsExactly("stopped");
  }

  /** This server does not apply the policy; a real one takes the unspecified for TERMINATE. */
  @ParameterizedTest
  @CsvSource({"OURS, REQUEST_CANCEL", "PLAIN, UNSPECIFIED", "ABANDON, ABANDON"})
  void aChildOfOursIsCancelledWithItsParent(Call call, String policy) {
    start(call);
    awaitTasks(1);
    run.cancel();
    assertThat(end()).isInstanceOf(CanceledFailure.class);
    assertThat(
            env
                .getWorkflowClient()
                .fetchHistory(run.getExecution().getWorkflowId())
                .getEvents()
                .stream()
                .filter(HistoryEvent::hasStartChildWorkflowExecutionInitiatedEventAttributes)
                .map(HistoryEvent::getStartChildWorkflowExecutionInitiatedEventAttributes))
        .extracting(child -> child.getParentClosePolicy().name())
        .containsExactly("PARENT_CLOSE_POLICY_" + policy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TERMINATE | parentClosePolicy must be REQUEST_CANCEL or ABANDON, not TERMINATE, which"
            + " gives a run no time to stop its task",
        "RUN_TIMEOUT | workflowRunTimeout must not be set, since it ends a run without stopping its"
            + " task: set the timeout of the BrowserTask",
        "EXECUTION_TIMEOUT | workflowExecutionTimeout must not be set, since it ends a run without"
            + " stopping its task: set the timeout of the BrowserTask",
      })
  void whatWouldEndARunWithoutAWordIsRefused(Call call, String sentence) {
    start(call);
    ApplicationFailure failure = (ApplicationFailure) end();
    assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(failure.getOriginalMessage()).isEqualTo(sentence);
    assertThat(emulator.tasks()).isEmpty();
  }
}
