package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskLinks;
import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskStatusInput;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.workflows.BrowserTaskOptions;
import com.browseruse.temporal.workflows.ProgressMode;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Polls the task until it has ended, or the run must. */
record WatchPhase(
    BrowserTaskOptions options,
    RunMemory memory,
    CancellableWaits waits,
    DuplicateLookup duplicates,
    CurrentDetails details) {
  /** A task may not be visible right after its create. */
  private static final Duration NOT_FOUND_GRACE = Duration.ofSeconds(30);

  /** After this many polls, a task without a live-view link is taken to have none. */
  private static final int LIVE_URL_POLLS = 5;

  /** Says why the run must end; empty if the task has ended. Throws if reads fail for good. */
  Optional<EndReason> watch(Runnable continueAsNew) {
    WaitPolicy policy = new WaitPolicy(options.polling());
    Random random = Workflow.newRandom();
    while (!memory.hasEnded()) {
      Optional<EndReason> reason = waits.endReason();
      if (reason.isPresent()) {
        return reason;
      }
      memory.notePause(CancellableWaits.now());
      continueAsNew.run();
      Duration age = memory.age(CancellableWaits.now());
      Duration wait = policy.next(age, waits.timeLeft(), random.nextDouble());
      waits.sleepUntilHint(
          wait,
          String.format(
              Locale.ROOT, "poll %d in %.1f s", memory.polls + 1, wait.toMillis() / 1000.0));
      if (waits.endReason().isEmpty()) {
        poll(age);
      }
      if (!memory.hasEnded() && isOverBudget()) {
        return Optional.of(EndReason.OVER_BUDGET);
      }
    }
    return Optional.empty();
  }

  /** The age is that before the wait. */
  private void poll(Duration age) {
    memory.hint = false;
    memory.polledAt = CancellableWaits.now();
    int controls = memory.controls();
    GetBrowserTaskStatusInput input =
        new GetBrowserTaskStatusInput(memory.taskId(), options.progress() == ProgressMode.STEPS);
    try {
      Optional<TaskSnapshot> seen =
          waits.call(
              () -> ActivityStubs.read("poll " + (memory.polls + 1)).getBrowserTaskStatus(input));
      if (seen.isEmpty()) {
        return;
      }
      memory.polled(seen.get(), controls);
      memory.deniedSince = null;
    } catch (ActivityFailure e) {
      boolean isYoung =
          Failures.hasType(e, FailureTypes.TASK_NOT_FOUND) && age.compareTo(NOT_FOUND_GRACE) <= 0;
      if (!isYoung && Failures.isFinal(e, memory)) {
        throw e;
      }
      memory.polls++;
    }
    memory.notePause(CancellableWaits.now());
    lookUpLinks();
    details.show();
    duplicates.afterPoll();
  }

  private void lookUpLinks() {
    if (!options.exposeLiveUrl() || memory.liveUrl != null || memory.polls > LIVE_URL_POLLS) {
      return;
    }
    Task.Ref input = new Task.Ref(memory.taskId(), memory.task().sessionId());
    try {
      Optional<BrowserTaskLinks> links =
          waits.call(
              () -> ActivityStubs.read("look up the live-view link").getBrowserTaskLinks(input));
      links.ifPresent(
          found -> {
            memory.liveUrl = found.liveUrl();
            memory.publicShareUrl = found.publicShareUrl();
          });
    } catch (ActivityFailure e) {
      // A convenience: no reason to fail a run.
      return;
    }
  }

  private boolean isOverBudget() {
    String cost = memory.seen().costUsd();
    return options.maxCostUsd() != null
        && cost != null
        && new BigDecimal(cost).compareTo(options.maxCostUsd()) > 0;
  }
}
