package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.ProgressMode;
import com.browseruse.temporal.workflows.StopOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same workflow on version 1 of the API. */
class WholeV1Test extends WholeTestBase {
  private static final String RUN_TASK = "POST /api/v1/run-task";

  @Override
  ApiVersion apiVersion() {
    return ApiVersion.V1;
  }

  @Override
  int sessionLimit() {
    return 100;
  }

  @BeforeEach
  void playHalfAMinute() {
    play(halfAMinute());
  }

  private static Fault.Builder onRunTask() {
    return Fault.on("POST", "/run-task$");
  }

  @ParameterizedTest
  @EnumSource
  void finishedIsSuccess(ProgressMode progress) {
    start(options -> options.progress(progress));
    BrowserTaskResult result = succeeded();
    RecordedTask task = oracle().exactlyOneTaskAndNoneAlive();
    assertThat(task.apiVersion()).isEqualTo("v1");
    assertThat(result.taskId()).isEqualTo(task.id());
    assertThat(result.output()).isEqualTo("42");
    assertThat(result.stepCount()).isEqualTo(3);
    assertThat(result.creation()).isEqualTo(Task.Creation.CREATED);
    assertThat(result.sessionId()).isNull();
    assertThat(result.costUsd()).isNull();
    assertThat(result.llm()).as("usestring#20").isNull();
    assertThat(result.browserUseVersion()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void aTaskWhoseCreateWasNotAnsweredIsFoundThroughListAndGet(WholeCreateFaultTest.Lost lost) {
    spoil(lost.effect.apply(onRunTask().times(1)));
    start();
    BrowserTaskResult result = succeeded();
    assertThat(result.taskId()).isEqualTo(oracle().exactlyOneTaskAndNoneAlive().id());
    assertThat(result.creation()).isEqualTo(Task.Creation.ADOPTED);
    assertThat(requests(RUN_TASK)).isEqualTo(1);
  }

  /** (api 1) */
  @Test
  void aLostCreateIsFoundAmongManyTasksUnderARateLimit() {
    for (int i = 0; i < 40; i++) {
      client.createTask(TaskRequest.newBuilder(i % 2 == 0 ? TASK : "Something else").build());
    }
    spoil(onRunTask().times(1).disconnect(Fault.Disconnect.AFTER));
    spoil(
        Fault.on("GET", "/task/[^/]+$").after(10).times(3).status(429).header("Retry-After", "1"));
    start();
    BrowserTaskResult result = succeeded();
    assertThat(result.creation()).isEqualTo(Task.Creation.ADOPTED);
    assertThat(result.taskId()).isEqualTo(oracle().exactlyOneTaskAndNoneAlive().id());
    assertThat(requests("GET /api/v1/tasks")).as("one lookup").isEqualTo(1);
    int polls = result.polls() + 1;
    assertThat(requests("GET /api/v1/task/{id}") - polls)
        .as("reads of tasks with our text, and those that were refused")
        .isLessThanOrEqualTo(21 + 3);
  }

  @Test
  void aDuplicateThatAppearsLateIsStopped() {
    // So late that only the lookup at the end finds it, and so long that it is alive then.
    play(halfAMinute().steps(30));
    spoil(
        onRunTask()
            .times(1)
            .disconnect(Fault.Disconnect.BEFORE)
            .commit()
            .commitDelay(Duration.ofSeconds(60)));
    start();
    String taskId = succeeded().taskId();
    oracle().oneTaskAndStoppedTwins(taskId, 1);
  }

  @Test
  void pauseAndResumeAreReal() {
    start(options -> options.polling(STEADY));
    awaitTask();
    env.sleep(Duration.ofSeconds(5));

    assertThat(update("pause").phase()).isEqualTo(BrowserTaskPhase.PAUSED);
    env.sleep(Duration.ofMinutes(5));
    assertThat(emulator.tasks().get(0).status()).isEqualTo("paused");
    assertThat(update("resume").phase()).isEqualTo(BrowserTaskPhase.RUNNING);

    succeeded();
    oracle().exactlyOneTaskAndNoneAlive();
  }

  @Test
  void aCancelStopsTheTask() {
    start(options -> options.polling(STEADY));
    awaitTask();
    env.sleep(Duration.ofSeconds(5));
    run.cancel();
    assertCancelled();
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(oracle().exactlyOneTaskAndNoneAlive().status()).isEqualTo("stopped");
  }

  @Test
  void theDeadlineStopsTheTask() {
    play(halfAMinute().steps(100));
    start(options -> options.timeout(Duration.ofMinutes(1)));
    assertThat(facts(failure(FailureTypes.BROWSER_TASK_TIMED_OUT)).stop())
        .isEqualTo(StopOutcome.STOPPED);
    oracle().exactlyOneTaskAndNoneAlive();
  }

  @Test
  void aFieldThatVersion1LacksIsRefusedByName() {
    startWith(
        TaskRequest.newBuilder(TASK).startUrl("https://shop.example").build(), options -> options);
    assertThat(failure(FailureTypes.INVALID_REQUEST).getOriginalMessage()).contains("startUrl");
    oracle().nothingCreated();
    assertThat(requests(RUN_TASK)).isZero();
  }

  @Test
  void itsOwnFieldsComeInThroughExtra() {
    startWith(
        TaskRequest.newBuilder(TASK)
            .allowedDomains(List.of("shop.example"))
            .extra(Map.of("use_adblock", false, "enable_public_share", true))
            .build(),
        options -> options);
    String taskId = succeeded().taskId();
    assertThat(client.getTask(taskId).publicShareUrl()).startsWith("http");
  }
}
