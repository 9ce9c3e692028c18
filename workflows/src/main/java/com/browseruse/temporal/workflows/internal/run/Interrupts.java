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
 * Waits that end early when the run must. The main flow runs detached from the workflow's
 * cancellation, so that a cancel, a stop and the deadline are the same kind of thing: a reason to
 * leave the wait, and then to clean up undisturbed.
 */
public final class Interrupts {
  /**
   * Most attempts end within this time of their own accord, and need no cancel. It is shorter than
   * the wait before another attempt. The in-process Temporal server loses a run whose cancel of an
   * activity crosses the activity's answer.
   */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final CancellationScope workflow;
  private final RunState state;
  private Promise<Void> deadline;

  /**
   * Watches the workflow.
   *
   * @param workflow the scope that a cancel of the workflow reaches
   * @param state what the handlers write to
   */
  Interrupts(CancellationScope workflow, RunState state) {
    this.workflow = workflow;
    this.state = state;
  }

  /**
   * Starts the timer that wakes the run at its deadline. A workflow time-out would end the run
   * without any cleaning up.
   */
  void startDeadline() {
    deadline = Workflow.newTimer(timeLeft(), summary("deadline of the run"));
  }

  Optional<Interruption> reason() {
    if (workflow.isCancelRequested()) {
      return Optional.of(Interruption.CANCELLED);
    }
    if (state.stopRequested) {
      return Optional.of(Interruption.STOP_REQUESTED);
    }
    // The timer may fire a moment after another one of the same instant; and the clock of a server
    // that takes over may be a moment behind.
    boolean isOver = deadline.isCompleted() || !now().isBefore(state.deadline);
    return isOver ? Optional.of(Interruption.TIMED_OUT) : Optional.empty();
  }

  /**
   * Tells whether nobody waits for more than the result any longer: a stop leaves time to copy what
   * the task left.
   */
  boolean mustEnd() {
    return workflow.isCancelRequested() || timeLeft().isZero();
  }

  /** Why, in words. */
  String endWords() {
    return (workflow.isCancelRequested() ? Interruption.CANCELLED : Interruption.TIMED_OUT).words();
  }

  Duration timeLeft() {
    Duration left = Duration.between(now(), state.deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  public static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  /**
   * Waits until the time has passed, a hint came, or the run must end. The timer is cancelled when
   * it is not needed.
   */
  void sleep(Duration time, String summary) {
    if (time.compareTo(timeLeft()) >= 0) {
      // The timer of the deadline wakes the run: a second one of the same instant would be
      // cancelled as it fires.
      Workflow.await(() -> state.hint || reason().isPresent());
      return;
    }
    CancellationScope scope =
        Workflow.newCancellationScope(
            () -> {
              Promise<Void> timer = Workflow.newTimer(time, summary(summary));
              Workflow.await(() -> timer.isCompleted() || state.hint || reason().isPresent());
            });
    scope.run();
    scope.cancel();
  }

  /**
   * Calls an activity, and leaves it when the run must end.
   *
   * @return what it answered, or empty if it was left
   */
  <T> Optional<T> call(Functions.Func<T> activity) {
    return callUntil(activity, () -> reason().isPresent());
  }

  /**
   * Calls something that is worth waiting for beyond a stop and the deadline, and leaves it when
   * the run is cancelled.
   *
   * @return what it answered, or empty if it was left
   */
  <T> Optional<T> callUnlessCancelled(Functions.Func<T> activity) {
    return callUntil(activity, workflow::isCancelRequested);
  }

  private <T> Optional<T> callUntil(Functions.Func<T> activity, Supplier<Boolean> mustLeave) {
    CompletablePromise<T> answer = Workflow.newPromise();
    CancellationScope scope = start(activity, answer, mustLeave);
    if (answer.isCompleted()) {
      return Optional.of(answer.get());
    }
    // Nobody reads the answer any more, and Temporal warns of failures that nobody reads.
    answer.handle((ignored, failure) -> null);
    scope.cancel();
    return Optional.empty();
  }

  /**
   * Calls an activity, and asks it to end when the run must; but waits until it has.
   *
   * @return what it answered
   */
  <T> T callToTheEnd(Functions.Func<T> activity) {
    Instant calledAt = now();
    CompletablePromise<T> answer = Workflow.newPromise();
    CancellationScope scope = start(activity, answer, () -> reason().isPresent());
    // Workflow time moves between workflow tasks only: in the same one, the call has not left yet.
    boolean underWay = now().isAfter(calledAt);
    if (!answer.isCompleted() && underWay) {
      CancellationScope grace =
          Workflow.newCancellationScope(
              () -> {
                Promise<Void> timer = Workflow.newTimer(GRACE, summary("let the attempt end"));
                Workflow.await(() -> answer.isCompleted() || timer.isCompleted());
              });
      grace.run();
      grace.cancel();
    }
    if (!answer.isCompleted()) {
      scope.cancel();
    }
    return answer.get();
  }

  private static <T> CancellationScope start(
      Functions.Func<T> activity, CompletablePromise<T> answer, Supplier<Boolean> mustLeave) {
    CancellationScope scope =
        Workflow.newCancellationScope(() -> answer.completeFrom(Async.function(activity)));
    scope.run();
    Workflow.await(() -> answer.isCompleted() || mustLeave.get());
    return scope;
  }

  static TimerOptions summary(String words) {
    return TimerOptions.newBuilder().setSummary(words).build();
  }
}
