package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Follows a run to its end and shows it meanwhile. */
public final class RunWatch {
  /** What the run told last, how long it lasts already, and what is waited for but the task. */
  public record Snapshot(
      @Nullable BrowserTaskProgress progress, Duration elapsed, @Nullable String note) {}

  /** Shows the snapshots of one run, in their order. */
  public interface Display {
    void show(Snapshot snapshot);

    /** Shows the last one for good; says whether its step came to its end. */
    void end(Snapshot snapshot, boolean stepIsOver);
  }

  private static final Duration PROGRESS_EVERY = Duration.ofMillis(700);
  private static final Duration PENDING_EVERY = Duration.ofSeconds(3);
  private static final Duration FRAME = Duration.ofMillis(120);
  private static final Duration WORKER_LIMIT = Duration.ofSeconds(4);

  /** Fewer attempts than this are not worth a note. */
  private static final int SHOWN_FROM_ATTEMPT = 3;

  private final WorkflowStub run;
  private final String taskQueue;
  private final Instant startedAt;
  private final WaitClock clock;
  private final Display display;
  private final BackgroundPoll<BrowserTaskProgress> poll;
  private final BackgroundPoll<@Nullable String> failure;
  private final CompletableFuture<BrowserTaskResult> result;

  public RunWatch(
      WorkflowStub run, String taskQueue, Instant startedAt, Display display, WaitClock clock) {
    this.run = run;
    this.taskQueue = taskQueue;
    this.startedAt = startedAt;
    this.display = display;
    this.clock = clock;
    this.poll =
        new BackgroundPoll<>(
            () -> run.query("progress", BrowserTaskProgress.class), PROGRESS_EVERY, clock);
    this.failure = new BackgroundPoll<>(() -> pendingFailure(run), PENDING_EVERY, clock);
    this.result = run.getResultAsync(BrowserTaskResult.class);
  }

  /** Follows the run to its end, or until it is enough; empty then. Waking it has it look. */
  public Optional<RunOutcome> follow(CompletableFuture<?> wake, Predicate<Instant> enough) {
    CompletableFuture<?> next = CompletableFuture.anyOf(result.handle((r, e) -> null), wake);
    while (!result.isDone() && !enough.test(clock.now())) {
      poll.tick();
      failure.tick();
      display.show(new Snapshot(poll.last(), elapsed(), note()));
      clock.await(next.isDone() && !result.isDone() ? result : next, FRAME);
    }
    return result.isDone() ? Optional.of(end()) : Optional.empty();
  }

  /** How long the run has lasted until now. */
  public Duration elapsed() {
    return Duration.between(startedAt, clock.now());
  }

  private RunOutcome end() {
    try {
      BrowserTaskResult value = result.join();
      display.end(new Snapshot(BrowserTaskProgress.of(value, poll.last()), elapsed(), null), true);
      return new RunOutcome(value, null);
    } catch (CompletionException e) {
      display.end(new Snapshot(poll.last(), elapsed(), null), false);
      return RunOutcome.failed(run, e.getCause(), poll.last());
    }
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

  private @Nullable String note() {
    return poll.silence().compareTo(WORKER_LIMIT) < 0
        ? failure.last()
        : "waiting for a worker on task queue " + taskQueue;
  }
}
