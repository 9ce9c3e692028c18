package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.worker.cli.RunDisplay;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/** Follows a run to its end and shows it meanwhile. */
public final class RunWatch {
  private static final Duration PROGRESS_EVERY = Duration.ofMillis(700);
  private static final Duration TROUBLE_EVERY = Duration.ofSeconds(3);
  private static final Duration FRAME = Duration.ofMillis(120);
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final WorkflowStub run;
  private final String taskQueue;
  private final Instant startedAt;
  private final Ticker ticker;
  private final RunDisplay display;
  private final Poll<BrowserTaskProgress> poll;
  private final Poll<String> trouble;
  private final CompletableFuture<BrowserTaskResult> result;

  public RunWatch(
      WorkflowStub run, String taskQueue, Instant startedAt, RunDisplay display, Ticker ticker) {
    this(run, taskQueue, startedAt, display, ticker, Daemons.EXECUTOR);
  }

  /** Takes who asks the server, so that a test with a clock of its own need not race with it. */
  public RunWatch(
      WorkflowStub run,
      String taskQueue,
      Instant startedAt,
      RunDisplay display,
      Ticker ticker,
      Executor asks) {
    this.run = run;
    this.taskQueue = taskQueue;
    this.startedAt = startedAt;
    this.display = display;
    this.ticker = ticker;
    this.poll =
        new Poll<>(
            () -> run.query("progress", BrowserTaskProgress.class),
            PROGRESS_EVERY,
            asks,
            ticker.now());
    this.trouble = new Poll<>(() -> Trouble.of(run), TROUBLE_EVERY, asks, ticker.now());
    this.result = run.getResultAsync(BrowserTaskResult.class);
  }

  /**
   * Follows the run.
   *
   * @param news wakes the watch besides the run's end
   * @param enough whether to watch no more
   * @return how it ended, or empty if it was enough before
   */
  public Optional<RunEnd> follow(CompletableFuture<?> news, Predicate<Instant> enough) {
    CompletableFuture<?> wake = CompletableFuture.anyOf(result.handle((r, e) -> null), news);
    Instant now = ticker.now();
    while (!result.isDone() && !enough.test(now)) {
      poll.tick(now);
      trouble.tick(now);
      display.show(new Sight(poll.last(), elapsed(now), note(now)));
      ticker.await(wake.isDone() && !result.isDone() ? result : wake, FRAME);
      now = ticker.now();
    }
    return result.isDone() ? Optional.of(end(now)) : Optional.empty();
  }

  /** Reads how a run ended that is over already. */
  public static RunEnd endOf(WorkflowStub run) {
    try {
      return new RunEnd.Finished(run.getResult(BrowserTaskResult.class));
    } catch (WorkflowException e) {
      return RunFailures.of(run, e, null);
    }
  }

  public Duration elapsed(Instant now) {
    return Duration.between(startedAt, now);
  }

  private RunEnd end(Instant now) {
    try {
      BrowserTaskResult value = result.join();
      display.end(new Sight(BrowserTaskProgress.of(value, poll.last()), elapsed(now), null), true);
      return new RunEnd.Finished(value);
    } catch (CompletionException e) {
      display.end(new Sight(poll.last(), elapsed(now), null), false);
      return RunFailures.of(run, e.getCause(), poll.last());
    }
  }

  private String note(Instant now) {
    return poll.silence(now).compareTo(PATIENCE) < 0
        ? trouble.last()
        : "waiting for a worker on task queue " + taskQueue;
  }
}
