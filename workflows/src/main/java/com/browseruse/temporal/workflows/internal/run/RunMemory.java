package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskView;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.task.UnclearRequests;
import com.browseruse.temporal.workflows.StopOutcome;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that a run remembers, and hands to itself when it continues as new; the main flow and the
 * handlers share it. What must be changed together is private. How far the run has come, and what
 * it shows of all this, is {@link RunState}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
final class RunMemory {
  private static final String NO_COST =
      "maxCostUsd is set, but the API has reported no cost that can be read: nobody has kept the"
          + " budget";

  @JsonProperty private @Nullable Instant startedAt;
  @JsonProperty private @Nullable Instant deadline;
  @JsonProperty private @Nullable String createKey;
  @JsonProperty private @Nullable CreatedBrowserTask created;
  @JsonProperty private @Nullable UnclearRequests unclear;
  @JsonProperty private int creates;
  @JsonProperty private @Nullable String createProblem;
  @JsonProperty private @Nullable Instant createdAt;
  @JsonProperty private @Nullable TaskStatus status;
  @JsonProperty private int stepCount;
  @JsonProperty private TaskSnapshot.@Nullable LastStep lastStep;
  @JsonProperty private @Nullable String costUsd;

  /** What became of the task that the run was to stop; null if it was to stop none. */
  @JsonProperty @Nullable StopOutcome stop;

  @JsonProperty private @Nullable Instant pausedSince;
  @JsonProperty private Duration pausedBefore = Duration.ZERO;

  @JsonProperty Warnings warnings = new Warnings();
  @JsonProperty int polls;
  @JsonProperty @Nullable String liveUrl;
  @JsonProperty @Nullable String publicShareUrl;

  /** Null if the last read of the task worked. */
  @JsonProperty @Nullable Outage outage;

  /** The API has accepted a pause, of which its status may say nothing. */
  @JsonProperty boolean pauseAccepted;

  /** Somebody has hinted that a poll is worth it, after the last poll began. */
  @JsonProperty boolean hint;

  @JsonIgnore final Refreshes refreshes = new Refreshes();

  /** What a hint had the run read of a task that has ended; null if it has read less. */
  @JsonIgnore @Nullable BrowserTaskView whole;

  /** Somebody asked for a graceful end. */
  @JsonProperty boolean stopRequested;

  // A run continues as new only while it watches, and no update is under way: none of these holds.
  @JsonIgnore private int controls;

  /** A pause or a resume is under way. */
  @JsonIgnore boolean controlling;

  /** When the last poll began; null before the first. */
  @JsonIgnore @Nullable Instant polledAt;

  /** The status word is unknown, but the task has a time at which it finished. */
  @JsonIgnore private boolean finished;

  @JsonIgnore boolean lookingUpLinks;

  /** For Jackson, and for a run whose input was refused. */
  RunMemory() {}

  static RunMemory begin(Instant now, Duration timeout) {
    RunMemory memory = new RunMemory();
    memory.startedAt = now;
    memory.deadline = now.plus(timeout);
    return memory;
  }

  /** Whether a run can go on from here. */
  boolean isComplete() {
    return startedAt != null
        && deadline != null
        && (createKey != null || isAttached())
        && (created == null || created.taskId() != null && createdAt != null);
  }

  Instant startedAt() {
    return Objects.requireNonNull(startedAt);
  }

  void endBy(Instant end) {
    deadline = end;
  }

  /** How long the run may take in all. */
  Duration timeout() {
    return Duration.between(startedAt(), deadline());
  }

  Instant deadline() {
    return Objects.requireNonNull(deadline);
  }

  /** Null if the input was refused. */
  @Nullable Instant deadlineOrNull() {
    return deadline;
  }

  String createKey() {
    return Objects.requireNonNull(createKey);
  }

  /** Keeps the key that the first attempt to create was sent with. */
  void recordCreateKey(Supplier<String> key) {
    createKey = createKey == null ? key.get() : createKey;
  }

  void created(CreatedBrowserTask task, Instant now) {
    created = task;
    createdAt = now;
    unclear = untilNow(task.unclear(), now);
    createProblem = null;
  }

  /** Takes over a task that exists, by what the caller has said. */
  void attach(String taskId, Instant now) {
    created = new CreatedBrowserTask(taskId, null, Task.Creation.ATTACHED, null);
    createdAt = now;
  }

  private boolean isAttached() {
    return created != null && created.creation() == Task.Creation.ATTACHED;
  }

  /** Whether the run was told of its task, and has yet to see that it exists. */
  boolean isUnseen() {
    return isAttached() && status == null;
  }

  /** Takes in what is unclear after an attempt to create which failed, and why it did. */
  void createFailed(@Nullable UnclearRequests stillUnclear, @Nullable String problem, Instant now) {
    creates++;
    unclear = untilNow(stillUnclear, now);
    createProblem = problem;
  }

  /** What a worker has told cannot have happened after it was told. */
  private static @Nullable UnclearRequests untilNow(
      @Nullable UnclearRequests unclear, Instant now) {
    return unclear == null || !unclear.last().isAfter(now)
        ? unclear
        : new UnclearRequests(unclear.first(), now, unclear.underWayUntil());
  }

