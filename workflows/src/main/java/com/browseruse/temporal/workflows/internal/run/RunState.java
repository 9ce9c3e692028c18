package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskStatus;
import com.browseruse.temporal.activities.CreatedBrowserTask;
import com.browseruse.temporal.task.LastStep;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.internal.json.EvidenceJson;
import com.browseruse.temporal.workflows.internal.json.ProgressJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a run remembers. The main flow and the handlers share it; workflow code has one thread
 * at a time.
 */
final class RunState {
  Instant startedAt;
  Instant deadline;
  String createKey;
  CreatedBrowserTask created;
  Instant createdAt;
  int twinLooks;
  TaskStatus status;
  int stepCount;
  LastStep lastStep;
  String costUsd;
  String liveUrl;
  String publicShareUrl;
  int polls;
  boolean paused;
  final PauseTime pauseTime = new PauseTime();

  BrowserTaskPhase phase = BrowserTaskPhase.CREATING;
  StopOutcome stop;

  /** The task has ended, and what it left is being copied. */
  boolean collecting;

  BrowserTaskResult result;

  /** What a person should look into. */
  final List<String> warnings = new ArrayList<>();

  final Doubt doubt = new Doubt();

  /** Somebody hints that a look is worth it. */
  boolean hint;

  /** Somebody asked for a graceful end. */
  boolean stopRequested;

  void restore(RunCarry carry) {
    startedAt = carry.startedAt();
    deadline = carry.deadline();
    createKey = carry.createKey();
    created = carry.created();
    createdAt = carry.createdAt();
    twinLooks = carry.twinLooks();
    status = carry.status();
    stepCount = carry.stepCount();
    lastStep = carry.lastStep();
    costUsd = carry.costUsd();
    liveUrl = carry.liveUrl();
    polls = carry.polls();
    paused = carry.paused();
    publicShareUrl = carry.publicShareUrl();
    pauseTime.restore(carry.pausedFor());
    hint = carry.hint();
    if (carry.warnings() != null) {
      warnings.addAll(carry.warnings());
    }
    phase = running();
  }

  RunCarry carry(Instant now) {
    return new RunCarry(
        startedAt,
        deadline,
        createKey,
        created,
        createdAt,
        twinLooks,
        status,
        stepCount,
        lastStep,
        costUsd,
        liveUrl,
        polls,
        paused,
        publicShareUrl,
        pauseTime.until(now),
        hint,
        List.copyOf(warnings));
  }

  /** Takes note of whether the agent rests now. */
  void notePause(Instant now) {
    pauseTime.note(phase == BrowserTaskPhase.PAUSED, now);
  }

  boolean hasEnded() {
    return status != null && status.isTerminal();
  }

  String taskId() {
    return created == null ? null : created.taskId();
  }

  String sessionId() {
    return created == null ? null : created.sessionId();
  }

  /**
   * Takes in what a look has seen. What it did not see stays as it was, and so does an end: an
   * answer may arrive after a later one.
   */
  void seen(BrowserTaskStatus seen) {
    status = hasEnded() ? status : seen.status();
    stepCount = seen.stepCount() == null ? stepCount : seen.stepCount();
    lastStep = seen.lastStep() == null ? lastStep : seen.lastStep();
    costUsd = seen.costUsd() == null ? costUsd : seen.costUsd();
    showWhetherPaused();
  }

  /** Only while the task is left to itself: who stops it says so in the phase. */
  void showWhetherPaused() {
    if (phase == BrowserTaskPhase.RUNNING || phase == BrowserTaskPhase.PAUSED) {
      phase = running();
    }
  }

  /**
   * The API has no word for "paused" any more, so that a pause which it accepted counts as well.
   */
  BrowserTaskPhase running() {
    return paused && !hasEnded() || TaskStatus.PAUSED.equals(status)
        ? BrowserTaskPhase.PAUSED
        : BrowserTaskPhase.RUNNING;
  }

  BrowserTaskProgress progress() {
    return new BrowserTaskProgress(
        new ProgressJson(
            taskId(),
            sessionId(),
            status,
            stepCount,
            lastStep,
            costUsd,
            liveUrl,
            polls,
            deadline,
            phase,
            stop,
            createdAt,
            result,
            publicShareUrl));
  }

  BrowserTaskEvidence facts() {
    return new BrowserTaskEvidence(
        new EvidenceJson(taskId(), sessionId(), status, costUsd, stop, result, warnings));
  }
}
