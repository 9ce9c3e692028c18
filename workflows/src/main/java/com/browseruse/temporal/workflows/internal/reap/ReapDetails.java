package com.browseruse.temporal.workflows.internal.reap;

import com.browseruse.temporal.workflows.internal.run.CurrentDetails;
import com.browseruse.temporal.workflows.internal.run.Words;
import com.browseruse.temporal.workflows.reap.ReapResult;
import com.browseruse.temporal.workflows.reap.ReapedSession;
import com.browseruse.temporal.workflows.reap.ReapedTask;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    if (done) {
      CurrentDetails.row(text, "Open sessions", "" + result.openSessions());
    }
    List<ReapedTask> tasks = result.tasks();
    if (!tasks.isEmpty()) {
      text.append(
          "\n| Task | Workflow | Age | Cost | Decision | Why |\n|---|---|---|---|---|---|\n");
    }
    tasks.stream().limit(MOST_ROWS).forEach(task -> row(text, task));
    if (tasks.size() > MOST_ROWS) {
      text.append("| %d more: see the result | | | | | |\n".formatted(tasks.size() - MOST_ROWS));
    }
    sessions(text, result);
    return text.append(CurrentDetails.LAST_LINE).toString();
  }

  private static void sessions(StringBuilder text, ReapResult result) {
    if (result.sessionsProblem() != null) {
      text.append(
          "\nThe open sessions were not checked: %s\n"
              .formatted(CurrentDetails.plain(result.sessionsProblem())));
    }
    if (result.sessions().isEmpty()) {
      return;
    }
    text.append("\n| Session | Workflow | Age | Decision | Why |\n|---|---|---|---|---|\n");
    for (ReapedSession session : result.sessions()) {
      text.append(
          "| %s | %s | %s | %s | %s |\n"
              .formatted(
                  CurrentDetails.code(session.sessionId()),
                  CurrentDetails.code(session.workflowId()),
                  age(session.age()),
                  CurrentDetails.plain(session.decision().text()),
                  CurrentDetails.plain(session.reason())));
    }
  }

  private static String age(@Nullable Duration age) {
    return age == null ? "–" : Words.time(age);
  }

  private static void row(StringBuilder text, ReapedTask task) {
    text.append(
        "| %s | %s | %s | %s | %s | %s |\n"
            .formatted(
                CurrentDetails.code(task.taskId()),
                CurrentDetails.code(task.workflowId()),
                age(task.age()),
                task.costUsd() == null ? "–" : CurrentDetails.plain(Words.dollars(task.costUsd())),
                CurrentDetails.plain(task.decision().text()),
                CurrentDetails.plain(task.reason())));
  }
}
