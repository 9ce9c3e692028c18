package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.caller.BrowserTaskWorkflows;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A workflow of a user's own that creates its tasks by the whole protocol. */
class WholeBareCreateTest extends WholeTestBase {

  /** Creates tasks. */
  @WorkflowInterface
  public interface Creates {
    @WorkflowMethod
    List<String> create(int count);
  }

  /** Its implementation. */
  public static final class CreatesImpl implements Creates {
    @Override
    public List<String> create(int count) {
      List<String> made = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        CreatedBrowserTask task =
            BrowserTaskWorkflows.create(
                BrowserTask.newBuilder(TASK).timeout(Duration.ofMinutes(5)).build());
        made.add(task.taskId());
      }
      return made;
    }
  }

  @Override
  void startWorkers() {
    env.getWorkerFactory()
        .getWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
        .registerWorkflowImplementationTypes(CreatesImpl.class);
    super.startWorkers();
  }

  private void create(int count) {
    play(halfAMinute());
    run =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                "Creates",
                WorkflowOptions.newBuilder()
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build());
    run.start(count);
  }

  private List<?> made() {
    return run.getResult(List.class);
  }

  private Throwable end() {
    return catchThrowableOfType(WorkflowFailedException.class, () -> run.getResult(List.class))
        .getCause();
  }

  @Test
  void eachCreateMakesATaskOfItsOwn() {
    create(2);
    assertThat(made()).isEqualTo(emulator.tasks().stream().map(task -> task.id()).toList());
    assertThat(emulator.tasks()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void aLostResponseMakesNoSecondTask(WholeCreateFaultTest.Lost lost) {
    spoil(lost.effect.apply(onCreate().times(1)));
    create(1);
    assertThat(made()).hasSize(1);
    assertThat(emulator.tasks()).hasSize(1);
  }

  @Test
  void aDuplicateThatAppearsLateIsStoppedBeforeItReturns() {
    spoil(
        onCreate()
            .times(1)
            .disconnect(Fault.Disconnect.BEFORE)
            .commitDelay(Duration.ofSeconds(20)));
    create(1);
    Object kept = made().get(0);
    assertThat(emulator.tasks()).hasSize(2);
    assertThat(emulator.tasks())
        .filteredOn(task -> !task.id().equals(kept))
        .extracting(task -> task.status())
        .containsExactly("stopped");
  }

  @Test
  void aRefusalFailsWithItsType() {
    spoil(onCreate().status(422).body("{\"detail\": \"no\"}"));
    create(1);
    assertThat(((ApplicationFailure) end()).getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(emulator.tasks()).isEmpty();
  }

  @Test
  void anApiThatIsDownFailsItInTime() {
    spoil(onCreate().status(503));
    create(1);
    ApplicationFailure failure = (ApplicationFailure) end();
    assertThat(failure.getType()).isEqualTo(FailureTypes.BROWSER_TASK_TIMED_OUT);
    assertThat(failure.getOriginalMessage()).isEqualTo("no task could be created within 5 min");
    assertThat(emulator.tasks()).isEmpty();
  }

  @Test
  void aCancelLeavesNoTask() {
    spoil(onCreate().delay(Duration.ofSeconds(3)));
    create(1);
    awaitRequests(CREATE, 1);
    run.cancel();
    assertThat(end()).isInstanceOf(CanceledFailure.class);
    assertThat(emulator.tasks()).allSatisfy(task -> assertThat(task.status()).isEqualTo("stopped"));
  }
}
