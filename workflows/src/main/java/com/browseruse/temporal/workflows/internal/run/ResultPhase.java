package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskView;
import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskInput;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.internal.json.PlainJson;
import com.browseruse.temporal.workflows.internal.json.RunJson;
import com.browseruse.temporal.workflows.internal.run.CollectPhase.Collected;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a run's end into its result or failure; an answer of the task is never thrown away. */
final class ResultPhase {
  /** How long to try to fetch the answer of a task that has ended, whatever the deadline is. */
  private static final Duration FETCH_BOUND = Duration.ofMinutes(15);

  /** The same, if it is not to be expected that there is an answer, or that it can be fetched. */
  private static final Duration SHORT_FETCH_BOUND = Duration.ofMinutes(1);

  /** How long one activity tries: after that the run can show that it is in trouble. */
  private static final Duration FETCH_TRY = Duration.ofMinutes(2);

  private static final WaitPolicy STALE_WAITS =
      new WaitPolicy(
          PollingOptions.newBuilder()
              .initialInterval(Duration.ofSeconds(2))
              .maxInterval(Duration.ofSeconds(30))
              .growth(0.2)
              .build());

  private final BrowserTask input;
  private final RunState state;
  private final RunMemory memory;
  private final CancellableWaits waits;
  private final CollectPhase collectPhase;
  private final CurrentDetails details;

  ResultPhase(
      BrowserTask input,
      RunState state,
      CancellableWaits waits,
      CollectPhase collectPhase,
      CurrentDetails details) {
    this.input = input;
    this.state = state;
    this.memory = state.memory;
    this.waits = waits;
    this.collectPhase = collectPhase;
    this.details = details;
  }

  /** The task has ended, or the run has told it to. */
  BrowserTaskResult finished() {
    Optional<BrowserTaskView> view;
    try {
      view = waits.callUnlessCancelled(() -> fetch(fetchBound()));
    } catch (ActivityFailure e) {
      StopOutcome stop = memory.stop;
      if (stop == StopOutcome.FINISHED_FIRST || stop == null && state.notSeenToEnd() == null) {
        throw e;
      }
      memory.warn("task " + memory.taskId() + " could not be read: " + Failures.message(e));
      return judged(resultOfEvidence(), null);
    }
    if (view.isEmpty()) {
      state.endedByItself();
      return ended(EndReason.CANCELLED);
    }
    return judged(result(view.get(), collectPhase.collect(view.get())), view.get());
  }

  /** A task that was stopped has little to tell, and who asked for the stop waits. */
  private Duration fetchBound() {
    StopOutcome stop = memory.stop;
    if (stop == StopOutcome.STOPPED
        || stop == StopOutcome.UNCONFIRMED
        || state.notSeenToEnd() != null) {
      return SHORT_FETCH_BOUND;
    }
    Duration left = waits.timeLeft();
    return stop == null && left.compareTo(FETCH_BOUND) > 0 ? left : FETCH_BOUND;
  }

  /** The run has ended the task, or has found none. */
  BrowserTaskResult ended(EndReason reason) {
    if (reason == EndReason.CANCELLED) {
      keepResult();
      throw new CanceledFailure(reason.text);
    }
    if (memory.hasTask()
        && (reason == EndReason.STOP_REQUESTED || memory.stop == StopOutcome.FINISHED_FIRST)) {
      return finished();
    }
    switch (reason) {
      case STOP_REQUESTED:
        return judged(resultOfEvidence(), null);
      case OVER_BUDGET:
        throw failure(
            FailureTypes.BUDGET_EXCEEDED,
            "the task has cost "
                + Words.dollars(Objects.requireNonNull(memory.costUsd()))
                + ", which is more than maxCostUsd "
                + Words.dollars(Objects.requireNonNull(input.options().maxCostUsd())));
      default:
        throw timedOut();
    }
  }

  /** The run could not go on. */
  ApplicationFailure failed(ActivityFailure cause) {
    Outage outage = memory.outage;
    if (outage == null) {
      keepResult();
    }
    if (memory.hasEnded() && outage != null && outage.goneSince() == null) {
      // The API was tried until the deadline, or longer.
      return waits.timeLeft().isZero()
          ? timedOut()
          : failure(
              FailureTypes.SERVICE_UNAVAILABLE,
              "the task has ended, but its result could not be fetched: " + outage.message());
    }
    return Failures.from(cause, state.evidence());
  }

  /** Time in which the task was paused counts against the deadline: who wonders is told. */
  private ApplicationFailure timedOut() {
    Instant now = CancellableWaits.now();
    Duration paused = memory.pausedFor(now);
    Outage outage = memory.outage;
    return failure(
        FailureTypes.BROWSER_TASK_TIMED_OUT,
        "the run did not end within "
            + Words.time(memory.timeout())
            + (paused.isZero() ? "" : ", " + Words.time(paused) + " of which the task was paused")
            + (outage == null ? "" : "; " + outage.text(now))
            + (memory.hasTask() || memory.createProblem() == null ? "" : "; " + noTask()));
  }

  private String noTask() {
    int attempts = memory.creates();
    return "no task could be created in "
        + (attempts == 1 ? "one attempt: " : attempts + " attempts, the last: ")
        + memory.createProblem();
  }

  private ApplicationFailure failure(String type, String sentence) {
    String alive = state.notSeenToEnd();
    return Failures.of(
        type,
        sentence + (alive == null ? "" : "; " + alive) + Words.lastStep(memory.lastStep()),
        state.evidence());
  }

