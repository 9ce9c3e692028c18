package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchPhase;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a batch reads: one line about now, and its end. */
public record BatchText(Terminal terminal) {
  /** A terminal echoes {@code ^C} at the cursor: it must not break the line. */
  private static final int ROOM_FOR_CTRL_C = 3;

  /** Writes the line about now on a terminal. */
  public String now(
      @Nullable BrowserTaskBatchResult batch, @Nullable String note, Duration elapsed, int frame) {
    return terminal.spinner(frame)
        + " "
        + terminal.cut(text(batch, note, elapsed), terminal.width() - 2 - ROOM_FOR_CTRL_C);
  }

  /** Writes where it is. */
  public String text(BrowserTaskBatchResult batch) {
    return String.join(terminal.dot(), parts(batch));
  }

  /** Writes where it is, for who follows it line by line. */
  public String text(
      @Nullable BrowserTaskBatchResult batch, @Nullable String note, Duration elapsed) {
    List<String> parts = parts(batch);
    if (note != null) {
      parts.add(note);
    }
    parts.add(Phrases.clock(elapsed));
    return String.join(terminal.dot(), parts);
  }

  private static List<String> parts(@Nullable BrowserTaskBatchResult batch) {
    List<String> parts = new ArrayList<>();
    if (batch != null) {
      parts.add(batch.done() + " of " + batch.total() + " done");
      parts.add(batch.running() + " running");
      if (batch.waiting() > 0) {
        parts.add(batch.waiting() + " waiting");
      }
      if (!batch.failures().isEmpty()) {
        parts.add(failures(batch));
      }
      if (batch.costUsd() != null) {
        parts.add(Phrases.dollars(batch.costUsd()));
      }
      if (batch.phase() != BrowserTaskBatchPhase.RUNNING) {
        parts.add(batch.phase().name().toLowerCase(Locale.ROOT));
      } else if (batch.timeLeft() != null) {
        parts.add("about " + Phrases.clock(batch.timeLeft()) + " left");
      }
    }
    return parts;
  }

  private static String failures(BrowserTaskBatchResult batch) {
    int count = batch.failures().values().stream().mapToInt(Integer::intValue).sum();
    return count
        + " failed ("
        + batch.failures().entrySet().stream()
            .map(failure -> failure.getKey() + " " + failure.getValue())
            .collect(Collectors.joining(", "))
        + ")";
  }

  /** Writes how it ended. */
  public List<String> lines(BrowserTaskBatchResult batch, Duration elapsed) {
    List<String> lines = new ArrayList<>();
    int succeeded = batch.outcomes().getOrDefault(BrowserTaskOutcome.SUCCEEDED.name(), 0);
    boolean good = succeeded == batch.total();
    lines.add(
        (good ? terminal.done() : terminal.bad())
            + "%d of %d succeeded%s, %s%s"
                .formatted(
                    succeeded,
                    batch.total(),
                    batch.ranBefore() == 0
                        ? ""
                        : " (%d had run before)".formatted(batch.ranBefore()),
                    Phrases.clock(elapsed),
                    batch.costUsd() == null ? "" : ", " + Phrases.dollars(batch.costUsd())));
    batch.outcomes().entrySet().stream()
        .filter(outcome -> !outcome.getKey().equals(BrowserTaskOutcome.SUCCEEDED.name()))
        .forEach(outcome -> lines.add("  " + outcome.getValue() + " " + outcome.getKey()));
    batch.failures().forEach((type, count) -> lines.add("  " + count + " failed, " + type));
    if (batch.waiting() > 0) {
      lines.add("  " + batch.waiting() + " not run" + why(batch));
    }
    batch.results().forEach(uri -> lines.add("Results kept  " + uri));
    return lines;
  }

  private static String why(BrowserTaskBatchResult batch) {
    return batch.stop() == null
        ? ""
        : switch (batch.stop()) {
          case MAX_COST_USD -> ": the budget is spent";
          case MAX_FAILURES -> ": too many lines have failed";
          case REQUESTED -> ": the batch was stopped";
          case CANCELLED -> ": the batch was cancelled";
        };
  }
}
