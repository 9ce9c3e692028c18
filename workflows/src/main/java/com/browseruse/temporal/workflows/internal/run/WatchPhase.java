package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskView;
import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskStatusInput;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOptions;
import com.browseruse.temporal.workflows.ProgressMode;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Polls the task until it has ended, or the run must. */
final class WatchPhase {
  /** For a look-up that is a convenience. */
  private static final Duration LIVE_URL_BOUND = Duration.ofSeconds(15);

  /** After this many polls, a task without a live-view link is taken to have none. */
  private static final int LIVE_URL_POLLS = 5;

  /** After so many polls, a task without a cost is taken to tell none. */
  private static final int POLLS_WITHOUT_COST = 10;

  private final BrowserTask task;
  private final RunState state;
  private final RunMemory memory;
  private final CancellableWaits waits;
  private final CurrentDetails details;

  WatchPhase(BrowserTask task, RunState state, CancellableWaits waits, CurrentDetails details) {
    this.task = task;
    this.state = state;
    this.memory = state.memory;
    this.waits = waits;
    this.details = details;
  }

  /** Says why the run must end; empty if the task has ended. Throws if the task is gone. */
  Optional<EndReason> watch(Runnable continueAsNew) {
    WaitPolicy policy = new WaitPolicy(options().polling());
    Random random = Workflow.newRandom();
    while (!memory.hasEnded()) {
      Optional<EndReason> reason = waits.endReason();
      if (reason.isPresent()) {
        return reason;
      }
      state.notePause(CancellableWaits.now());
      memory.refreshes.release();
      continueAsNew.run();
      if (!memory.isUnseen() || memory.outage != null) {
        sleep(policy, random.nextDouble());
      }
      if (waits.endReason().isEmpty()) {
        poll();
      }
      if (!memory.hasEnded() && isOverBudget()) {
        return Optional.of(EndReason.OVER_BUDGET);
      }
    }
    return Optional.empty();
  }

  private void sleep(WaitPolicy policy, double chance) {
    Instant now = CancellableWaits.now();
    Outage outage = memory.outage;
    boolean hinted = outage == null && waitsForHints();
    Duration wait =
        hinted
            ? WaitPolicy.backStop(memory.age(now), waits.timeLeft())
            : outage == null
                ? policy.next(memory.age(now), waits.timeLeft(), chance)
                : outage.pause(now, waits.timeLeft(), chance);
    String summary =
        hinted
            ? "poll " + (memory.polls + 1) + " at a hint, or in " + Words.time(wait)
            : String.format(
                Locale.ROOT, "poll %d in %.1f s", memory.polls + 1, wait.toMillis() / 1000.0);
    if (outage != null && outage.mustWait(now)) {
      waits.sleepUntilEnd(wait, summary + ", as the API asks");
    } else {
      waits.sleepUntilHint(wait, summary);
    }
  }

  private BrowserTaskOptions options() {
    return task.options();
  }

  /**
   * A caller who sets when to poll, or what the task may cost, has the run poll all the same: the
   * watcher tells when a task has ended, and nothing else. So does a live-view link to be found.
   */
  private boolean waitsForHints() {
    return memory.isWatched()
        && options().maxCostUsd() == null
        && new WaitPolicy(options().polling()).isDefault()
        && (!options().exposeLiveUrl() || memory.liveUrl != null || memory.polls >= LIVE_URL_POLLS);
  }

  private void poll() {
    try {
      pollOnce();
    } finally {
      memory.refreshes.pollEnds();
    }
  }

  /**
   * Of a task that has ended by a hint, the status and the result are one call. A hint that comes
   * while a poll is under way, or waits for its turn, has the task read so once more.
   */
  private Optional<TaskSnapshot> read() {
    boolean hinted = memory.hint;
    Optional<TaskSnapshot> seen = readOnce();
    return seen.isEmpty() && !hinted && memory.hint && waits.endReason().isEmpty()
        ? readOnce()
        : seen;
  }

