package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.testing.RecordedTask;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Holds what really happened, by the emulator's ledger, against the promise: at most one task per
 * run, and none alive once the run has closed.
 *
 * <p>The server may skip years after a run has closed, in which every task would end by itself.
 * What counts is therefore the moment of the close, and not the moment of the question.
 */
final class Oracle {
  private final List<RecordedTask> tasks;
  private final Instant closedAt;

  private Oracle(List<RecordedTask> tasks, Instant closedAt) {
    this.tasks = tasks;
    this.closedAt = closedAt;
  }

  /** Takes the ledger of a closed run. */
  static Oracle of(TestWorkflowEnvironment env, BrowserUseEmulator emulator, WorkflowStub run) {
    String workflowId = run.getExecution().getWorkflowId();
    WorkflowExecutionHistory history = env.getWorkflowClient().fetchHistory(workflowId);
    HistoryEvent last = history.getLastEvent();
    assertThat(last.getEventType().name())
        .as("the last event of the run")
        .matches("EVENT_TYPE_WORKFLOW_EXECUTION_(COMPLETED|FAILED|CANCELED)");
    Instant closedAt =
        Instant.ofEpochSecond(last.getEventTime().getSeconds(), last.getEventTime().getNanos());
    List<RecordedTask> tasks =
        emulator.tasks().stream()
            .filter(task -> workflowId.equals(task.metadata().get("temporal_workflow_id")))
            .toList();
    return new Oracle(tasks, closedAt);
  }

  /** The usual end: one create took effect, and its task had ended when the run closed. */
  RecordedTask exactlyOneTaskAndNoneAlive() {
    assertThat(tasks).as("tasks of the run").hasSize(1);
    noneAlive();
    return tasks.get(0);
  }

  /**
   * The end after a create that took effect unseen: of its tasks one is the run's, and the others
   * were stopped.
   */
  void oneTaskAndStoppedTwins(String taskId, int twins) {
    assertThat(tasks).as("tasks of the run").hasSize(twins + 1);
    assertThat(tasks).extracting(RecordedTask::id).contains(taskId);
    noneAlive();
    assertThat(tasks)
        .filteredOn(task -> !task.id().equals(taskId))
        .allSatisfy(
            twin -> {
              assertThat(twin.status()).isEqualTo("stopped");
              assertThat(twin.stops()).isPositive();
            });
  }

  void nothingCreated() {
    assertThat(tasks).as("tasks of the run").isEmpty();
  }

  void noneAlive() {
    assertThat(tasks)
        .allSatisfy(
            task ->
                assertThat(task.finishedAt())
                    .as("end of task %s, which is %s", task.id(), task.status())
                    .isNotNull()
                    .isBeforeOrEqualTo(closedAt));
    neverTwoKeys();
  }

  /** How many of the run's tasks were at work at the moment when most of them were. */
  int mostAtOnce() {
    return tasks.stream()
        .map(RecordedTask::createdAt)
        .map(
            moment ->
                (int)
                    tasks.stream()
                        .filter(task -> !task.createdAt().isAfter(moment))
                        .filter(task -> task.finishedAt().isAfter(moment))
                        .count())
        .max(Comparator.naturalOrder())
        .orElse(0);
  }

  Instant closedAt() {
    return closedAt;
  }

  private void neverTwoKeys() {
    assertThat(tasks.stream().map(task -> task.metadata().get("temporal_create_key")).distinct())
        .hasSizeLessThanOrEqualTo(1);
  }
}
