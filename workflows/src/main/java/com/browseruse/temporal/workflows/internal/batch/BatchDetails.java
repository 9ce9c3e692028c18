package com.browseruse.temporal.workflows.internal.batch;

import com.browseruse.temporal.workflows.internal.run.CurrentDetails;
import com.browseruse.temporal.workflows.internal.run.Words;

/** What the Temporal UI shows of a batch, as Markdown. */
final class BatchDetails {
  private BatchDetails() {}

  static String markdown(BatchMemory memory) {
    BatchJson.Report report = memory.report();
    StringBuilder text =
        new StringBuilder("### Batch of %d: %s".formatted(report.total(), headline(report)))
            .append("\n\n| | |\n|---|---|\n");
    CurrentDetails.row(text, "Done", report.done() + before(report));
    report.outcomes().forEach((outcome, count) -> row(text, outcome, count));
    report.failures().forEach((type, count) -> row(text, "failed, " + type, count));
    CurrentDetails.row(
        text, "Running", report.running() + " of at most " + memory.concurrency() + " at once");
    CurrentDetails.row(text, report.stop() == null ? "Waiting" : "Not run", "" + report.waiting());
    CurrentDetails.row(text, "Cost", CurrentDetails.plain(cost(memory, report)));
    if (report.timeLeft() != null) {
      CurrentDetails.row(text, "Time left, about", Words.time(report.timeLeft()));
    }
    return text.append(CurrentDetails.LAST_LINE).toString();
  }

  private static String headline(BatchJson.Report report) {
    String why =
        report.stop() == null
            ? ""
            : switch (report.stop()) {
              case MAX_COST_USD -> ", the budget is spent";
              case MAX_FAILURES -> ", too many lines have failed";
              case REQUESTED -> ", on request";
              case CANCELLED -> ", cancelled";
            };
    return switch (report.phase()) {
      case COLLECTING -> "waiting for further lines";
      case RUNNING -> "running";
      case PAUSED -> "paused";
      case STOPPING -> "stopping" + why;
      case DONE -> why.isEmpty() ? "done" : "ended early" + why;
    };
  }

  private static void row(StringBuilder text, String name, int count) {
    CurrentDetails.row(text, "– " + CurrentDetails.plain(name), "" + count);
  }

  private static String before(BatchJson.Report report) {
    return report.ranBefore() == 0 ? "" : ", %d of them before".formatted(report.ranBefore());
  }

  private static String cost(BatchMemory memory, BatchJson.Report report) {
    return (report.costUsd() == null ? "–" : Words.dollars(report.costUsd()))
        + (memory.limits.maxCostUsd() == null
            ? ""
            : " of at most " + Words.dollars(memory.limits.maxCostUsd()));
  }
}
