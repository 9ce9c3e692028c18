package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A run that has closed, and the oracle: what really happened to its tasks, by the emulator's
 * ledger, at the cancel of its close.
 *
 * @param workflowId which run
 * @param how the outcome of its result, the type of its failure, or {@link #CANCELED}
 * @param result its result, or null if it has none
 * @param tasks every task that it ever had
 * @param closedAt when it closed
 * @param history its history, for who wants to know what went wrong
 */
record EndedRun(
    String workflowId,
    String how,
    BrowserTaskResult result,
    List<RecordedTask> tasks,
    Instant closedAt,
    String history) {

  static final String CANCELED = "CANCELED";
  static final String SUCCEEDED = "SUCCEEDED";
  static final String STOPPED = "STOPPED";
  static final String UNKNOWN = "UNKNOWN";

  /** Waits for the end of a run. */
  static EndedRun await(WorkflowStub run, Testbed testbed) {
    String workflowId = run.getExecution().getWorkflowId();
    BrowserTaskResult result = null;
    String how;
    try {
      result =
          run.getResult(Testbed.RUN_LIMIT.toSeconds(), TimeUnit.SECONDS, BrowserTaskResult.class);
      how = result.outcome().name();
    } catch (WorkflowFailedException e) {
      how = how(e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError(
          workflowId
              + " is stuck: "
              + run.describe().getRawDescription().getPendingActivitiesList(),
          e);
    }
    List<HistoryEvent> history = testbed.server().client().fetchHistory(workflowId).getEvents();
    return new EndedRun(
        workflowId,
        how,
        result,
        testbed.emulator().tasks().stream()
            .filter(task -> workflowId.equals(task.metadata().get("temporal_workflow_id")))
            .toList(),
        time(history.get(history.size() - 1)),
        history(history));
  }

  private static Instant time(HistoryEvent event) {
    return Instant.ofEpochSecond(
        event.getEventTime().getSeconds(), event.getEventTime().getNanos());
  }

  /** Each event with the milliseconds since the start. */
  private static String history(List<HistoryEvent> history) {
    Instant start = time(history.get(0));
    return history.stream()
        .map(
            event ->
                event.getEventType().name().replace("EVENT_TYPE_", "")
                    + "+"
                    + Duration.between(start, time(event)).toMillis())
        .collect(Collectors.joining(" "));
  }

  @Override
  public String toString() {
    return workflowId + " " + how + ", tasks " + tasks + ", closed " + closedAt + ", " + history;
  }

  private static String how(Throwable cause) {
    if (cause instanceof CanceledFailure) {
      return CANCELED;
    }
    return cause instanceof ApplicationFailure failure
        ? failure.getType()
        : cause.getClass().getSimpleName();
  }

  /** The usual end: one create took effect, its task is over, and the result is that task's. */
  void exactlyOneTask() {
    assertThat(tasks).as("tasks of %s", this).hasSize(1);
    noneAlive();
    if (result != null) {
      assertThat(result.taskId()).as("task of %s", workflowId).isEqualTo(tasks.get(0).id());
    }
  }

  void noTask() {
    assertThat(tasks).as("tasks of %s", this).isEmpty();
  }

  /**
   * The end of a run whose end was asked for: it had one task, or none yet.
   *
   * @return how many it had
   */
  int atMostOneTask() {
    assertThat(tasks).as("tasks of %s", this).hasSizeLessThanOrEqualTo(1);
    noneAlive();
    return tasks.size();
  }

  /**
   * The end after a create that the API did when nobody waited for it any more: one task is the
   * run's, and the others were stopped.
   */
  void oneTaskAndStoppedDuplicates() {
    noneAlive();
    assertThat(tasks)
        .as("tasks of %s, but for its duplicates", workflowId)
        .filteredOn(task -> result == null || !task.id().equals(result.taskId()))
        .allSatisfy(duplicate -> assertThat(duplicate.stops()).isPositive());
    if (result != null && result.taskId() != null) {
      assertThat(tasks).extracting(RecordedTask::id).contains(result.taskId());
    }
  }

  /** No task outlived the run, and all of them were made by the same create. */
  void noneAlive() {
    assertThat(tasks)
        .allSatisfy(
            task ->
                assertThat(task.finishedAt())
                    .as("end of task %s of %s, which is %s", task.id(), workflowId, task.status())
                    .isNotNull()
                    .isBeforeOrEqualTo(closedAt));
    assertThat(tasks.stream().map(task -> task.metadata().get("temporal_create_key")).distinct())
        .as("create keys of %s", workflowId)
        .hasSizeLessThanOrEqualTo(1);
  }

  /** Tells whether its task was created or adopted, as expected; with null, whether it had one. */
  boolean cameToItsTask(Task.Creation expected) {
    return expected == null
        ? !tasks.isEmpty()
        : result != null && expected.equals(result.creation());
  }

  void endedBy(String... allowed) {
    assertThat(how).as("end of %s", this).isIn((Object[]) allowed);
  }

  /** What a task answers in these tests, so that no run can pass off another one's answer. */
  void answered(String output) {
    assertThat(result.output()).as("output of %s", workflowId).isEqualTo(output);
  }
}
