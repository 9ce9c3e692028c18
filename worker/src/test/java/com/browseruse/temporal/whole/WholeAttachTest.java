package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.StopScope;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run takes over a task that something else has made. */
class WholeAttachTest extends WholeTestBase {
  private String taskId;

  @BeforeEach
  void somethingElseMakesATask() {
    play(halfAMinute());
    taskId = client.createTask(TaskRequest.newBuilder(TASK).build()).taskId();
  }

  @Test
  void itsResultIsTheResultOfTheRun() {
    run = start(BrowserTask.attach(taskId));
    BrowserTaskResult result = succeeded();
    assertThat(result.taskId()).isEqualTo(taskId);
    assertThat(result.creation()).isEqualTo(Task.Creation.ATTACHED);
    assertThat(result.output()).isEqualTo("42");
    assertThat(result.stepCount()).isEqualTo(3);
    assertThat(emulator.tasks()).hasSize(1);
  }

  @Test
  void oneThatHasEndedIsReadAtOnce() {
    env.sleep(Duration.ofMinutes(1));
    run = start(BrowserTask.attach(taskId));
    assertThat(succeeded().polls()).isEqualTo(1);
  }

  @Test
  void aCancelStopsIt() {
    run = start(BrowserTask.attach(taskId));
    env.sleep(Duration.ofSeconds(10));
    run.cancel();
    assertCancelled();
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(emulator.tasks().get(0).status()).isEqualTo("stopped");
  }

  @Test
  void aCancelLeavesItAloneIfItIsNotToBeStopped() {
    run = start(BrowserTask.newAttachBuilder(taskId).stopOnCancel(false).build());
    env.sleep(Duration.ofSeconds(10));
    run.cancel();
    assertCancelled();
    assertThat(memo().stop()).isNull();
    assertThat(memo().warnings()).singleElement().asString().contains(taskId, "left alone");
    assertThat(emulator.tasks().get(0).stops()).isZero();
    env.sleep(Duration.ofMinutes(1));
    assertThat(emulator.tasks().get(0).status()).isEqualTo("finished");
  }

  @Test
  void theDeadlineStopsTheSessionToo() {
    run =
        start(
            BrowserTask.newAttachBuilder(taskId)
                .timeout(Duration.ofSeconds(12))
                .stopScope(StopScope.TASK_AND_SESSION)
                .build());
    ApplicationFailure failure = failure(FailureTypes.BROWSER_TASK_TIMED_OUT);
    assertThat(facts(failure).stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(emulator.tasks().get(0).status()).isEqualTo("stopped");
  }

  @Test
  void oneThatDoesNotExistIsToldAtOnce() {
    String unknown = UUID.randomUUID().toString();
    run = start(BrowserTask.attach(unknown));
    ApplicationFailure failure = failure(FailureTypes.TASK_NOT_FOUND);
    assertThat(failure.getOriginalMessage()).contains(unknown);
    assertThat(facts(failure).taskId()).isEqualTo(unknown);
    assertThat(facts(failure).stop()).isNull();
    assertThat(emulator.tasks().get(0).stops()).isZero();
  }
}
