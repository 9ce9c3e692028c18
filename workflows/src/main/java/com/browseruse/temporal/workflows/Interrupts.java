package com.browseruse.temporal.workflows;

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

/**
 * Waits that end early when the run must. The main flow runs detached from the workflow's
 * cancellation, so that a cancel, a stop and the deadline are the same kind of thing: a reason to
 * leave the wait, and then to clean up undisturbed.
 */
final class Interrupts {
  /**
   * Most attempts end within this time of their own accord, and need no cancel. It is shorter than
   * the wait before another attempt. The in-process Temporal server loses a run whose cancel of an
   * activity crosses the activity's answer.
   */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final CancellationScope workflow;
  private final RunState state;

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
    Workflow.newTimer(timeLeft(), summary("deadline of the run"));
  }

  Optional<Interruption> reason() {
    if (workflow.isCancelRequested()) {
      return Optional.of(Interruption.CANCELLED);
    }
    if (state.stopRequested) {
      return Optional.of(Interruption.STOP_REQUESTED);
    }
    // By the clock and not by the timer, which may fire a moment after another one of the same
    // instant.
    return now().isBefore(state.deadline) ? Optional.empty() : Optional.of(Interruption.TIMED_OUT);
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

  static Instant now() {
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
    CompletablePromise<T> answer = Workflow.newPromise();
    CancellationScope scope = start(activity, answer);
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
    CancellationScope scope = start(activity, answer);
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

  private <T> CancellationScope start(Functions.Func<T> activity, CompletablePromise<T> answer) {
    CancellationScope scope =
        Workflow.newCancellationScope(() -> answer.completeFrom(Async.function(activity)));
    scope.run();
    Workflow.await(() -> answer.isCompleted() || reason().isPresent());
    return scope;
  }

  static TimerOptions summary(String words) {
    return TimerOptions.newBuilder().setSummary(words).build();
  }
}
