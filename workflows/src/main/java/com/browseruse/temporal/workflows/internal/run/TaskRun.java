package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskStatus;
import com.browseruse.temporal.activities.GetBrowserTaskLinksInput;
import com.browseruse.temporal.activities.GetBrowserTaskStatusInput;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.BrowserTaskInput;
import com.browseruse.temporal.workflows.BrowserTaskOptions;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.ProgressMode;
import com.browseruse.temporal.workflows.StopOutcome;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * One run from its create to its end. Must run detached from the workflow's cancellation; see
 * {@link Interrupts}.
 */
final class TaskRun {

  /** A task may not be visible right after its create. */
  private static final Duration NOT_FOUND_GRACE = Duration.ofSeconds(30);

  /** After this many looks, a task without a live-view link is taken to have none. */
  private static final int LIVE_URL_LOOKS = 5;

  private final BrowserTaskOptions options;
  private final RunState state;
  private final Interrupts interrupts;
  private final TwinWatch twins;
  private final CreatePhase creation;
  private final RunEnding ending;
  private final Continuation continuation;
  private final WaitPolicy waits;
  private final CurrentDetails details;
  private final Random random = Workflow.newRandom();

  TaskRun(
      BrowserTaskInput input,
      RunState state,
      Interrupts interrupts,
      Continuation continuation,
      CurrentDetails details) {
    this.options = input.options();
    this.state = state;
    this.interrupts = interrupts;
    this.twins = new TwinWatch(state, new TaskStopper(StopActions.of(input)));
    this.creation = new CreatePhase(input, state, interrupts, twins);
    this.ending =
        new RunEnding(
            input,
            state,
            interrupts,
            new Collecting(options.collect(), state, interrupts, details));
    this.continuation = continuation;
    this.waits = new WaitPolicy(options.polling());
    this.details = details;
  }

  BrowserTaskResult execute() {
    try {
      details.show();
      Optional<Interruption> reason = state.created == null ? creation.create() : Optional.empty();
      if (reason.isEmpty()) {
        details.show();
        reason = watch();
        reason.ifPresent(this::stop);
      }
      twins.atEnd();
      return reason.isPresent() ? ending.interrupted(reason.get()) : ending.finished();
    } catch (ActivityFailure e) {
      if (state.hasEnded() && state.stop == null) {
        state.stop = StopOutcome.FINISHED_FIRST;
      } else if (state.created != null && state.stop == null) {
        stop(Interruption.FAILED);
      }
      twins.atEnd();
      throw ending.failed(e);
    }
  }

  /** Looks at the task until it has ended, or the run must. */
  private Optional<Interruption> watch() {
    while (!state.hasEnded()) {
      Optional<Interruption> reason = interrupts.reason();
      if (reason.isPresent()) {
        return reason;
      }
      state.notePause(Interrupts.now());
      continuation.continueIfLong(state);
      Duration age = Duration.between(state.createdAt, Interrupts.now());
      Duration wait = waits.next(age, interrupts.timeLeft(), random.nextDouble());
      interrupts.sleep(
          wait,
          String.format(
              Locale.ROOT, "poll %d in %.1f s", state.polls + 1, wait.toMillis() / 1000.0));
      if (interrupts.reason().isEmpty()) {
        look(age);
      }
      if (!state.hasEnded() && isOverBudget()) {
        return Optional.of(Interruption.OVER_BUDGET);
      }
    }
    return Optional.empty();
  }

  private void look(Duration age) {
    state.hint = false;
    boolean steps = options.progress() == ProgressMode.STEPS;
    GetBrowserTaskStatusInput input = new GetBrowserTaskStatusInput(state.taskId(), steps);
    try {
      Optional<BrowserTaskStatus> seen =
          interrupts.call(
              () -> RemoteCalls.patient("poll " + (state.polls + 1)).getBrowserTaskStatus(input));
      if (seen.isEmpty()) {
        return;
      }
      state.polls++;
      state.seen(seen.get());
      state.doubt.clear();
    } catch (ActivityFailure e) {
      boolean isYoung =
          Failures.hasType(e, FailureTypes.TASK_NOT_FOUND) && age.compareTo(NOT_FOUND_GRACE) <= 0;
      if (!isYoung && state.doubt.isGoneFor(e)) {
        throw e;
      }
      state.polls++;
    }
    state.notePause(Interrupts.now());
    lookForLiveUrl();
    details.show();
    twins.afterPoll();
  }

  private void lookForLiveUrl() {
    if (!options.exposeLiveUrl() || state.liveUrl != null || state.polls > LIVE_URL_LOOKS) {
      return;
    }
    try {
      GetBrowserTaskLinksInput input =
          new GetBrowserTaskLinksInput(state.taskId(), state.sessionId());
      interrupts
          .call(() -> RemoteCalls.patient("where can it be watched?").getBrowserTaskLinks(input))
          .ifPresent(
              links -> {
                state.liveUrl = links.liveUrl();
                state.publicShareUrl = links.publicShareUrl();
              });
    } catch (ActivityFailure e) {
      // A convenience: no reason to fail a run.
      return;
    }
  }

  private boolean isOverBudget() {
    return options.maxCostUsd() != null
        && state.costUsd != null
        && new BigDecimal(state.costUsd).compareTo(options.maxCostUsd()) > 0;
  }

  private void stop(Interruption why) {
    state.phase = BrowserTaskPhase.STOPPING;
    state.notePause(Interrupts.now());
    details.show();
    state.stop = twins.stop(state.taskId(), why);
    details.show();
  }
}
