package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.BrowserTaskService;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.browseruse.temporal.workflows.caller.BrowserTaskWorkflows;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.NexusOperationCancellationType;
import io.temporal.workflow.NexusOperationOptions;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A workflow that runs a task by Nexus, with what its options say and refuse. This server skips no
 * time while an operation lasts.
 */
class WholeNexusTest extends WholeTestBase {
  private static final String ENDPOINT = "endpoint";

  private static final PollingOptions QUICK =
      PollingOptions.newBuilder().initialInterval(Duration.ofMillis(100)).build();

  /** How a caller calls. */
  enum Call {
    DEFAULTS,
    ASYNC,
    SCHEDULE_TO_CLOSE,
    START_TO_CLOSE,
    TRY_CANCEL
  }

  /** What a task answers. */
  record Price(String shop, BigDecimal amount) {}

  /** A business workflow. */
  @WorkflowInterface
  public interface Caller {
    @WorkflowMethod
    String run(String call, BrowserTask task);
  }

  /** Its implementation. */
  public static final class CallerImpl implements Caller {
    @Override
    public String run(String call, BrowserTask task) {
      NexusOperationOptions.Builder options = NexusOperationOptions.newBuilder();
      switch (Call.valueOf(call)) {
        case DEFAULTS, ASYNC -> {}
        case SCHEDULE_TO_CLOSE -> options.setScheduleToCloseTimeout(Duration.ofMinutes(1));
        case TRY_CANCEL -> options.setCancellationType(NexusOperationCancellationType.TRY_CANCEL);
        case START_TO_CLOSE -> options.setStartToCloseTimeout(Duration.ofMinutes(1));
      }
      BrowserTaskService browser = BrowserTaskWorkflows.nexus(ENDPOINT, options.build());
      BrowserTaskResult result =
          Call.valueOf(call) == Call.ASYNC
              ? Async.function(browser::runTask, task).get()
              : browser.runTask(task);
      return result.structuredOutput() == null
          ? result.output()
          : result.structuredOutputAs(Price.class).toString();
    }
  }

  @Override
  void startWorkers() {
    env.getWorkerFactory()
        .getWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
        .registerWorkflowImplementationTypes(CallerImpl.class);
    env.createNexusEndpoint(ENDPOINT, RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE);
    super.startWorkers();
  }

  private void start(Call call, BrowserTask task) {
    run =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                "Caller",
                WorkflowOptions.newBuilder()
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build());
    run.start(call.name(), task);
  }

  private Throwable failureOfTheCaller() {
    return catchThrowableOfType(WorkflowFailedException.class, () -> run.getResult(String.class))
        .getCause();
  }

  @Test
  void numbersKeepTheirDigits() {
    emulator.addScenario(
        Scenario.newBuilder()
            .output("{\"shop\":\"a\",\"amount\":1.190000000000000000001}")
            .build());
    start(Call.DEFAULTS, BrowserTask.newBuilder(TASK).polling(QUICK).output(Price.class).build());
    assertThat(run.getResult(String.class))
        .isEqualTo("Price[shop=a, amount=1.190000000000000000001]");
  }

  @Test
  void aFailureHasItsTypeAtTheTopAndItsEvidence() {
    emulator.addScenario(
        Scenario.newBuilder()
            .startDelay(Duration.ZERO)
            .steps(1)
            .stepDuration(Duration.ZERO)
            .outcome(Scenario.Outcome.FAILED)
            .build());
    start(
        Call.DEFAULTS,
        BrowserTask.newBuilder(TASK).polling(QUICK).failUnlessSuccessful(true).build());
    BrowserTaskException failure = BrowserTaskException.of((TemporalFailure) failureOfTheCaller());
    assertThat(failure).isInstanceOf(BrowserTaskException.Unsuccessful.class);
    assertThat(failure.evidence().taskId()).isEqualTo(emulator.tasks().get(0).id());
    assertThat(failure.result()).isPresent();
  }

  @ParameterizedTest
  @EnumSource(names = {"DEFAULTS", "ASYNC"})
  void aCancelledCallerEndsWhenTheTaskHasStopped(Call call) {
    emulator.addScenario(Scenario.newBuilder().outcome(Scenario.Outcome.NEVER).build());
    start(call, BrowserTask.newBuilder(TASK).polling(STEADY).build());
    awaitTasks(1);
    run.cancel();
    assertThat(failureOfTheCaller()).isInstanceOf(CanceledFailure.class);
    assertThat(emulator.tasks()).extracting(task -> task.status()).containsExactly("stopped");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SCHEDULE_TO_CLOSE | scheduleToCloseTimeout must not be set, since it ends the operation"
            + " and not its task: set the timeout of the BrowserTask",
        "START_TO_CLOSE | startToCloseTimeout must not be set, since it ends the operation and not"
            + " its task: set the timeout of the BrowserTask",
        "TRY_CANCEL | cancellationType must be WAIT_COMPLETED, WAIT_REQUESTED or ABANDON, not"
            + " TRY_CANCEL, whose cancel is lost if the calling workflow ends at once",
      })
  void whatWouldLeaveTheTaskAloneIsRefused(Call call, String sentence) {
    start(call, BrowserTask.of(TASK));
    ApplicationFailure failure = (ApplicationFailure) failureOfTheCaller();
    assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(failure.getOriginalMessage()).isEqualTo(sentence);
    assertThat(emulator.tasks()).isEmpty();
  }
}
