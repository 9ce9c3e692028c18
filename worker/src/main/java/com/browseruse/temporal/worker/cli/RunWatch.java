package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.task.TaskSnapshot.LastStep;
import com.browseruse.temporal.worker.cli.view.ProgressText;
import com.browseruse.temporal.worker.cli.view.ProgressText.Snapshot;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.run.RunOutcome;
import com.browseruse.temporal.worker.run.RunSteps;
import com.browseruse.temporal.worker.run.WaitClock;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows a run to its end and shows it meanwhile: a line that moves on a terminal, a line for each
 * change elsewhere.
 */
final class RunWatch {
  private static final Duration PROGRESS_EVERY = Duration.ofMillis(700);
  private static final Duration PENDING_EVERY = Duration.ofSeconds(3);

  /** A run that hardly polls is asked to, at a tenth of its age, between these two. */
  private static final Duration SOONEST_REFRESH = Duration.ofSeconds(3);

  private static final Duration LATEST_REFRESH = Duration.ofSeconds(15);
  private static final Duration STEPS_LIMIT = Duration.ofSeconds(3);
  private static final Duration FRAME = Duration.ofMillis(120);
  private static final Duration WORKER_LIMIT = Duration.ofSeconds(4);

  /** Fewer attempts than this are not worth a note. */
  private static final int SHOWN_FROM_ATTEMPT = 3;

  private final CliContext context;
  private final String taskQueue;
  private final Instant startedAt;
  private final WaitClock clock;
  private final ProgressText text;
  private final boolean quiet;
  private final RunSteps steps;
  private final Poll<Seen> progress;
  private final Poll<@Nullable String> failure;
  private final Poll<BrowserTaskProgress> refresh;
  private final CompletableFuture<BrowserTaskResult> result;
  private @Nullable Snapshot shown;
  private int frame;
  private int polls = -1;
  private Instant polledAt;

  /** The last step that the run told of before; null as long as none of its answers is shown. */
  private volatile @Nullable Integer stepBefore;

  private record Seen(BrowserTaskProgress progress, List<LastStep> between) {}

  /**
   * A run to follow.
   *
   * @param isNew whether it is shown from its start on, with all steps
   * @param quiet whether lines are left out; one that moves on a terminal is erased anyway
   */
  RunWatch(
      CliContext context,
      BrowserTaskHandle run,
      String taskQueue,
      Instant startedAt,
      boolean isNew,
      boolean quiet,
      RunSteps steps,
      WaitClock clock) {
    this.context = context;
    this.taskQueue = taskQueue;
    this.startedAt = startedAt;
    this.quiet = quiet;
    this.steps = steps;
    this.clock = clock;
    stepBefore = isNew ? 0 : null;
    text = new ProgressText(context.terminal());
    progress = new Poll<>(() -> seen(run.progress()), PROGRESS_EVERY, clock);
    failure = new Poll<>(() -> pendingFailure(run.workflow()), PENDING_EVERY, clock);
    refresh = new Poll<>(run::refresh, SOONEST_REFRESH, clock);
    polledAt = clock.now();
    result = run.resultAsync();
  }

  /** Follows the run to its end, or until Ctrl-C; empty then. */
  Optional<RunOutcome> follow() {
    return follow(context.interrupted(), now -> context.isInterrupted());
  }

  /** Follows the run to its end, or until it is enough; empty then. Waking it has it look. */
  Optional<RunOutcome> follow(CompletableFuture<?> wake, Predicate<Instant> enough) {
    CompletableFuture<?> next = CompletableFuture.anyOf(result.handle((r, e) -> null), wake);
    while (!result.isDone() && !enough.test(clock.now())) {
      progress.tick();
      failure.tick();
      if (isStale()) {
        refresh.tick();
      }
      boolean silent = progress.silence().compareTo(WORKER_LIMIT) >= 0;
      show(progress.last, silent ? "waiting for a worker on task queue " + taskQueue : problem());
      clock.await(next.isDone() && !result.isDone() ? result : next, FRAME);
    }
    return result.isDone() ? Optional.of(end()) : Optional.empty();
  }

