package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.activities.BrowserTaskActivities.FindBrowserTasksInput;
import com.browseruse.temporal.task.JsonText;
import com.browseruse.temporal.task.UnclearRequests;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.StopOutcome;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settles the key of a create of which it is unclear what it has made: finds it all, also what the
 * API does late, and stops all but the task that is kept, if any. Must run detached.
 */
final class SettlePhase {
  /** How long the API's list is given to catch up. */
  static final Duration LIST_LAG = Duration.ofSeconds(2);

  /**
   * How long after a request the API may still do it: longer than the client waits for a response.
   */
  static final Duration LATE_COMMIT = Duration.ofSeconds(75);

  /** Between the first looks and the last: most late creates show themselves before. */
  private static final Duration SOON = Duration.ofSeconds(15);

  private static final Duration LATER = Duration.ofSeconds(40);

  /** No create is done so long after its response; a long run need not read what came later. */
  private static final Duration LATEST_COMMIT = Duration.ofMinutes(10);

  /** A lookup that others follow must not hold them up. */
  private static final Duration EARLY_BOUND = Duration.ofSeconds(90);

  /** So much of a text tells tasks well enough apart. */
  private static final int TEXT = 200;

  private final BrowserTask input;
  private final RunState state;
  private final RunMemory memory;
  private final StopPhase stopPhase;

  /** What the stop of a task says. */
  private String why = "duplicate of the task";

  /** By task. */
  private final Map<String, Promise<StopPhase.Stopped>> stops = new LinkedHashMap<>();

  private @Nullable CreatedBrowserTask first;
  private @Nullable Promise<Void> looks;
  private @Nullable Instant lastLookAt;
  private boolean lastLookWorked;

  SettlePhase(BrowserTask input, RunState state, StopPhase stopPhase) {
    this.input = input;
    this.state = state;
    this.memory = state.memory;
    this.stopPhase = stopPhase;
  }

  /** Begins to look for duplicates of the task, beside whatever the run does. */
  void begin() {
    UnclearRequests unclear = memory.unclear();
    if (unclear != null) {
      looks = Async.procedure(() -> lookUntilSettled(unclear));
    }
  }

  /** Whether nothing is under way that a run which continues as new would lose. */
  boolean isIdle() {
    return (looks == null || looks.isCompleted())
        && stops.values().stream().allMatch(Promise::isCompleted);
  }

  /** Ends what was begun, with a last look: nobody looks after this. */
  void end() {
    UnclearRequests unclear = memory.unclear();
    if (unclear == null) {
      return;
    }
    memory.settled();
    boolean areOver = looks == null || looks.isCompleted();
    lastLookWorked = look(unclear, areOver ? StopPhase.SEND_BOUND : EARLY_BOUND);
    if (looks != null) {
      looks.get();
    }
    stops.forEach((taskId, stop) -> warnOf(taskId, stop.get().outcome()));
    if (!lastLookWorked) {
      warnUnread("a second task");
    }
  }

  /** Stops all that a create has made of which no task is kept; the evidence names the first. */
  void stopAll(EndReason reason) {
    UnclearRequests unclear = memory.unclear();
    if (unclear == null) {
      return;
    }
    memory.settled();
    state.stopping(reason, CancellableWaits.now());
    why = reason.text;
    lookUntilSettled(unclear);
    StopOutcome all = lastLookWorked ? StopOutcome.STOPPED : StopOutcome.UNCONFIRMED;
    for (Map.Entry<String, Promise<StopPhase.Stopped>> stop : stops.entrySet()) {
      StopPhase.Stopped stopped = stop.getValue().get();
      if (stop.getKey().equals(memory.taskId())) {
        state.stopped(stopped.outcome(), stopped.last());
        all = lastLookWorked ? stopped.outcome() : all;
      } else {
        all = stopped.outcome() == StopOutcome.UNCONFIRMED ? stopped.outcome() : all;
        warnOf(stop.getKey(), stopped.outcome());
      }
    }
    if (!lastLookWorked) {
      warnUnread("a task");
    } else if (stops.isEmpty()) {
      all = StopOutcome.UNCONFIRMED;
      memory.warn(
          "it is unclear whether a task was created: none with temporal_create_key "
              + memory.createKey()
              + " was seen within "
              + LATE_COMMIT.toSeconds()
              + " s of the request");
    }
    state.stopped(all, null);
  }

  /** Looks now, after the list's lag, and until a late create must have shown itself. */
  private void lookUntilSettled(UnclearRequests unclear) {
    Instant now = CancellableWaits.now();
    Instant last = unclear.last().plus(LATE_COMMIT).plus(LIST_LAG);
    Instant sent = unclear.last();
    for (Instant due : List.of(now, now.plus(LIST_LAG), sent.plus(SOON), sent.plus(LATER), last)) {
      boolean isLast = due.equals(last);
      now = CancellableWaits.now();
      if (due.isAfter(now)) {
        CancellableWaits.sleep(
            Duration.between(now, due), "wait until what a create has made must be listed");
      } else if (isLast && lastLookWorked && lastLookAt != null && !lastLookAt.isBefore(last)) {
        return;
      } else if (!isLast && due.isBefore(lastLookAt == null ? due : lastLookAt)) {
        continue;
      }
      lastLookAt = CancellableWaits.now();
      lastLookWorked = look(unclear, isLast ? StopPhase.SEND_BOUND : EARLY_BOUND);
    }
  }

  /** Begins to stop what it finds; tells whether the list could be read. */
  private boolean look(UnclearRequests unclear, Duration bound) {
    List<CreatedBrowserTask> found;
    try {
      found =
          ActivityStubs.within(bound, "look for what the create has made")
              .findBrowserTasks(
                  new FindBrowserTasksInput(
                      memory.createKey(),
                      unclear.first(),
                      unclear.last().plus(LATEST_COMMIT),
                      JsonText.cut(Objects.requireNonNull(input.request().task()), TEXT)))
              .tasks();
    } catch (ActivityFailure e) {
      return false;
    }
    for (CreatedBrowserTask task : found) {
      if (!memory.hasTask()) {
        first = task;
        memory.foundAfterFailedCreate(task);
      }
      boolean isKept = first == null && task.taskId().equals(memory.taskId());
      if (!isKept && !stops.containsKey(task.taskId())) {
        stops.put(task.taskId(), Async.function(() -> stopPhase.stop(task.taskId(), why)));
      }
    }
    return true;
  }

  /** For a task of which the evidence does not speak: it may be alive, or was paid to its end. */
  private void warnOf(String taskId, StopOutcome outcome) {
    switch (outcome) {
      case UNCONFIRMED ->
          memory.warn(
              "task " + taskId + " of the same create was told to stop and was not seen to end");
      case FINISHED_FIRST ->
          memory.warn(
              "task " + taskId + " of the same create came to its end before it could be stopped");
      case STOPPED -> {}
    }
  }

  private void warnUnread(String what) {
    memory.warn(
        what
            + " with temporal_create_key "
            + memory.createKey()
            + " may be alive: the list of tasks could not be read");
  }
}
