package com.browseruse.temporal.workflows.internal.session;

import com.browseruse.temporal.workflows.internal.run.CurrentDetails;
import com.browseruse.temporal.workflows.internal.run.Words;
import com.browseruse.temporal.workflows.session.BrowserSessionOutcome;
import com.browseruse.temporal.workflows.session.BrowserSessionProgress;
import com.browseruse.temporal.workflows.session.BrowserSessionTask;
import java.util.List;

/** What the Temporal UI shows of a session, as Markdown; never the text of a task. */
final class SessionDetails {
  /** More than a page shows. */
  private static final int MOST_ROWS = 20;

  private SessionDetails() {}

  static String markdown(BrowserSessionProgress progress) {
    StringBuilder text =
        new StringBuilder("### Browser session: ")
            .append(CurrentDetails.plain(headline(progress)))
            .append("\n\n| | |\n|---|---|\n");
    progress
        .warnings()
        .forEach(warning -> CurrentDetails.row(text, "Warning", CurrentDetails.plain(warning)));
    if (progress.problem() != null) {
      CurrentDetails.row(text, "Not open yet", CurrentDetails.plain(progress.problem()));
    }
    CurrentDetails.row(text, "Session", CurrentDetails.code(progress.sessionId()));
    if (progress.runningTask() != null) {
      CurrentDetails.row(text, "Task at work", CurrentDetails.code(progress.runningTask()));
    }
    CurrentDetails.row(text, "Tasks", tasks(progress));
    if (progress.costUsd() != null) {
      String cost = Words.dollars(progress.costUsd());
      CurrentDetails.row(text, "Cost of tasks", CurrentDetails.plain(cost));
    }
    if (progress.outcome() == null) {
      if (progress.idleDeadline() != null) {
        CurrentDetails.row(text, "Closes unless a task comes", progress.idleDeadline().toString());
      }
      CurrentDetails.row(text, "Closes at the latest", String.valueOf(progress.deadline()));
    }
    if (progress.liveUrl() != null) {
      CurrentDetails.row(text, "Live view", CurrentDetails.link(progress.liveUrl()));
    }
    List<BrowserSessionTask> tasks = progress.tasks();
    if (!tasks.isEmpty()) {
      text.append("\n| Workflow | Task | Ended |\n|---|---|---|\n");
    }
    tasks.stream().skip(Math.max(0, tasks.size() - MOST_ROWS)).forEach(task -> row(text, task));
    return text.append(CurrentDetails.LAST_LINE).toString();
  }

  private static String headline(BrowserSessionProgress progress) {
    String ending = progress.endReason() == null ? "" : progress.endReason().text();
    return switch (progress.phase()) {
      case OPENING -> "being opened";
      case IDLE -> "waiting for a task";
      case RUNNING -> "a task is at work";
      case CLOSING -> "closing, " + ending;
      case CLOSED ->
          progress.outcome() == BrowserSessionOutcome.UNCONFIRMED
              ? "NOT SEEN TO CLOSE, may hold a slot (" + ending + ")"
              : "closed, " + ending;
    };
  }

  private static String tasks(BrowserSessionProgress progress) {
    return "%d done, %d failed, %d waiting"
        .formatted(progress.tasksDone(), progress.tasksFailed(), progress.waiting());
  }

  private static void row(StringBuilder text, BrowserSessionTask task) {
    String end = task.failure() != null ? task.failure() : String.valueOf(task.outcome());
    text.append(
        "| %s | %s | %s |\n"
            .formatted(
                CurrentDetails.code(task.workflowId()),
                CurrentDetails.code(task.taskId()),
                CurrentDetails.plain(end)));
  }
}