  private void keepResult() {
    if (memory.stop == StopOutcome.FINISHED_FIRST && memory.hasTask()) {
      try {
        BrowserTaskView view = fetch(SHORT_FETCH_BOUND);
        state.result = result(view, collectPhase.nothing(view));
      } catch (ActivityFailure e) {
        // The evidence still names the task.
        return;
      }
    }
  }

  static GetBrowserTaskInput fetchInput(BrowserTask input, RunMemory memory) {
    return new GetBrowserTaskInput(
        memory.taskId(), input.options().maxInlineOutput(), input.request().structuredOutput());
  }

  private BrowserTaskView fetch(Duration bound) {
    BrowserTaskView whole = memory.whole;
    if (whole != null) {
      return whole;
    }
    GetBrowserTaskInput task = fetchInput(input, memory);
    Instant start = CancellableWaits.now();
    Outage outage = null;
    while (true) {
      Duration pause;
      Duration left = bound.minus(Duration.between(start, CancellableWaits.now()));
      try {
        BrowserTaskView view =
            ActivityStubs.fetchWithin(
                left.compareTo(FETCH_TRY) < 0 ? left : FETCH_TRY, "fetch the result", task);
        outage = null;
        memory.outage = null;
        if (!isStale(view)) {
          return view;
        }
        Instant now = CancellableWaits.now();
        Duration age = Duration.between(start, now);
        pause = STALE_WAITS.next(age, bound, 0);
        if (age.plus(pause).compareTo(bound) >= 0 || age.compareTo(FETCH_BOUND) >= 0) {
          memory.warn(
              "the API still shows task "
                  + memory.taskId()
                  + " as "
                  + view.status().word()
                  + ", which had ended: the result may lack what came last");
          return view;
        }
      } catch (ActivityFailure e) {
        if (e.getCause() instanceof CanceledFailure) {
          throw e;
        }
        Instant now = CancellableWaits.now();
        outage = Outage.after(outage, e, now);
        memory.outage = outage;
        pause = outage.pause(now, FETCH_BOUND, 0);
        if (outage.isTaskGone(now, Outage.GONE_GRACE)
            || Duration.between(start, now).plus(pause).compareTo(bound) >= 0) {
          throw e;
        }
        details.show();
      }
      CancellableWaits.sleep(pause, "fetch the result again");
    }
  }

  private boolean isStale(BrowserTaskView view) {
    return memory.hasEnded() && !RunMemory.hasEnded(view);
  }

  private BrowserTaskResult judged(BrowserTaskResult result, @Nullable BrowserTaskView view) {
    if (!input.options().failUnlessSuccessful()) {
      return result;
    }
    if (result.outcome() != BrowserTaskOutcome.SUCCEEDED) {
      state.result = result;
      throw failure(
          FailureTypes.BROWSER_TASK_UNSUCCESSFUL,
          (result.outcome() == BrowserTaskOutcome.UNKNOWN
                  ? "the outcome of the task is "
                  : "the task ended with outcome ")
              + result.outcome());
    }
    if (input.request().structuredOutput() != null && result.structuredOutput() == null) {
      state.result = result;
      throw Failures.of(
          FailureTypes.STRUCTURED_OUTPUT_INVALID,
          view == null || view.structuredOutputProblem() == null
              ? "structuredOutput is null, although it was asked for"
              : view.structuredOutputProblem(),
          state.evidence());
    }
    return result;
  }

  private TaskStatus end(BrowserTaskView view) {
    TaskStatus seen = memory.status();
    return isStale(view) && seen != null ? seen : view.status();
  }

  private BrowserTaskOutcome outcome(BrowserTaskView view) {
    TaskStatus status = end(view);
    if (RunMemory.hasEnded(view) && !status.isKnown()) {
      return Boolean.TRUE.equals(view.isSuccess())
          ? BrowserTaskOutcome.SUCCEEDED
          : BrowserTaskOutcome.FAILED;
    }
    if (TaskStatus.FINISHED.equals(status)) {
      return Boolean.TRUE.equals(view.isSuccess())
          ? BrowserTaskOutcome.SUCCEEDED
          : BrowserTaskOutcome.UNSUCCESSFUL;
    }
    if (TaskStatus.FAILED.equals(status)) {
      return BrowserTaskOutcome.FAILED;
    }
    return state.notSeenToEnd() == null ? BrowserTaskOutcome.STOPPED : BrowserTaskOutcome.UNKNOWN;
  }

  private BrowserTaskResult result(BrowserTaskView view, Collected collected) {
    state.fetched(view);
    if (input.options().maxCostUsd() != null) {
      memory.noteMissingCost();
    }
    TaskStatus end = end(view);
    if (end.isEnd(view.finishedAt()) && !end.isKnown()) {
      memory.warn(
          "the task ended with the unknown status "
              + end.word()
              + ": whether it succeeded is told by isSuccess alone");
    }
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
            memory.costUsd(),
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
            memory.stop,
            collected.problems(),
            memory.warnings()));
  }

  /** Of a task that never came to be, or that can no longer be read. */
  private BrowserTaskResult resultOfEvidence() {
    Map<String, Object> fields = PlainJson.fields(state.evidence());
    boolean mayLive =
        state.notSeenToEnd() != null
            || memory.stop == StopOutcome.UNCONFIRMED && !memory.hasEnded();
    fields.put("outcome", mayLive ? BrowserTaskOutcome.UNKNOWN : BrowserTaskOutcome.STOPPED);
    fields.put("polls", memory.polls);
    return PlainJson.read(fields, BrowserTaskResult.class);
  }
}