  /** When requests to create were sent that may have made a task beside the one that is known. */
  @Nullable UnclearRequests unclear() {
    return unclear;
  }

  /** Nothing more is to be done about what is unclear. */
  void settled() {
    unclear = null;
  }

  /** How many attempts to create have failed. */
  int creates() {
    return creates;
  }

  /** Why the last attempt to create failed; null if none has, or if there is a task. */
  @Nullable String createProblem() {
    return createProblem;
  }

  /** Takes in a task that a create has made which failed. */
  void foundAfterFailedCreate(CreatedBrowserTask task) {
    created = task;
  }

  boolean hasTask() {
    return created != null;
  }

  CreatedBrowserTask task() {
    return Objects.requireNonNull(created);
  }

  String taskId() {
    return task().taskId();
  }

  @Nullable Instant createdAt() {
    return createdAt;
  }

  /** Of the task, by what the create told; of one that was taken over, since then. */
  Duration age(Instant now) {
    return Duration.between(Objects.requireNonNull(createdAt), now);
  }

  /** Takes in what was read; an end stays, since responses may arrive in another order. */
  void seen(TaskSnapshot seen) {
    if (!hasEnded()) {
      status = seen.status();
      finished = seen.hasEnded();
    }
    if (created != null && created.sessionId() == null && seen.sessionId() != null) {
      created =
          new CreatedBrowserTask(
              created.taskId(),
              seen.sessionId(),
              created.creation(),
              created.unclear(),
              created.watched());
    }
    stepCount = seen.stepCount() == null ? stepCount : seen.stepCount();
    lastStep = seen.lastStep() == null ? lastStep : seen.lastStep();
    cost(seen.costUsd());
    if (Boolean.TRUE.equals(seen.unmarked())
        && created != null
        && created.creation() == Task.Creation.CREATED) {
      warn(
          "the API does not show the markers of task "
              + created.taskId()
              + ": what a lost create has made cannot be found");
      // Nor can the watcher tell whose task it is.
      created =
          new CreatedBrowserTask(
              created.taskId(), created.sessionId(), created.creation(), created.unclear());
    }
  }

  /** Whether hints will tell when to poll, as long as the list that is watched has the task. */
  boolean isWatched() {
    return created != null
        && Boolean.TRUE.equals(created.watched())
        && (status == null
            || status.equals(TaskStatus.CREATED)
            || status.equals(TaskStatus.STARTED));
  }

  /** Whether there is a reason to poll at once. */
  boolean isPollWanted() {
    return hint || refreshes.isWanted();
  }

  /** Takes in what a pause or resume told that the API has accepted. */
  void controlled(Task.Action action, TaskSnapshot response) {
    seen(response);
    pauseAccepted = action == Task.Action.PAUSE;
    controls++;
    hint = true;
  }

  /** How many pauses and resumes were accepted: see {@link #polled}. */
  int controls() {
    return controls;
  }

  /** Takes in a poll; what it says of a pause is old if one was accepted, or ended, meanwhile. */
  void polled(TaskSnapshot seen, int controlsBefore) {
    TaskStatus before = status;
    seen(seen);
    if (controls != controlsBefore && !hasEnded()) {
      status = before;
    }
    polls++;
  }

  /** Takes in what was fetched at the end. */
  void fetched(BrowserTaskView view) {
    stepCount = view.stepCount();
    lastStep = view.lastStep();
    cost(view.costUsd());
  }

  /** Takes in that the task has ended, of which no read before this one told. */
  void ended(TaskStatus seen) {
    status = seen;
    finished = true;
  }

  static boolean hasEnded(BrowserTaskView view) {
    return view.status().isEnd(view.finishedAt());
  }

  private void cost(@Nullable String seen) {
    if (seen != null) {
      costUsd = seen;
      warnings.remove(NO_COST);
    }
  }

  /** A budget that nobody can keep is told of, once the API has had time to report a cost. */
  void noteMissingCost() {
    if (costUsd == null) {
      warn(NO_COST);
    }
  }

  /** As the last read told; null before the first. */
  @Nullable TaskStatus status() {
    return status;
  }

  int stepCount() {
    return stepCount;
  }

  TaskSnapshot.@Nullable LastStep lastStep() {
    return lastStep;
  }

  /** Null as long as the API has told none. */
  @Nullable String costUsd() {
    return costUsd;
  }

  boolean hasEnded() {
    return finished || status != null && status.isTerminal();
  }

  /** The API has no word for "paused" any more: a pause that it accepted counts as well. */
  boolean isPaused() {
    return pauseAccepted && !hasEnded() || TaskStatus.PAUSED.equals(status);
  }

  /** Takes note of whether the task is paused now. */
  void notePause(boolean isPaused, Instant now) {
    if (isPaused && pausedSince == null) {
      pausedSince = now;
    } else if (!isPaused && pausedSince != null) {
      pausedBefore = pausedFor(now);
      pausedSince = null;
    }
  }

  /** How long the task was paused, by what the run could see of it. */
  Duration pausedFor(Instant now) {
    return pausedSince == null
        ? pausedBefore
        : pausedBefore.plus(Duration.between(pausedSince, now));
  }

  /** Notes a sentence about what a person should look into. */
  void warn(String sentence) {
    warnings.add(sentence);
  }

  List<String> warnings() {
    return warnings.all();
  }
}
