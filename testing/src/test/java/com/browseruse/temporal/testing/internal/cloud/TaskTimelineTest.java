package com.browseruse.temporal.testing.internal.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.internal.cloud.TaskTimeline.Schedule;
import com.browseruse.temporal.testing.internal.cloud.TaskTimeline.State;
import com.browseruse.temporal.testing.internal.cloud.TaskTimeline.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskTimelineTest {

  private static final Instant BORN = Instant.parse("2026-03-01T10:00:00Z");

  /** One second of delay, then three steps of two seconds: over after seven. */
  private final TaskTimeline task = ending(Status.FINISHED);

  private static TaskTimeline ending(Status end) {
    return TaskTimeline.of(
        BORN,
        new Schedule(Duration.ofSeconds(1), 3, Duration.ofSeconds(2), Optional.ofNullable(end)));
  }

  private static Instant second(double seconds) {
    return BORN.plusMillis((long) (seconds * 1000));
  }

  @Test
  void isCreatedUntilItsDelayHasPassed() {
    assertThat(task.at(BORN)).isEqualTo(new State(Status.CREATED, 0, null, null));
    assertThat(task.at(second(0.999)).status()).isEqualTo(Status.CREATED);
    assertThat(task.at(second(1))).isEqualTo(new State(Status.STARTED, 0, second(1), null));
  }

  @Test
  void aStepShowsUpWhenItIsDone() {
    assertThat(task.at(second(2.999)).steps()).isZero();
    assertThat(task.at(second(3)).steps()).isEqualTo(1);
    assertThat(task.at(second(6.999)).steps()).isEqualTo(2);
    assertThat(task.stepDoneAt(2)).isEqualTo(second(5));
  }

  @Test
  void anEndInThePastHasThePastsTime() {
    State end = new State(Status.FINISHED, 3, second(1), second(7));
    assertThat(task.at(second(7))).isEqualTo(end);
    assertThat(task.at(second(100_000))).isEqualTo(end);
  }

  @Test
  void aTaskMayFailOrStopByItself() {
    assertThat(ending(Status.FAILED).at(second(8)).status()).isEqualTo(Status.FAILED);
    assertThat(ending(Status.STOPPED).at(second(8)))
        .isEqualTo(new State(Status.STOPPED, 3, second(1), second(7)));
  }

  @Test
  void aTaskWithoutAnEndKeepsTakingSteps() {
    TaskTimeline endless = ending(null);
    assertThat(endless.at(second(2001)).steps()).isEqualTo(1000);
    assertThat(endless.at(second(2001)).status()).isEqualTo(Status.STARTED);
    assertThat(endless.at(second(1e9)).steps()).isEqualTo(Schedule.MOST_STEPS);
  }

  @Test
  void aStoppedTaskNeverRunsAgain() {
    TaskTimeline stopped = task.stop(second(4));
    State end = new State(Status.STOPPED, 1, second(1), second(4));
    assertThat(stopped.at(second(4))).isEqualTo(end);
    assertThat(stopped.at(second(50))).isEqualTo(end);
    assertThat(stopped.resume(second(5)).pause(second(6)).stop(second(7))).isEqualTo(stopped);
  }

  @Test
  void aTaskThatIsStoppedBeforeItStartsNeverStarts() {
    assertThat(task.stop(second(0.5)).at(second(9)))
        .isEqualTo(new State(Status.STOPPED, 0, null, second(0.5)));
  }

  @Test
  void anEndedTaskCannotBeStoppedOrPaused() {
    assertThat(task.stop(second(7))).isEqualTo(task);
    assertThat(task.pause(second(7))).isEqualTo(task);
  }

  @Test
  void aPausedTasksTimeStandsStill() {
    TaskTimeline paused = task.pause(second(4));
    assertThat(paused.at(second(400))).isEqualTo(new State(Status.PAUSED, 1, second(1), null));
    TaskTimeline resumed = paused.resume(second(14));
    assertThat(resumed.at(second(14.999)).steps()).isEqualTo(1);
    assertThat(resumed.at(second(15)).steps()).isEqualTo(2);
    assertThat(resumed.at(second(99)).finishedAt()).isEqualTo(second(17));
  }

  @Test
  void aTaskCanBePausedBeforeItStartsAndStoppedWhilePaused() {
    TaskTimeline paused = task.pause(second(0.5));
    assertThat(paused.at(second(9)).status()).isEqualTo(Status.PAUSED);
    assertThat(paused.resume(second(10)).at(second(10.4)).status()).isEqualTo(Status.CREATED);
    assertThat(paused.resume(second(10)).at(second(10.5)).startedAt()).isEqualTo(second(10.5));
    assertThat(paused.stop(second(9)).at(second(9)))
        .isEqualTo(new State(Status.STOPPED, 0, null, second(9)));
  }

  @Test
  void pausingTwiceIsPausingOnceAndResumingARunningTaskIsNothing() {
    TaskTimeline paused = task.pause(second(2));
    assertThat(paused.pause(second(3))).isEqualTo(paused);
    assertThat(task.resume(second(2))).isEqualTo(task);
  }

  @Test
  void aTaskWithoutLengthIsOverAtOnce() {
    Schedule instant = new Schedule(Duration.ZERO, 2, Duration.ZERO, Optional.of(Status.FINISHED));
    assertThat(TaskTimeline.of(BORN, instant).at(BORN))
        .isEqualTo(new State(Status.FINISHED, 2, BORN, BORN));
  }
}
