package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.BatchText;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.run.RunOutcome;
import com.browseruse.temporal.worker.run.WaitClock;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchLine;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchResult;
import com.browseruse.temporal.workflows.caller.BrowserTaskBatchHandle;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows a batch to its end, shows where it is, and gives each line that has ended with its
 * result.
 */
final class BatchWatch {
  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(1);
  private static final Duration LINE_EVERY = Duration.ofSeconds(10);
  private static final Duration FRAME = Duration.ofMillis(120);
  private static final Duration RESULT_LIMIT = Duration.ofSeconds(30);
  private static final Duration WORKER_LIMIT = Duration.ofSeconds(4);

  private final CliContext context;
  private final BrowserTaskBatchHandle batch;
  private final String taskQueue;
  private final boolean quiet;
  private final Consumer<ObjectNode> output;
  private final WaitClock clock = WaitClock.SYSTEM;
  private final BatchText text;
  private final Instant startedAt;
  private final Poll<BrowserTaskBatchResult> progress;
  private final Poll<Integer> ended;
  private final CompletableFuture<BrowserTaskBatchResult> result;
  private final Set<String> written = new HashSet<>();
  private @Nullable Instant saidAt;
  private @Nullable BrowserTaskBatchResult said;
  private int frame;

  /**
   * A batch to follow.
   *
   * @param output takes the lines that have ended, one after the other
   */
  BatchWatch(
      CliContext context,
      BrowserTaskBatchHandle batch,
      String taskQueue,
      boolean quiet,
      Consumer<ObjectNode> output) {
    this.context = context;
    this.batch = batch;
    this.taskQueue = taskQueue;
    this.quiet = quiet;
    this.output = output;
    this.text = new BatchText(context.terminal());
    this.startedAt = clock.now();
    this.progress = new Poll<>(batch::progress, PROGRESS_EVERY, clock);
    this.ended = new Poll<>(this::writeLines, PROGRESS_EVERY, clock);
    this.result = clock.async(batch::result);
  }

  Duration elapsed() {
    return Duration.between(startedAt, clock.now());
  }

  /** Follows the batch to its end, or until it is enough; whether it has ended. */
  boolean follow(CompletableFuture<?> wake, Predicate<Instant> enough) {
    CompletableFuture<?> next = CompletableFuture.anyOf(result.handle((r, e) -> null), wake);
    while (!result.isDone() && !enough.test(clock.now())) {
      progress.tick();
      ended.tick();
      show();
      clock.await(next.isDone() && !result.isDone() ? result : next, FRAME);
    }
    context.statusLine().clear();
    return result.isDone();
  }

  private void show() {
    String note =
        progress.silence().compareTo(WORKER_LIMIT) >= 0
            ? "waiting for a worker on task queue " + taskQueue
            : null;
    BrowserTaskBatchResult now = progress.last;
    context.statusLine().draw(text.now(now, note, elapsed(), frame++));
    boolean isDue = saidAt == null || clock.now().isAfter(saidAt.plus(LINE_EVERY));
    if (!quiet && !context.terminal().live() && isDue && (note != null || isNews(now))) {
      context.say(text.text(now, note, elapsed()));
      saidAt = clock.now();
      said = now;
    }
  }

  private boolean isNews(@Nullable BrowserTaskBatchResult now) {
    return now != null && (said == null || now.done() != said.done());
  }

  /** How it ended; a batch that was cancelled says so by its progress. */
  BrowserTaskBatchResult end() {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof BrowserTaskException.Cancelled) {
        return batch.progress();
      }
      throw e.getCause() instanceof BrowserTaskException failure
          ? UserError.failed("The batch has failed: " + PlainText.oneLine(failure.getMessage()))
          : UserError.of(e.getCause());
    }
  }

  /** Writes the lines that have ended since; gives how many have. */
  synchronized int writeLines() {
    for (BrowserTaskBatchLine line : batch.lines(written.size())) {
      if (written.add(line.id())) {
        output.accept(json(line));
      }
    }
    return written.size();
  }

  /** Writes a line that was never started, unless it has been written. */
  synchronized void writeNotRun(String id) {
    if (written.add(id)) {
      output.accept(
          failure(id, "NotRun", "The batch ended before this line was started: run it again."));
    }
  }

  private ObjectNode json(BrowserTaskBatchLine line) {
    ObjectNode json = start(line.id());
    RunOutcome outcome = outcome(batch.line(line.id()));
    if (line.outcome() != null && outcome != null && outcome.result() != null) {
      return json.set("result", CliContext.JSON.valueToTree(outcome.result()));
    }
    // The run of that id may be that of another task.
    return outcome != null
            && outcome.failure() != null
            && outcome.failure().type().equals(line.failure())
        ? json.set("failure", OutcomeCommand.failure(outcome))
        : failure(line.id(), String.valueOf(line.failure()), String.valueOf(line.message()));
  }

  /** How a run ended; null for one that lasts although its line is over. */
  private static @Nullable RunOutcome outcome(BrowserTaskHandle run) {
    try {
      return new RunOutcome(run.result(RESULT_LIMIT), null);
    } catch (BrowserTaskException e) {
      return RunOutcome.failed(e, null);
    } catch (TimeoutException e) {
      return null;
    }
  }

  private ObjectNode failure(String id, String type, String message) {
    ObjectNode json = start(id);
    json.putObject("failure").put("type", type).put("message", message);
    return json;
  }

  private ObjectNode start(String id) {
    return CliContext.JSON.createObjectNode().put("id", id).put("workflowId", batch.line(id).id());
  }
}
