package com.browseruse.temporal.workflows;

import com.browseruse.temporal.activities.BrowserTaskView;
import com.browseruse.temporal.activities.FailureTypes;
import com.browseruse.temporal.activities.GetBrowserTaskInput;
import com.browseruse.temporal.task.TaskStatus;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;

/**
 * Turns the end of a run into its result or its failure; what the task has answered is never thrown
 * away.
 */
final class RunEnding {

  /** How long to try to fetch the answer of a task that has ended. */
  private static final Duration FETCH_BOUND = Duration.ofMinutes(15);

  /** The same, if only the failure's detail or the memo is to hold it. */
  private static final Duration DETAIL_FETCH_BOUND = Duration.ofMinutes(1);

  private final BrowserTaskInput input;
  private final RunState state;
  private final Collecting collecting;

  RunEnding(BrowserTaskInput input, RunState state, Collecting collecting) {
    this.input = input;
    this.state = state;
    this.collecting = collecting;
  }

  /** The task has ended. */
  BrowserTaskResult finished() {
    BrowserTaskView view = fetch(FETCH_BOUND);
    return judged(result(view, collecting.collect(view)), view);
  }

  /** The run has ended the task, or has found none. */
  BrowserTaskResult interrupted(Interruption reason) {
    if (reason == Interruption.STOP_REQUESTED) {
      return state.created == null ? judged(nothingMade(), null) : finished();
    }
    keepResult();
    switch (reason) {
      case CANCELLED:
        throw new io.temporal.failure.CanceledFailure(reason.words());
      case OVER_BUDGET:
        throw Failures.of(
            FailureTypes.BUDGET_EXCEEDED,
            "the task has cost "
                + state.costUsd
                + " USD, which is more than maxCostUsd "
                + input.options().maxCostUsd().toPlainString(),
            state.facts());
      default:
        throw Failures.of(
            FailureTypes.BROWSER_TASK_TIMED_OUT,
            "the run did not end within " + input.options().timeout() + paused(),
            state.facts());
    }
  }

  /** Time in which the agent rests counts against the deadline: who wonders is told. */
  private String paused() {
    Duration paused = state.pauseTime.until(Interrupts.now());
    return paused.isZero()
        ? ""
        : ", " + CurrentDetails.words(paused) + " of which the task was paused";
  }

  /** The run could not go on. */
  ApplicationFailure failed(ActivityFailure cause) {
    keepResult();
    return state.created == null ? Failures.from(cause) : Failures.from(cause, state.facts());
  }

  private void keepResult() {
    if (state.stop == StopOutcome.FINISHED_FIRST && state.created != null) {
      try {
        BrowserTaskView view = fetch(DETAIL_FETCH_BOUND);
        state.result = result(view, Collected.nothing(view));
      } catch (ActivityFailure e) {
        // The facts still name the task.
        return;
      }
    }
  }

  private BrowserTaskView fetch(Duration bound) {
    return RemoteCalls.within(bound, "fetch the result")
        .getBrowserTask(
            new GetBrowserTaskInput(
                state.taskId(),
                input.options().maxInlineOutput(),
                input.request().structuredOutput()));
  }

  private BrowserTaskResult judged(BrowserTaskResult result, BrowserTaskView view) {
    if (!input.options().failUnlessSuccessful()) {
      return result;
    }
    if (result.outcome() != BrowserTaskOutcome.SUCCEEDED) {
      throw Failures.of(
          FailureTypes.BROWSER_TASK_UNSUCCESSFUL,
          "the task ended with outcome " + result.outcome(),
          result);
    }
    if (input.request().structuredOutput() != null && result.structuredOutput() == null) {
      throw Failures.of(
          FailureTypes.STRUCTURED_OUTPUT_INVALID,
          "structuredOutput was asked for, but the output is "
              + (Boolean.TRUE.equals(view.structuredOutputLeftOut())
                  ? "longer than maxInlineOutput"
                  : "not JSON that follows the schema"),
          result);
    }
    return result;
  }

  private BrowserTaskOutcome outcome(BrowserTaskView view) {
    if (TaskStatus.FINISHED.equals(view.status())) {
      return Boolean.TRUE.equals(view.isSuccess())
          ? BrowserTaskOutcome.SUCCEEDED
          : BrowserTaskOutcome.UNSUCCESSFUL;
    }
    return TaskStatus.FAILED.equals(view.status())
        ? BrowserTaskOutcome.FAILED
        : BrowserTaskOutcome.STOPPED;
  }

  private BrowserTaskResult result(BrowserTaskView view, Collected collected) {
    state.costUsd = view.costUsd() == null ? state.costUsd : view.costUsd();
    state.stepCount = view.stepCount();
    state.lastStep = view.lastStep();
    return new BrowserTaskResult(
        view.taskId(),
        view.sessionId() == null ? state.sessionId() : view.sessionId(),
        outcome(view),
        view.output(),
        view.outputTruncated(),
        view.storedOutput() == null ? null : view.storedOutput().uri(),
        view.structuredOutput(),
        view.isSuccess(),
        view.judgeVerdict(),
        view.judgement(),
        state.costUsd,
        view.stepCount(),
        view.lastStep(),
        collected.files(),
        collected.logs(),
        view.createdAt(),
        view.startedAt(),
        view.finishedAt(),
        state.polls,
        state.created.creation(),
        state.stop,
        collected.problems());
  }

  private BrowserTaskResult nothingMade() {
    return new BrowserTaskResult(
        null,
        null,
        BrowserTaskOutcome.STOPPED,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        state.polls,
        null,
        state.stop,
        List.of());
  }
}
