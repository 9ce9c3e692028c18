package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.activities.BrowserTaskActivities.FindBrowserTasksInput;
import com.browseruse.temporal.workflows.StopOutcome;
import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks for what this run's create made. After an unclear create the API may commit a duplicate
 * late: it is looked for after some polls and at the end, and stopped.
 */
record DuplicateLookup(RunMemory memory, StopPhase stopPhase) {
  /** How many lookups follow an unclear create. */
  static final int LOOKUPS = 2;

  /** How long the API is given to finish a create whose response was lost. */
  static final Duration LATE_COMMIT = Duration.ofSeconds(15);

  /** How many polls to wait before the first lookup. */
  private static final int POLLS_BEFORE = 5;

  /** The first lookup is one of two, and must not hold up the run for long. */
  private static final Duration FIRST_BOUND = Duration.ofSeconds(90);

  /** No create is done so long after its response; a long run need not read what came later. */
  private static final Duration LATEST_COMMIT = Duration.ofMinutes(10);

  /** A lookup before a late create can have shown itself would be the only one until the end. */
  void afterPoll() {
    if (memory.duplicateLookups == LOOKUPS
        && memory.polls >= POLLS_BEFORE
        && timeUntilLateCommit().isZero()) {
      memory.duplicateLookups = LOOKUPS - 1;
      stopDuplicates(FIRST_BOUND);
    }
  }

  /** Nobody looks after this: a young run must not be quicker than a late create. */
  void atEnd() {
    if (memory.duplicateLookups == 0) {
      return;
    }
    memory.duplicateLookups = 0;
    Duration early = timeUntilLateCommit();
    if (!early.isZero()) {
      CancellableWaits.sleep(early, "wait until a late create must be listed");
    }
    if (!stopDuplicates(StopPhase.SEND_BOUND)) {
      memory.warn(
          "a second task with temporal_create_key "
              + memory.createKey()
              + " may be alive: the list of tasks could not be read");
    }
  }

  /** Gives the tasks of the create, oldest first; empty if the lookup did not work. */
  Optional<List<CreatedBrowserTask>> find(String summary, Duration bound) {
    Instant createdAt = memory.seen().createdAt();
    try {
      return Optional.of(
          ActivityStubs.within(bound, summary)
              .findBrowserTasks(
                  new FindBrowserTasksInput(
                      memory.createKey(),
                      memory.startedAt(),
                      createdAt == null ? null : createdAt.plus(LATEST_COMMIT)))
              .tasks());
    } catch (ActivityFailure e) {
      return Optional.empty();
    }
  }

  /** For a task of which the evidence does not speak. */
  void warnOf(String taskId) {
    memory.warn("task " + taskId + " of the same create was told to stop and was not seen to end");
  }

  private Duration timeUntilLateCommit() {
    Duration left = LATE_COMMIT.minus(memory.age(CancellableWaits.now()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Tells whether the lookup worked. */
  private boolean stopDuplicates(Duration bound) {
    Optional<List<CreatedBrowserTask>> found = find("look for a duplicate of the task", bound);
    for (CreatedBrowserTask task : found.orElse(List.of())) {
      if (!task.taskId().equals(memory.taskId())
          && stopPhase.stop(task.taskId(), "duplicate of the task").outcome()
              == StopOutcome.UNCONFIRMED) {
        warnOf(task.taskId());
      }
    }
    return found.isPresent();
  }
}
