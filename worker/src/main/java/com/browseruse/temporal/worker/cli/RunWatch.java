package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.ProgressText;
import com.browseruse.temporal.worker.cli.view.ProgressText.Snapshot;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.run.RunOutcome;
import com.browseruse.temporal.worker.run.WaitClock;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows a run to its end and shows it meanwhile: a line that moves on a terminal, a line for each
 * change elsewhere.
 */
final class RunWatch {
  private static final Duration PROGRESS_EVERY = Duration.ofMillis(700);
  private static final Duration PENDING_EVERY = Duration.ofSeconds(3);
  private static final Duration FRAME = Duration.ofMillis(120);
  private static final Duration WORKER_LIMIT = Duration.ofSeconds(4);

  /** Fewer attempts than this are not worth a note. */
  private static final int SHOWN_FROM_ATTEMPT = 3;

  private final CliContext context;
  private final WorkflowStub run;
  private final String taskQueue;
  private final Instant startedAt;
  private final WaitClock clock;
  private final ProgressText text;
  private final Poll<BrowserTaskProgress> progress;
  private final Poll<@Nullable String> failure;
  private final CompletableFuture<BrowserTaskResult> result;
  private @Nullable Snapshot shown;
  private int frame;

  RunWatch(
      CliContext context, WorkflowStub run, String taskQueue, Instant startedAt, WaitClock clock) {
    this.context = context;
    this.run = run;
    this.taskQueue = taskQueue;
    this.startedAt = startedAt;
    this.clock = clock;
    text = new ProgressText(context.terminal());
    progress =
        new Poll<>(() -> run.query("progress", BrowserTaskProgress.class), PROGRESS_EVERY, clock);
    failure = new Poll<>(() -> pendingFailure(run), PENDING_EVERY, clock);
    result = run.getResultAsync(BrowserTaskResult.class);
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
      boolean silent = progress.silence().compareTo(WORKER_LIMIT) >= 0;
      show(
          progress.last, silent ? "waiting for a worker on task queue " + taskQueue : failure.last);
      clock.await(next.isDone() && !result.isDone() ? result : next, FRAME);
    }
    return result.isDone() ? Optional.of(end()) : Optional.empty();
  }

  /** How long the run has lasted until now. */
  Duration elapsed() {
    return Duration.between(startedAt, clock.now());
  }

  private void show(@Nullable BrowserTaskProgress last, @Nullable String note) {
    Snapshot snapshot = new Snapshot(last, elapsed(), note);
    text.changes(shown, snapshot).forEach(context::say);
    context.statusLine().draw(text.now(snapshot, frame++));
    shown = snapshot;
  }

  private RunOutcome end() {
    RunOutcome outcome;
    try {
      outcome = new RunOutcome(result.join(), null);
    } catch (CompletionException e) {
      outcome = RunOutcome.failed(run, e.getCause(), progress.last);
    }
    BrowserTaskResult value = outcome.result();
    show(value == null ? progress.last : BrowserTaskProgress.of(value, progress.last), null);
    context.statusLine().clear();
    if (context.terminal().live()) {
      // The step of a run without a result may have been cut off.
      (value == null ? List.<String>of() : text.rest(shown)).forEach(context::say);
      context.say("");
    }
    return outcome;
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

  /**
   * Polls in the background: a query of a run fails only after ten seconds while no worker is up,
   * and what is shown meanwhile must not wait for it.
   */
  private static final class Poll<T extends @Nullable Object> {
    private final Supplier<T> call;
    private final Duration interval;
    private final WaitClock clock;
    private @Nullable CompletableFuture<T> pending;
    private @Nullable Instant askedAt;
    private Instant answeredAt;

    /** The newest response, or null before the first. */
    private @Nullable T last;

    Poll(Supplier<T> call, Duration interval, WaitClock clock) {
      this.call = call;
      this.interval = interval;
      this.clock = clock;
      this.answeredAt = clock.now();
    }

    /** Takes a response that has come, and asks again if it is time. Never waits. */
    void tick() {
      Instant now = clock.now();
      CompletableFuture<T> response = pending;
      if (response != null && response.isDone()) {
        if (!response.isCompletedExceptionally()) {
          last = response.join();
          answeredAt = now;
        }
        pending = null;
      }
      if (pending == null && (askedAt == null || !now.isBefore(askedAt.plus(interval)))) {
        askedAt = now;
        pending = clock.async(call);
      }
    }

    /** How long there has been no response. */
    Duration silence() {
      return Duration.between(answeredAt, clock.now());
    }
  }
}
