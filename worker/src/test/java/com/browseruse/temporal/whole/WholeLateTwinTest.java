package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A create that takes effect after its caller has given up on it. */
class WholeLateTwinTest extends WholeTestBase {

  @Override
  Duration callTimeout() {
    return Duration.ofSeconds(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT6S", "PT20S"})
  void aTwinThatAppearsWhileTheTaskRunsIsStopped(Duration late) {
    play(halfAMinute());
    spoil(onCreate().times(1).disconnect(Fault.Disconnect.BEFORE).commitDelay(late));
    start();
    BrowserTaskResult result = succeeded();
    oracle().oneTaskAndStoppedTwins(result.taskId(), 1);
    assertThat(result.creation()).isEqualTo(Task.Creation.CREATED);
    assertThat(result.output()).isEqualTo("42");
  }

  @Test
  void aTwinThatAppearsSoonDoesNotLiveAsLongAsTheTask() {
    play(halfAMinute().stepDuration(Duration.ofMinutes(10)));
    spoil(
        onCreate().times(1).disconnect(Fault.Disconnect.BEFORE).commitDelay(Duration.ofSeconds(6)));
    start();
    BrowserTaskResult result = succeeded();
    oracle().oneTaskAndStoppedTwins(result.taskId(), 1);
    RecordedTask twin =
        emulator.tasks().stream()
            .filter(task -> !task.id().equals(result.taskId()))
            .findFirst()
            .orElseThrow();
    assertThat(Duration.between(twin.createdAt(), twin.stoppedAt()))
        .isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void aTwinIsStoppedAlsoIfTheRunIsCancelled() {
    play(halfAMinute());
    spoil(
        onCreate()
            .times(1)
            .disconnect(Fault.Disconnect.BEFORE)
            .commitDelay(Duration.ofSeconds(15)));
    start(options -> options.polling(STEADY));
    awaitTask();
    env.sleep(Duration.ofSeconds(16));
    run.cancel();
    assertCancelled();
    oracle().oneTaskAndStoppedTwins(memo().taskId(), 1);
  }

  @Test
  void aTwinThatAppearsAfterAShortTaskIsStopped() {
    play(halfAMinute().steps(1).stepDuration(Duration.ofSeconds(4)));
    spoil(
        onCreate()
            .times(1)
            .disconnect(Fault.Disconnect.BEFORE)
            .commitDelay(Duration.ofSeconds(12)));
    start();
    BrowserTaskResult result = succeeded();
    oracle().oneTaskAndStoppedTwins(result.taskId(), 1);
  }

  @Test
  void aTwinThatAppearsAfterACancelIsStopped() {
    play(halfAMinute());
    spoil(
        onCreate()
            .times(1)
            .disconnect(Fault.Disconnect.BEFORE)
            .commitDelay(Duration.ofSeconds(12)));
    start(options -> options.polling(STEADY));
    awaitTask();
    run.cancel();
    assertCancelled();
    oracle().oneTaskAndStoppedTwins(memo().taskId(), 1);
  }

  @Test
  void anAnswerThatComesTooLateIsFoundByTheMarker() {
    play(halfAMinute());
    spoil(onCreate().times(1).delay(Duration.ofSeconds(3)));
    start();
    assertThat(succeeded().creation()).isEqualTo(Task.Creation.ADOPTED);
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(requests(CREATE)).isEqualTo(1);
  }
}
