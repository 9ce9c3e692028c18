package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.workflows.session.BrowserSessionOutcome;
import com.browseruse.temporal.workflows.session.BrowserSessionProgress;
import com.browseruse.temporal.workflows.session.BrowserSessionResult;
import com.browseruse.temporal.workflows.session.BrowserSessionTask;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a session reads. */
public final class SessionText {
  private SessionText() {}

  /** Where it is. */
  public static List<String> lines(String id, BrowserSessionProgress session, ZoneId zone) {
    List<String> lines = new ArrayList<>();
    add(lines, "Session", id);
    add(lines, "State", state(session));
    add(lines, "Browser", session.sessionId());
    add(lines, "Live view", session.liveUrl());
    add(lines, "Task at work", session.runningTask());
    add(lines, "Tasks", tasks(session));
    add(lines, "Cost of tasks", Phrases.dollars(session.costUsd()));
    if (session.outcome() == null) {
      add(lines, "Closes when idle", Phrases.time(session.idleDeadline(), zone));
      add(lines, "Closes at last", Phrases.time(session.deadline(), zone));
    }
    add(lines, session.tasks(), session.warnings());
    return lines;
  }

  /** What came of it. */
  public static List<String> lines(String id, BrowserSessionResult session, ZoneId zone) {
    List<String> lines = new ArrayList<>();
    add(lines, "Session", id);
    add(lines, "State", ended(session.outcome(), session.endReason().text()));
    add(lines, "Browser", session.sessionId());
    add(lines, "Closed", Phrases.time(session.closedAt(), zone));
    add(lines, "Tasks", "%d done, %d failed".formatted(session.tasksDone(), session.tasksFailed()));
    add(lines, "Cost of tasks", Phrases.dollars(session.costUsd()));
    add(lines, session.tasks(), session.warnings());
    return lines;
  }

  private static String state(BrowserSessionProgress session) {
    String reason = session.endReason() == null ? "" : session.endReason().text();
    return switch (session.phase()) {
      case OPENING -> "being opened" + (session.problem() == null ? "" : ": " + session.problem());
      case IDLE -> "open, waits for a task";
      case RUNNING -> "open, a task is at work";
      case CLOSING -> "closing: " + reason;
      case CLOSED -> ended(session.outcome(), reason);
    };
  }

  private static String ended(@Nullable BrowserSessionOutcome outcome, String reason) {
    return (outcome == BrowserSessionOutcome.UNCONFIRMED
            ? "NOT SEEN TO CLOSE, may hold a slot: "
            : "closed: ")
        + reason;
  }

  private static String tasks(BrowserSessionProgress session) {
    return "%d done, %d failed, %d waiting"
        .formatted(session.tasksDone(), session.tasksFailed(), session.waiting());
  }

  private static void add(
      List<String> lines, List<BrowserSessionTask> tasks, List<String> warnings) {
    for (BrowserSessionTask task : tasks) {
      String end =
          task.failure() == null ? String.valueOf(task.outcome()) : Phrases.words(task.failure());
      add(lines, "Task", end + ", " + task.workflowId());
    }
    warnings.forEach(warning -> add(lines, "Warning", warning));
  }

  private static void add(List<String> lines, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      lines.add("%-18s%s".formatted(name, PlainText.oneLine(value)));
    }
  }
}
