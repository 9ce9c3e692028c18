package com.browseruse.temporal.workflows.internal.run;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskView;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.activities.BrowserTaskActivities.FoundBrowserTasks;
import com.browseruse.temporal.activities.BrowserTaskActivities.UpdateBrowserTaskInput;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.task.UnclearRequests;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Mockito activities that play one remote task. A test sets what the task does, and may stub single
 * calls anew.
 */
public final class RemoteTask {
  public static final String ID = "task-1";
  static final String LLM = "browser-use-2.0";
  static final String VERSION = "0.9";
  static final String SESSION = "session-1";
  static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  /** Requests of which the last was sent just before their outcome was told. */
  static final UnclearRequests UNCLEAR =
      new UnclearRequests(CREATED, Instant.parse("2100-01-01T00:00:00Z"));

  public final BrowserTaskActivities activities =
      mock(BrowserTaskActivities.class, withSettings().withoutAnnotations());

  /** Every action that was sent, in order. */
  final List<UpdateBrowserTaskInput> updates = new CopyOnWriteArrayList<>();

  public volatile TaskStatus status = TaskStatus.STARTED;
  volatile int steps = 1;

  /** Of a status that is no end by its word; the view tells that of the others. */
  volatile Instant finishedAt;

  volatile String cost = "0.01";
  volatile Boolean success = true;
  volatile String output = "42";
  volatile List<Task.OutputFile> files = List.of();

  /** What a stop turns the task into; null if it is ignored. */
  public volatile TaskStatus afterStop = TaskStatus.STOPPED;

  public RemoteTask() {
    lenient().when(activities.createBrowserTask(any())).thenReturn(created(false));
    lenient().when(activities.getBrowserTaskStatus(any())).thenAnswer(call -> seen());
    lenient().when(activities.getBrowserTask(any())).thenAnswer(call -> view());
    lenient()
        .when(activities.updateBrowserTask(any()))
        .thenAnswer(
            call -> {
              update(call.getArgument(0));
              return seen();
            });
    lenient().when(activities.findBrowserTasks(any())).thenReturn(new FoundBrowserTasks(List.of()));
  }

  static CreatedBrowserTask created(boolean unclear) {
    return new CreatedBrowserTask(ID, SESSION, Task.Creation.CREATED, unclear ? UNCLEAR : null);
  }

  static CreatedBrowserTask found(String id) {
    return new CreatedBrowserTask(id, SESSION, Task.Creation.ADOPTED, null);
  }

  private void update(UpdateBrowserTaskInput input) {
    if (input == null) {
      // Mockito's when() calls what is stubbed already.
      return;
    }
    updates.add(input);
    switch (input.action()) {
      case PAUSE -> status = TaskStatus.PAUSED;
      case RESUME -> status = TaskStatus.STARTED;
      default -> {
        if (!status.isTerminal() && afterStop != null) {
          status = afterStop;
        }
      }
    }
  }

  boolean wasStopped() {
    return updates.stream()
        .anyMatch(
            update ->
                update.action() == Task.Action.STOP
                    || update.action() == Task.Action.STOP_TASK_AND_SESSION);
  }

  TaskSnapshot seen() {
    return new TaskSnapshot(ID, status, steps, step(), cost, finishedAt);
  }

  private TaskSnapshot.LastStep step() {
    return new TaskSnapshot.LastStep(steps, "Read the page", "https://example.com/");
  }

  BrowserTaskView view() {
    boolean ended = status.isEnd(finishedAt);
    return new BrowserTaskView(
        ID,
        SESSION,
        status,
        ended ? output : null,
        false,
        null,
        null,
        null,
        ended ? success : null,
        null,
        null,
        cost,
        steps,
        step(),
        files,
        CREATED,
        CREATED.plusSeconds(1),
        ended ? CREATED.plusSeconds(60) : null,
        LLM,
        VERSION,
        null);
  }
}
