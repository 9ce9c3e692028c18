package com.browseruse.temporal.workflows.internal.run;

import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits that end early when the run must. The main flow is detached from the workflow's
 * cancellation: cancel, stop and deadline are reasons to leave a wait, and to clean up undisturbed.
 */
public final class CancellableWaits {
  /**
   * Most attempts end within this time of their own accord, and need no cancel. It is shorter than
   * the wait before another attempt. The in-process Temporal server loses a run whose cancel of an
   * activity crosses the activity's completion.
   */
  private static final Duration ATTEMPT_GRACE = Duration.ofSeconds(1);

  /** Hints make a run look this often at most: anybody can send any number of them. */
  private static final Duration HINT_PACE = Duration.ofSeconds(1);

  private final CancellationScope workflow;
  private final RunMemory memory;
  private final Promise<Void> deadline;

  /** Starts the deadline's timer: a workflow time-out would end the run without cleaning up. */
  CancellableWaits(CancellationScope workflow, RunMemory memory) {
    this.workflow = workflow;
    this.memory = memory;
    this.deadline = Workflow.newTimer(timeLeft(), summary("deadline of the run"));
    ignoreFailure(deadline);
  }

  public static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  /** Why the run must end; empty as long as it may go on. */
  Optional<EndReason> endReason() {
    if (isCancelled()) {
      return Optional.of(EndReason.CANCELLED);
    }
    if (memory.stopRequested) {
      return Optional.of(EndReason.STOP_REQUESTED);
    }
    // The timer may fire a moment after another one of the same instant; and the clock of a server
    // that takes over may be a moment behind.
    boolean isOver = deadline.isCompleted() || !now().isBefore(memory.deadline());
    return isOver ? Optional.of(EndReason.TIMED_OUT) : Optional.empty();
  }

  boolean isCancelled() {
    return workflow.isCancelRequested();
  }

  Duration timeLeft() {
    Duration left = Duration.between(now(), memory.deadline());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Waits whatever happens. */
  static void sleep(Duration time, String summary) {
    Workflow.newTimer(time, summary(summary)).get();
  }

  /** Waits until the time has passed, a poll is wanted and not too early, or the run must end. */
  void sleepUntilHint(Duration time, String summary) {
    Instant end = now().plus(time);
    sleepUnlessOver(memory::isPollWanted, time, summary);
    if (memory.isPollWanted() && memory.polledAt != null) {
      Instant early = memory.polledAt.plus(HINT_PACE);
      Duration rest = Duration.between(now(), early.isBefore(end) ? early : end);
      if (!rest.isNegative() && !rest.isZero()) {
        sleepUntilEnd(rest, summary);
      }
    }
  }

  /** Waits until the time has passed or the run must end, whatever hints there are. */
  void sleepUntilEnd(Duration time, String summary) {
    sleepUnlessOver(() -> false, time, summary);
  }

  private void sleepUnlessOver(Supplier<Boolean> isEnough, Duration time, String summary) {
    Supplier<Boolean> isOver = () -> isEnough.get() || endReason().isPresent();
    if (time.compareTo(timeLeft()) >= 0) {
      // The timer of the deadline wakes the run: a second one of the same instant would be
      // cancelled as it fires.
      Workflow.await(isOver);
    } else {
      sleepUnless(isOver, time, summary);
    }
  }

  /** Waits until the time has passed, or it is enough. */
  public static void sleepUnless(Supplier<Boolean> isEnough, Duration time, String summary) {
    CancellationScope scope =
        Workflow.newCancellationScope(
            () -> {
              Promise<Void> timer = Workflow.newTimer(time, summary(summary));
              ignoreFailure(timer);
              Workflow.await(() -> timer.isCompleted() || isEnough.get());
            });
    scope.run();
    scope.cancel();
  }

  /** Calls an activity, and leaves it, empty, when the run must end. */
  <T> Optional<T> call(Functions.Func<T> activity) {
    return callUntil(activity, () -> endReason().isPresent());
  }

  /**
   * The same for a poll, which may wait behind thousands of others for its turn: who is told to
   * look now does not wait for it. Empty, too, if a hint has come that it did not answer in a
   * second.
   */
  <T> Optional<T> callUntilHint(Functions.Func<T> poll) {
    CompletablePromise<T> response = Workflow.newPromise();
    CancellationScope scope = start(poll, response, () -> endReason().isPresent() || memory.hint);
    if (!response.isCompleted() && endReason().isEmpty()) {
      sleepUnlessOver(response::isCompleted, HINT_PACE, "give the poll a moment to end");
    }
    return leave(scope, response);
  }

  /** The same for a call that is worth waiting for beyond a stop and the deadline. */
  <T> Optional<T> callUnlessCancelled(Functions.Func<T> activity) {
    return callUntil(activity, this::isCancelled);
  }

  private <T> Optional<T> callUntil(Functions.Func<T> activity, Supplier<Boolean> mustLeave) {
    CompletablePromise<T> response = Workflow.newPromise();
    return leave(start(activity, response, mustLeave), response);
  }

  private static <T> Optional<T> leave(CancellationScope scope, CompletablePromise<T> response) {
    if (response.isCompleted()) {
      return Optional.of(response.get());
    }
    ignoreFailure(response);
    scope.cancel();
    return Optional.empty();
  }

  /** Calls an activity, and asks it to end when the run must; but waits until it has. */
  <T> T callToTheEnd(Functions.Func<T> activity) {
    return callToTheEnd(activity, () -> endReason().isPresent());
  }

  /** The same, unless something that is not the end of a run must end it. */
  public static <T> T callToTheEnd(Functions.Func<T> activity, Supplier<Boolean> mustEnd) {
    Instant calledAt = now();
    CompletablePromise<T> response = Workflow.newPromise();
    CancellationScope scope = start(activity, response, mustEnd);
    // Workflow time moves between workflow tasks only: in the same one, the call has not left yet.
    boolean isUnderWay = now().isAfter(calledAt);
    if (!response.isCompleted() && isUnderWay) {
      sleepUnless(response::isCompleted, ATTEMPT_GRACE, "give the attempt a moment to end");
    }
    if (!response.isCompleted()) {
      scope.cancel();
    }
    return response.get();
  }

  private static <T> CancellationScope start(
      Functions.Func<T> activity, CompletablePromise<T> response, Supplier<Boolean> mustLeave) {
    CancellationScope scope =
        Workflow.newCancellationScope(() -> response.completeFrom(Async.function(activity)));
    scope.run();
    Workflow.await(() -> response.isCompleted() || mustLeave.get());
    return scope;
  }

  /** For a promise that nobody reads once it is cancelled: Temporal warns of unread failures. */
  public static void ignoreFailure(Promise<?> promise) {
    promise.handle((ignored, failure) -> null);
  }

  public static TimerOptions summary(String summary) {
    return TimerOptions.newBuilder().setSummary(summary).build();
  }
}
