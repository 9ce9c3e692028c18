package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskStatus;
import com.browseruse.temporal.activities.CreatedBrowserTask;
import com.browseruse.temporal.activities.FindBrowserTasksInput;
import com.browseruse.temporal.workflows.StopOutcome;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Looks for tasks that this run's create has made and nobody knows of: after a create that was
 * left, and, once a create was unclear, for a twin that the API committed after the last look.
 */
final class TwinWatch {

  /** How often a run looks for a twin after an unclear create: some polls later, and at its end. */
  private static final int LOOKS = 2;

  /** How many polls to wait before the first of these looks. */
  private static final int POLLS_BEFORE_LOOK = 5;

  /** A look while the run goes on is one of two, and must not hold it up for long. */
  private static final Duration BOUND = Duration.ofSeconds(90);

  /** How long a list is given to catch up. */
  private static final Duration LIST_LAG = Duration.ofSeconds(2);

  /** How long the API is given to finish a create whose answer was lost. */
  private static final Duration LATE_COMMIT = Duration.ofSeconds(15);

  /** No create is done so long after its answer; a long run need not read what came later. */
  private static final Duration LATEST_COMMIT = Duration.ofMinutes(10);

  private final RunState state;
  private final TaskStopper stopper;

  TwinWatch(RunState state, TaskStopper stopper) {
    this.state = state;
    this.stopper = stopper;
  }

  void created(CreatedBrowserTask created) {
    state.twinLooks = created.unclear() ? LOOKS : 0;
  }

  void afterPoll() {
    if (state.twinLooks == LOOKS && state.polls >= POLLS_BEFORE_LOOK && !isTooEarly()) {
      state.twinLooks--;
      stopTwins(BOUND);
    }
  }

  /** A look before a late create has shown itself would be the only one until the end. */
  private boolean isTooEarly() {
    return age().compareTo(LATE_COMMIT) < 0
        // Runs from before looked after five polls, however quick these were.
        && Workflow.getVersion("look-for-twins-later", Workflow.DEFAULT_VERSION, 1) >= 1;
  }

  private Duration age() {
    return Duration.between(state.createdAt, Interrupts.now());
  }

  void atEnd() {
    if (state.twinLooks > 0) {
      // After this look nobody looks any more: a young run must not be quicker than a late create.
      Duration age = age();
      if (age.compareTo(LATE_COMMIT) < 0) {
        Workflow.newTimer(
                LATE_COMMIT.minus(age), Interrupts.summary("let a late create show itself"))
            .get();
      }
      state.twinLooks = 0;
      if (!stopTwins(TaskStopper.SEND_BOUND)) {
        state.warnings.add(
            "a second task with temporal_create_key "
                + state.createKey
                + " may be alive: the list of tasks could not be read");
      }
    }
  }

  /**
   * Looks for what a create has made that ended without an answer, and again, since lists may lag.
   *
   * @param unclear whether the API may still be at work on it, so that one more, later look is
   *     worth it
   * @return the tasks, oldest first; empty if no look worked
   */
  Optional<List<CreatedBrowserTask>> findMade(boolean unclear) {
    Optional<List<CreatedBrowserTask>> found =
        find("what has the create made?", TaskStopper.SEND_BOUND);
    for (Duration pause : unclear ? List.of(LIST_LAG, LATE_COMMIT) : List.of(LIST_LAG)) {
      if (found.isEmpty() || !found.get().isEmpty()) {
        break;
      }
      Workflow.newTimer(pause, Interrupts.summary("let the list catch up")).get();
      found = find("what has the create made? once more", TaskStopper.SEND_BOUND);
    }
    return found;
  }

  StopOutcome stop(String taskId, Interruption why) {
    TaskStopper.Stopped stopped = stopper.stop(taskId, why);
    BrowserTaskStatus last = stopped.last();
    if (last != null && taskId.equals(state.taskId())) {
      state.seen(last);
    }
    return stopped.outcome();
  }

  /**
   * Stops every other task of the same create.
   *
   * @return whether the look worked
   */
  private boolean stopTwins(Duration bound) {
    Optional<List<CreatedBrowserTask>> found = find("is there a twin of the task?", bound);
    for (CreatedBrowserTask task : found.orElse(List.of())) {
      if (!task.taskId().equals(state.taskId())) {
        stopTwin(task.taskId());
      }
    }
    return found.isPresent();
  }

  private void stopTwin(String taskId) {
    TaskStopper.Stopped stopped = stopper.stop(taskId, Interruption.TWIN);
    if (stopped.outcome() == StopOutcome.UNCONFIRMED) {
      warnOf(taskId);
    }
  }

  /** For a task of which the facts do not speak. */
  void warnOf(String taskId) {
    String warning =
        "task " + taskId + " of the same create was told to stop and was not seen to end";
    if (!state.warnings.contains(warning)) {
      state.warnings.add(warning);
    }
  }

  private Optional<List<CreatedBrowserTask>> find(String summary, Duration bound) {
    try {
      return Optional.of(
          RemoteCalls.within(bound, summary)
              .findBrowserTasks(
                  new FindBrowserTasksInput(
                      state.createKey,
                      state.startedAt,
                      state.createdAt == null ? null : state.createdAt.plus(LATEST_COMMIT)))
              .tasks());
    } catch (ActivityFailure e) {
      return Optional.empty();
    }
  }
}
