package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskView;
import com.browseruse.temporal.activities.GetBrowserTaskInput;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTaskInput;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.internal.input.InputReader;
import com.browseruse.temporal.workflows.internal.json.ResultJson;
import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Turns the end of a run into its result or its failure; what the task has answered is never thrown
 * away.
 */
final class RunEnding {

  /** How long to try to fetch the answer of a task that has ended, whatever the deadline is. */
  private static final Duration FETCH_BOUND = Duration.ofMinutes(15);

  /** The same, if only the failure's detail or the memo is to hold it. */
  private static final Duration DETAIL_FETCH_BOUND = Duration.ofMinutes(1);

  /** How often to read again what says that a task is alive which was seen to have ended. */
  private static final int STALE_READS = 10;

  private static final Duration STALE_PAUSE = Duration.ofSeconds(2);

  private final BrowserTaskInput input;
  private final RunState state;
  private final Interrupts interrupts;
  private final Collecting collecting;

  RunEnding(BrowserTaskInput input, RunState state, Interrupts interrupts, Collecting collecting) {
    this.input = input;
    this.state = state;
    this.interrupts = interrupts;
    this.collecting = collecting;
  }

  /** The task has ended. */
  BrowserTaskResult finished() {
    Duration left = interrupts.timeLeft();
    Duration bound = left.compareTo(FETCH_BOUND) > 0 ? left : FETCH_BOUND;
    Optional<BrowserTaskView> view = interrupts.callUnlessCancelled(() -> fetch(bound));
    if (view.isEmpty()) {
      state.stop = state.stop == null ? StopOutcome.FINISHED_FIRST : state.stop;
      return interrupted(Interruption.CANCELLED);
    }
    return judged(result(view.get(), collecting.collect(view.get())), view.get());
  }

  /** The run has ended the task, or has found none. */
  BrowserTaskResult interrupted(Interruption reason) {
    if (reason == Interruption.STOP_REQUESTED) {
      return state.created == null ? judged(nothingMade(), null) : finished();
    }
    keepResult();
    switch (reason) {
      case CANCELLED:
        throw new CanceledFailure(reason.words());
      case OVER_BUDGET:
        throw Failures.of(
            FailureTypes.BUDGET_EXCEEDED,
            "the task has cost "
                + state.costUsd
                + " USD, which is more than maxCostUsd "
                + input.options().maxCostUsd().toPlainString(),
            state.facts());
      default:
        throw timedOut();
    }
  }

  private ApplicationFailure timedOut() {
    return Failures.of(
        FailureTypes.BROWSER_TASK_TIMED_OUT,
        "the run did not end within " + input.options().timeout() + paused(),
        state.facts());
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
    if (state.hasEnded() && cause.getRetryState() == RetryState.RETRY_STATE_TIMEOUT) {
      // The API was tried until the deadline, and longer.
      return timedOut();
    }
    boolean isAboutATask = state.created != null || state.stop != null;
    return isAboutATask ? Failures.from(cause, state.facts()) : Failures.from(cause);
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
    for (int reads = 0; ; reads++) {
      try {
        BrowserTaskView view = fetchOnce(bound);
        if (reads >= STALE_READS || !isStale(view)) {
          return view;
        }
      } catch (ActivityFailure e) {
        if (state.doubt.isGoneFor(e)) {
          throw e;
        }
      }
      Workflow.newTimer(STALE_PAUSE, Interrupts.summary("let the result show itself")).get();
    }
  }

  private boolean isStale(BrowserTaskView view) {
    return state.hasEnded() && !view.status().isTerminal();
  }

  private BrowserTaskView fetchOnce(Duration bound) {
    return RemoteCalls.readingWithin(bound, "fetch the result")
        .getBrowserTask(
            new GetBrowserTaskInput(state.taskId(), input.options().maxInlineOutput(), schema()));
  }

  private JsonNode schema() {
    Object schema = input.request().structuredOutput();
    return schema == null ? null : InputReader.writeFields(schema);
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
    TaskStatus status = isStale(view) ? state.status : view.status();
    if (TaskStatus.FINISHED.equals(status)) {
      return Boolean.TRUE.equals(view.isSuccess())
          ? BrowserTaskOutcome.SUCCEEDED
          : BrowserTaskOutcome.UNSUCCESSFUL;
    }
    return TaskStatus.FAILED.equals(status)
        ? BrowserTaskOutcome.FAILED
        : BrowserTaskOutcome.STOPPED;
  }

  private BrowserTaskResult result(BrowserTaskView view, Collected collected) {
    state.costUsd = view.costUsd() == null ? state.costUsd : view.costUsd();
    state.stepCount = view.stepCount();
    state.lastStep = view.lastStep();
    return new BrowserTaskResult(
        new ResultJson(
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
            collected.problems(),
            state.warnings));
  }

  private BrowserTaskResult nothingMade() {
    return new BrowserTaskResult(
        new ResultJson(
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
            List.of(),
            state.warnings));
  }
}