  private Optional<TaskSnapshot> readOnce() {
    String summary = "poll " + (memory.polls + 1);
    boolean canBeHinted = memory.isWatched() && memory.outage == null;
    boolean whole = canBeHinted && memory.hint;
    boolean awaited = memory.refreshes.isWanted();
    boolean steps = awaited || readsSteps();
    memory.hint = false;
    memory.polledAt = CancellableWaits.now();
    memory.refreshes.pollBegins();
    if (!whole) {
      Optional<TaskSnapshot> watched = awaited ? Optional.empty() : lastSeenByWatcher(summary);
      if (watched.isPresent()) {
        return watched;
      }
      GetBrowserTaskStatusInput input = new GetBrowserTaskStatusInput(memory.taskId(), steps);
      Functions.Func<TaskSnapshot> poll =
          () -> ActivityStubs.poll(summary, awaited).getBrowserTaskStatus(input);
      return canBeHinted ? waits.callUntilHint(poll) : waits.call(poll);
    }
    GetBrowserTaskInput input = ResultPhase.fetchInput(task, memory);
    Optional<BrowserTaskView> view =
        waits.call(() -> ActivityStubs.pollWhole(summary + ", as hinted", input));
    memory.whole = view.filter(RunMemory::hasEnded).orElse(null);
    return view.map(
        read ->
            new TaskSnapshot(
                read.taskId(),
                read.status(),
                read.stepCount(),
                read.lastStep(),
                read.costUsd(),
                read.finishedAt(),
                null,
                read.sessionId()));
  }

  /**
   * A back-stop that nobody waits for: it is enough that the watcher has the task on its list.
   * Where another worker has the watcher, the API tells.
   */
  private Optional<TaskSnapshot> lastSeenByWatcher(String summary) {
    if (memory.isUnseen() || memory.outage != null || !waitsForHints()) {
      return Optional.empty();
    }
    try {
      Task.Ref task = Task.Ref.of(memory.taskId());
      return Optional.ofNullable(ActivityStubs.local(summary).getWatchedBrowserTask(task));
    } catch (ActivityFailure e) {
      return Optional.empty();
    }
  }

  private void pollOnce() {
    int controls = memory.controls();
    try {
      Optional<TaskSnapshot> seen = read();
      if (seen.isEmpty()) {
        return;
      }
      memory.polled(seen.get(), controls);
      memory.outage = null;
    } catch (ActivityFailure e) {
      if (memory.isUnseen() && Failures.isFinal(e)) {
        // Nothing was taken over yet.
        throw e;
      }
      Instant now = CancellableWaits.now();
      memory.outage = Outage.after(memory.outage, e, now);
      if (memory.outage.isTaskGone(now, Outage.GONE_GRACE)) {
        throw e;
      }
      memory.polls++;
    }
    state.notePause(CancellableWaits.now());
    if (options().maxCostUsd() != null && memory.polls >= POLLS_WITHOUT_COST) {
      memory.noteMissingCost();
    }
    lookUpLinks();
    details.show();
  }

  /**
   * One of two routes may be out of order: in an outage both are tried in turn. Only the whole task
   * tells its session, and whether it has the markers by which the watcher knows it.
   */
  private boolean readsSteps() {
    boolean usual =
        memory.isUnseen()
            || memory.isWatched() && memory.polls == 0
            || options().progress() == ProgressMode.STEPS && !waitsForHints();
    return memory.outage != null && memory.polls % 2 == 1 ? !usual : usual;
  }

  /** Beside the polls: a convenience must not delay them, nor fail the run. */
  private void lookUpLinks() {
    if (!options().exposeLiveUrl()
        || memory.hasEnded()
        || memory.liveUrl != null
        || memory.lookingUpLinks
        || memory.polls > LIVE_URL_POLLS) {
      return;
    }
    memory.lookingUpLinks = true;
    Task.Ref input = new Task.Ref(memory.taskId(), memory.task().sessionId());
    Async.function(
            () ->
                ActivityStubs.readWithin(LIVE_URL_BOUND, "look up the live-view link")
                    .getBrowserTaskLinks(input))
        .handle(
            (found, failure) -> {
              memory.lookingUpLinks = false;
              if (found != null) {
                memory.liveUrl = found.liveUrl();
                memory.publicShareUrl = found.publicShareUrl();
                details.show();
              }
              return null;
            });
  }

  private boolean isOverBudget() {
    String cost = memory.costUsd();
    return options().maxCostUsd() != null
        && cost != null
        && new BigDecimal(cost).compareTo(options().maxCostUsd()) > 0;
  }
}