  /** Whether the run has not looked at its task for a while, which it may do at long intervals. */
  private boolean isStale() {
    Seen last = progress.last;
    if (last == null || last.progress().taskId() == null) {
      return false;
    }
    if (last.progress().polls() != polls) {
      polls = last.progress().polls();
      polledAt = clock.now();
    }
    Duration due = elapsed().dividedBy(10);
    due = due.compareTo(SOONEST_REFRESH) < 0 ? SOONEST_REFRESH : due;
    due = due.compareTo(LATEST_REFRESH) > 0 ? LATEST_REFRESH : due;
    return !clock.now().isBefore(polledAt.plus(due));
  }

  /** How long the run has lasted until now. */
  Duration elapsed() {
    return Duration.between(startedAt, clock.now());
  }

  /** The id of the task; empty as long as none is known. */
  String taskId() {
    Seen last = progress.last;
    return last == null || last.progress().taskId() == null ? "" : last.progress().taskId();
  }

  /** Adds the steps that passed since the last answer. */
  private Seen seen(BrowserTaskProgress now) {
    LastStep step = now.lastStep();
    Integer before = stepBefore;
    return new Seen(
        now,
        step == null || before == null || now.taskId() == null
            ? List.of()
            : steps.between(now.taskId(), before, step.number()));
  }

  private void show(@Nullable Seen last, @Nullable String note) {
    Snapshot snapshot =
        last == null
            ? new Snapshot(null, elapsed(), note)
            : new Snapshot(
                last.progress(), elapsed(), note, last.between(), createdAfter(last.progress()));
    if (!quiet) {
      text.changes(shown, snapshot).forEach(context::say);
    }
    context.statusLine().draw(text.now(snapshot, frame++));
    shown = snapshot;
    if (last != null) {
      LastStep step = last.progress().lastStep();
      stepBefore = step == null ? 0 : step.number();
    }
  }

  private @Nullable Duration createdAfter(BrowserTaskProgress progress) {
    return progress.createdAt() == null ? null : Duration.between(startedAt, progress.createdAt());
  }

  private RunOutcome end() {
    RunOutcome outcome;
    Seen last = progress.last;
    BrowserTaskProgress told = last == null ? null : last.progress();
    try {
      outcome = new RunOutcome(result.join(), null);
    } catch (CompletionException e) {
      outcome = RunOutcome.failed(e.getCause(), told);
    }
    BrowserTaskResult value = outcome.result();
    if (value != null && !quiet) {
      BrowserTaskProgress ended = BrowserTaskProgress.of(value, told);
      CompletableFuture<Seen> complete = clock.async(() -> seen(ended));
      clock.await(complete, STEPS_LIMIT);
      last = complete.isDone() ? complete.join() : new Seen(ended, List.of());
    }
    show(last, null);
    context.statusLine().clear();
    if (context.terminal().live() && !quiet) {
      // The step of a run without a result may have been cut off.
      (value == null ? List.<String>of() : text.rest(shown)).forEach(context::say);
      context.say("");
    }
    return outcome;
  }

  /** Why the run does not get on, in a sentence; or null. */
  private @Nullable String problem() {
    Seen last = progress.last;
    String create = last == null ? null : last.progress().problem();
    return create == null ? failure.last : "trying again: " + PlainText.oneLine(create);
  }

  /** A call that fails and is tried again, in a sentence; or null. */
  private static @Nullable String pendingFailure(WorkflowStub run) {
    for (PendingActivityInfo call : run.describe().getRawDescription().getPendingActivitiesList()) {
      if (call.getAttempt() >= SHOWN_FROM_ATTEMPT && call.hasLastFailure()) {
        return "trying again: " + PlainText.oneLine(call.getLastFailure().getMessage());
      }
    }
    return null;
  }
}
