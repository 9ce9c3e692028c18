package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskView;
import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskInput;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.internal.json.PlainJson;
import com.browseruse.temporal.workflows.internal.json.RunJson;
import com.browseruse.temporal.workflows.internal.run.CollectPhase.Collected;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a run's end into its result or failure; an answer of the task is never thrown away. */
record ResultPhase(
    BrowserTask input, RunMemory memory, CancellableWaits waits, CollectPhase collectPhase) {
  /** How long to try to fetch the answer of a task that has ended, whatever the deadline is. */
  private static final Duration FETCH_BOUND = Duration.ofMinutes(15);

  /** The same, if only the failure's detail or the memo is to hold it. */
  private static final Duration DETAIL_FETCH_BOUND = Duration.ofMinutes(1);

  /** How often to read again what says that a task is alive which was seen to have ended. */
  private static final int STALE_READS = 10;

  private static final Duration STALE_PAUSE = Duration.ofSeconds(2);

  /** The task has ended. */
  BrowserTaskResult finished() {
    Duration left = waits.timeLeft();
    Duration bound = left.compareTo(FETCH_BOUND) > 0 ? left : FETCH_BOUND;
    Optional<BrowserTaskView> view = waits.callUnlessCancelled(() -> fetch(bound));
    if (view.isEmpty()) {
      if (memory.seen().stop() == null) {
        memory.stopped(StopOutcome.FINISHED_FIRST, null);
      }
      return ended(EndReason.CANCELLED);
    }
    return judged(result(view.get(), collectPhase.collect(view.get())), view.get());
  }

  /** The run has ended the task, or has found none. */
  BrowserTaskResult ended(EndReason reason) {
    if (reason == EndReason.STOP_REQUESTED) {
      return memory.hasTask() ? finished() : judged(resultOfNoTask(), null);
    }
    keepResult();
    switch (reason) {
      case CANCELLED:
        throw new CanceledFailure(reason.text);
      case OVER_BUDGET:
        throw Failures.of(
            FailureTypes.BUDGET_EXCEEDED,
            "the task has cost "
                + memory.seen().costUsd()
                + " USD, which is more than maxCostUsd "
                + Objects.requireNonNull(input.options().maxCostUsd()).toPlainString(),
            memory.evidence());
      default:
        throw timedOut();
    }
  }

  /** The run could not go on. */
  ApplicationFailure failed(ActivityFailure cause) {
    keepResult();
    if (memory.hasEnded() && cause.getRetryState() == RetryState.RETRY_STATE_TIMEOUT) {
      // The API was tried until the deadline, and longer.
      return timedOut();
    }
    return Failures.from(cause, memory.evidence());
  }

  /** Time in which the task was paused counts against the deadline: who wonders is told. */
  private ApplicationFailure timedOut() {
    Duration paused = memory.pausedFor(CancellableWaits.now());
    return Failures.of(
        FailureTypes.BROWSER_TASK_TIMED_OUT,
        "the run did not end within "
            + input.options().timeout()
            + (paused.isZero()
                ? ""
                : ", " + CurrentDetails.words(paused) + " of which the task was paused"),
        memory.evidence());
  }

  private void keepResult() {
    if (memory.seen().stop() == StopOutcome.FINISHED_FIRST && memory.hasTask()) {
      try {
        BrowserTaskView view = fetch(DETAIL_FETCH_BOUND);
        memory.result = result(view, collectPhase.nothing(view));
      } catch (ActivityFailure e) {
        // The evidence still names the task.
        return;
      }
    }
  }

  private BrowserTaskView fetch(Duration bound) {
    GetBrowserTaskInput task =
        new GetBrowserTaskInput(
            memory.taskId(), input.options().maxInlineOutput(), input.request().structuredOutput());
    for (int reads = 0; ; reads++) {
      try {
        BrowserTaskView view = ActivityStubs.fetchWithin(bound, "fetch the result", task);
        if (reads >= STALE_READS || !isStale(view)) {
          return view;
        }
      } catch (ActivityFailure e) {
        if (Failures.isFinal(e, memory)) {
          throw e;
        }
      }
      CancellableWaits.sleep(STALE_PAUSE, "wait until the result is up to date");
    }
  }

  private boolean isStale(BrowserTaskView view) {
    return memory.hasEnded() && !view.status().isTerminal();
  }

  private BrowserTaskResult judged(BrowserTaskResult result, @Nullable BrowserTaskView view) {
    if (!input.options().failUnlessSuccessful()) {
      return result;
    }
    if (result.outcome() != BrowserTaskOutcome.SUCCEEDED) {
      memory.result = result;
      throw Failures.of(
          FailureTypes.BROWSER_TASK_UNSUCCESSFUL,
          "the task ended with outcome " + result.outcome(),
          memory.evidence());
    }
    if (input.request().structuredOutput() != null && result.structuredOutput() == null) {
      memory.result = result;
      throw Failures.of(
          FailureTypes.STRUCTURED_OUTPUT_INVALID,
          view == null || view.structuredOutputProblem() == null
              ? "structuredOutput is null, although it was asked for"
              : view.structuredOutputProblem(),
          memory.evidence());
    }
    return result;
  }

  private BrowserTaskOutcome outcome(BrowserTaskView view) {
    TaskStatus status = isStale(view) ? memory.seen().status() : view.status();
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
    memory.fetched(view.stepCount(), view.lastStep(), view.costUsd());
    boolean isAnswer = view.output() != null || TaskStatus.FINISHED.equals(view.status());
    if (view.structuredOutputProblem() != null && isAnswer) {
      memory.warn(view.structuredOutputProblem());
    }
    return new BrowserTaskResult(
        new RunJson.Result(
            view.taskId(),
            view.sessionId() == null ? memory.task().sessionId() : view.sessionId(),
            outcome(view),
            view.output(),
            view.outputTruncated(),
            view.storedOutput() == null ? null : view.storedOutput().uri(),
            view.structuredOutput(),
            view.isSuccess(),
            view.judgeVerdict(),
            view.judgement(),
            memory.seen().costUsd(),
            view.stepCount(),
            view.lastStep(),
            collected.files(),
            collected.logs(),
            view.createdAt(),
            view.startedAt(),
            view.finishedAt(),
            memory.polls,
            memory.task().creation(),
            view.llm(),
            view.browserUseVersion(),
            memory.seen().stop(),
            collected.problems(),
            memory.warnings()));
  }

  private BrowserTaskResult resultOfNoTask() {
    Map<String, Object> fields = PlainJson.fields(memory.evidence());
    fields.putAll(Map.of("outcome", BrowserTaskOutcome.STOPPED, "polls", memory.polls));
    return PlainJson.read(fields, BrowserTaskResult.class);
  }
}
