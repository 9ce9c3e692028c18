package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskView;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.internal.json.RunJson;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come and how it ends, and what it shows of that and of its memory: progress,
 * evidence, memo. Its own fields are not carried, since a run that ends does not continue as new.
 */
final class RunState {
  final RunMemory memory;

  boolean collecting;
  boolean done;

  /** Why the run is stopping, and how it ended once it has. */
  @Nullable String ending;

  /** What the task answered, where Temporal drops it. */
  @Nullable BrowserTaskResult result;

  private boolean stopping;

  /** The run ends, and was told not to stop its task. */
  private boolean leftAlone;

  RunState(RunMemory memory) {
    this.memory = memory;
  }

  BrowserTaskPhase phase() {
    if (done) {
      return BrowserTaskPhase.DONE;
    }
    if (stopping) {
      return BrowserTaskPhase.STOPPING;
    }
    if (!memory.hasTask()) {
      return BrowserTaskPhase.CREATING;
    }
    return memory.isPaused() ? BrowserTaskPhase.PAUSED : BrowserTaskPhase.RUNNING;
  }

  /** Whether the next poll is a matter of seconds, if somebody wants one. */
  boolean canPoll() {
    BrowserTaskPhase phase = phase();
    return (phase == BrowserTaskPhase.RUNNING || phase == BrowserTaskPhase.PAUSED)
        && !memory.hasEnded()
        && (memory.outage == null || !memory.outage.mustWait(CancellableWaits.now()));
  }

  /** Takes note of whether the task is paused now; one that is being stopped is not. */
  void notePause(Instant now) {
    memory.notePause(phase() == BrowserTaskPhase.PAUSED, now);
  }

  void stopping(EndReason why, Instant now) {
    stopping = true;
    ending = why.text;
    notePause(now);
  }

  void stopped(StopOutcome outcome, @Nullable TaskSnapshot last) {
    memory.stop = outcome;
    if (last != null) {
      memory.seen(last);
    }
    String alive = notSeenToEnd();
    if (alive != null) {
      memory.warnings.addFirst(alive);
    }
  }

  /** Takes note that the run ends, and that its task may go on. */
  void leaveAlone() {
    leftAlone = true;
    memory.warnings.addFirst(Objects.requireNonNull(notSeenToEnd()));
  }

  /** Takes note that nothing was to be stopped, since the task had ended by itself. */
  void endedByItself() {
    if (memory.stop == null && !leftAlone) {
      stopped(StopOutcome.FINISHED_FIRST, null);
    }
  }

  /** Takes in what was fetched at the end. */
  void fetched(BrowserTaskView view) {
    String alive = notSeenToEnd();
    if (alive != null && RunMemory.hasEnded(view)) {
      // At last.
      memory.warnings.remove(alive);
      memory.ended(view.status());
      memory.stop = leftAlone ? null : StopPhase.outcome(view.status());
    }
    memory.fetched(view);
  }

  /** Names the task if the run is over, or about to be, and the task may be alive; else null. */
  @Nullable String notSeenToEnd() {
    if (!memory.hasTask() || memory.hasEnded()) {
      return null;
    }
    if (leftAlone) {
      return "task "
          + memory.taskId()
          + " was left alone, since stopOnCancel is false: it may go on, and bill";
    }
    return memory.stop == StopOutcome.UNCONFIRMED
        ? "task " + memory.taskId() + " was told to stop and was not seen to end: it may still bill"
        : null;
  }

  BrowserTaskProgress progress() {
    return new BrowserTaskProgress(json());
  }

  RunJson.Progress json() {
    return new RunJson.Progress(
        taskId(),
        sessionId(),
        memory.status(),
        memory.stepCount(),
        memory.lastStep(),
        memory.costUsd(),
        memory.liveUrl,
        memory.polls,
        memory.deadlineOrNull(),
        phase(),
        memory.stop,
        memory.createdAt(),
        result,
        memory.publicShareUrl,
        memory.createProblem(),
        memory.warnings());
  }

  /** What is known of the task, for whoever catches the failure of the run. */
  BrowserTaskEvidence evidence() {
    return evidence(memory.warnings(), result);
  }

  /** The same for the memo, which lists of runs carry: without the result, and short. */
  BrowserTaskEvidence memo() {
    return evidence(memory.warnings.forMemo(), null);
  }

  private BrowserTaskEvidence evidence(List<String> warnings, @Nullable BrowserTaskResult result) {
    return new BrowserTaskEvidence(
        new RunJson.Evidence(
            taskId(),
            sessionId(),
            memory.status(),
            memory.costUsd(),
            memory.stop,
            warnings,
            result));
  }

  private @Nullable String taskId() {
    return memory.hasTask() ? memory.taskId() : null;
  }

  private @Nullable String sessionId() {
    return memory.hasTask() ? memory.task().sessionId() : null;
  }
}
