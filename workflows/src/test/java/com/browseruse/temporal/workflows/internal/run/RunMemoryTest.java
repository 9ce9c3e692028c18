package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.StopOutcome;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunMemoryTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final TaskSnapshot.LastStep STEP =
      new TaskSnapshot.LastStep(3, "Read", "https://example.com/");
  private final RunMemory memory = RunMemory.begin(NOW, Duration.ofSeconds(60));
  private final RunState state = new RunState(memory);

  private void create() {
    memory.recordCreateKey(() -> "key");
    memory.createFailed(null, "429", NOW);
    memory.created(
        new CreatedBrowserTask("task-1", "session-1", Task.Creation.ADOPTED, RemoteTask.UNCLEAR),
        NOW.plusSeconds(1));
  }

  /** Leaves nothing as it is in a new memory. */
  private void fill() throws ReflectiveOperationException {
    create();
    // No run has both a task and a problem with its create.
    Field problem = RunMemory.class.getDeclaredField("createProblem");
    problem.setAccessible(true);
    problem.set(memory, "429");
    memory.seen(seen(TaskStatus.STARTED));
    memory.liveUrl = "https://live.example.com/";
    memory.publicShareUrl = "https://share.example.com/";
    memory.polls++;
    memory.outage =
        new Outage(NOW.plusSeconds(2), NOW.plusSeconds(3), NOW.plusSeconds(9), "403: Forbidden");
    memory.pauseAccepted = true;
    note(true, 10);
    note(false, 30);
    note(true, 35);
    memory.hint = true;
    memory.stopRequested = true;
    state.stopped(StopOutcome.UNCONFIRMED, null);
    memory.warn("A warning.");
  }

  private static TaskSnapshot seen(TaskStatus status) {
    return new TaskSnapshot("task-1", status, 3, STEP, "0.01");
  }

  private static RunMemory continued(RunMemory memory) {
    return ContinuedRun.read(
        ContinuedRun.write(memory), true, RunMemory.class, RunMemory::isComplete);
  }

  private static List<Field> fields(boolean carried) {
    return Arrays.stream(RunMemory.class.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .filter(field -> field.isAnnotationPresent(JsonProperty.class) == carried)
        .toList();
  }

  @Test
  void nothingIsLostWhenTheRunContinuesAsNew() throws ReflectiveOperationException {
    fill();
    RunMemory empty = new RunMemory();
    for (Field field : fields(true)) {
      field.setAccessible(true);
      assertThat(field.get(memory)).as("test of " + field).isNotEqualTo(field.get(empty));
    }
    assertThat(continued(memory)).usingRecursiveComparison().isEqualTo(memory);
  }

  @Test
  void whatIsNotCarriedSaysSo() {
    assertThat(fields(false)).allMatch(field -> field.isAnnotationPresent(JsonIgnore.class));
  }

  @Test
  void whatANewerReleaseAddsIsIgnored() throws ReflectiveOperationException {
    fill();
    String json = ContinuedRun.write(memory).getPayload().getData().toStringUtf8();
    assertThat(json).startsWith("{");
    RunMemory next =
        ContinuedRun.read(
            ContinuedRunTest.raw(json.replaceFirst("\\{", "{\"addedLater\":{\"a\":1},")),
            true,
            RunMemory.class,
            RunMemory::isComplete);
    assertThat(next).usingRecursiveComparison().isEqualTo(memory);
  }

  @Test
  void warningsAreNotedOnceAndBounded() {
    for (int i = 0; i < 50; i++) {
      memory.warn("The same.");
      memory.warn(i + "x".repeat(5_000));
    }
    assertThat(memory.warnings())
        .hasSize(Warnings.MOST)
        .startsWith("The same.")
        .doesNotHaveDuplicates()
        .allMatch(warning -> warning.length() <= 500);
  }

  @Test
  void whatAPollDidNotReadStays() {
    create();
    memory.seen(seen(TaskStatus.STARTED));
    memory.seen(new TaskSnapshot("task-1", TaskStatus.PAUSED, null, null, null));
    assertThat(memory.status()).isEqualTo(TaskStatus.PAUSED);
    assertThat(memory.stepCount()).isEqualTo(3);
    assertThat(memory.lastStep()).isEqualTo(STEP);
    assertThat(memory.costUsd()).isEqualTo("0.01");
  }

  @Test
  void onlyTerminalWordsEndARun() {
    create();
    assertThat(memory.hasEnded()).isFalse();
    memory.seen(seen(new TaskStatus("dreaming")));
    assertThat(memory.hasEnded()).isFalse();
    memory.seen(seen(TaskStatus.FAILED));
    assertThat(memory.hasEnded()).isTrue();
  }

  private void note(boolean paused, int second) {
    memory.pauseAccepted = paused;
    state.notePause(NOW.plusSeconds(second));
  }

  @Test
  void onlyTheTimeInWhichTheTaskIsPausedCounts() {
    create();
    note(false, 0);
    note(true, 10);
    note(true, 15);
    note(false, 30);
    note(false, 50);
    note(true, 60);
    assertThat(memory.pausedFor(NOW.plusSeconds(70))).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aPauseGoesOnInTheNextRun() {
    create();
    note(true, 10);
    RunMemory next = continued(memory);
    new RunState(next).notePause(NOW.plusSeconds(20));
    assertThat(next.pausedFor(NOW.plusSeconds(25))).isEqualTo(Duration.ofSeconds(15));
  }
}
