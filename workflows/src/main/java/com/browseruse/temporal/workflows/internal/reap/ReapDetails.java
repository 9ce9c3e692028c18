package com.browseruse.temporal.workflows.internal.reap;

import com.browseruse.temporal.workflows.internal.run.CurrentDetails;
import com.browseruse.temporal.workflows.internal.run.Words;
import com.browseruse.temporal.workflows.reap.ReapResult;
import com.browseruse.temporal.workflows.reap.ReapedTask;
import java.util.List;

/** What the Temporal UI shows of a reaper, as Markdown. */
final class ReapDetails {
  /** More than a page shows. */
  private static final int MOST_ROWS = 20;

  private ReapDetails() {}

  static String markdown(ReapResult result, boolean done) {
    StringBuilder text =
        new StringBuilder("### Orphaned tasks: ").append(done ? "done" : "searching");
    text.append(result.apply() ? "" : " (dry run, nothing is stopped)")
        .append("\n\n| | |\n|---|---|\n");
    CurrentDetails.row(text, "Remote tasks read", "" + result.scanned());
    CurrentDetails.row(text, "Alive and ours", "" + result.found());
    if (result.apply()) {
      CurrentDetails.row(text, "Stopped", "" + result.stopped());
      CurrentDetails.row(text, "Had finished first", "" + result.finishedFirst());
      CurrentDetails.row(text, "Not seen to stop", "" + result.unconfirmed());
    } else {
      CurrentDetails.row(text, "Would be stopped", "" + result.wouldStop());
    }
    CurrentDetails.row(text, "Left", "" + result.left());
    result
        .leftBecause()
        .forEach((reason, count) -> CurrentDetails.row(text, "– " + reason, "" + count));
    List<ReapedTask> tasks = result.tasks();
    if (!tasks.isEmpty()) {
      text.append(
          "\n| Task | Workflow | Age | Cost | Decision | Why |\n|---|---|---|---|---|---|\n");
    }
    tasks.stream().limit(MOST_ROWS).forEach(task -> row(text, task));
    if (tasks.size() > MOST_ROWS) {
      text.append("| %d more: see the result | | | | | |\n".formatted(tasks.size() - MOST_ROWS));
    }
    return text.append(CurrentDetails.LAST_LINE).toString();
  }

  private static void row(StringBuilder text, ReapedTask task) {
    text.append(
        "| %s | %s | %s | %s | %s | %s |\n"
            .formatted(
                CurrentDetails.code(task.taskId()),
                CurrentDetails.code(task.workflowId()),
                task.age() == null ? "–" : Words.time(task.age()),
                task.costUsd() == null ? "–" : CurrentDetails.plain(Words.dollars(task.costUsd())),
                CurrentDetails.plain(task.decision().text()),
                CurrentDetails.plain(task.reason())));
  }
}
