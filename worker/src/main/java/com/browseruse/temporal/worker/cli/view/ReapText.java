package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.workflows.reap.ReapDecision;
import com.browseruse.temporal.workflows.reap.ReapResult;
import com.browseruse.temporal.workflows.reap.ReapedSession;
import com.browseruse.temporal.workflows.reap.ReapedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How the result of a reaper reads. */
public final class ReapText {
  private static final List<String> HEADINGS =
      List.of("DECISION", "AGE", "COST", "TASK", "WORKFLOW", "WHY");
  private static final List<String> SESSION_HEADINGS =
      List.of("DECISION", "AGE", "SESSION", "WORKFLOW", "WHY");
  private static final int LONGEST_WORKFLOW = 40;

  /** A reason that is cut is no reason. */
  private static final int SHORTEST_REASON = 60;

  private ReapText() {}

  /** Writes the tasks as a table, and the counts below it. */
  public static List<String> lines(ReapResult result, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    if (!result.tasks().isEmpty()) {
      List<List<String>> rows = result.tasks().stream().map(task -> row(task, terminal)).toList();
      lines.addAll(new Table(HEADINGS, rows).lines(terminal, SHORTEST_REASON));
      if (result.tasksNotListed() > 0) {
        lines.add("and " + result.tasksNotListed() + " more");
      }
      lines.add("");
    }
    lines.add(
        "Looked at %s: %s alive and made by workflows of namespace %s."
            .formatted(
                Phrases.count(result.scanned(), "remote task"),
                result.found(),
                PlainText.oneLine(result.namespace())));
    if (result.found() > 0) {
      lines.add(counts(result));
    }
    lines.addAll(sessions(result, terminal));
    return lines;
  }

  private static List<String> sessions(ReapResult result, Terminal terminal) {
    if (result.sessionsProblem() != null) {
      return List.of(
          "The open sessions were not checked: " + PlainText.oneLine(result.sessionsProblem()));
    }
    if (result.openSessions() == 0) {
      return List.of();
    }
    String open = "Looked at " + Phrases.count(result.openSessions(), "open session") + ": ";
    if (result.sessions().isEmpty()) {
      return List.of(open + "none was left open by a workflow that has ended.");
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    List<List<String>> rows =
        result.sessions().stream().map(session -> row(session, terminal)).toList();
    lines.addAll(new Table(SESSION_HEADINGS, rows).lines(terminal, SHORTEST_REASON));
    lines.add("");
    lines.add(open + result.sessions().size() + " of workflows that have ended.");
    lines.add(sessionCounts(result));
    return lines;
  }

  private static String sessionCounts(ReapResult result) {
    long left = count(result, ReapDecision.LEFT);
    if (!result.apply()) {
      return "%d would be closed, %d left.".formatted(count(result, ReapDecision.WOULD_STOP), left);
    }
    return "%d closed, %s%d left."
        .formatted(
            count(result, ReapDecision.STOPPED),
            count(
                (int) count(result, ReapDecision.UNCONFIRMED),
                "not seen to close (may hold a slot)"),
            left);
  }

  private static long count(ReapResult result, ReapDecision decision) {
    return result.sessions().stream().filter(session -> session.decision() == decision).count();
  }

  private static List<String> row(ReapedSession session, Terminal terminal) {
    return List.of(
        session.decision().text(),
        session.age() == null ? "" : Phrases.clock(session.age()),
        PlainText.oneLine(session.sessionId()),
        terminal.cut(PlainText.oneLine(session.workflowId()), LONGEST_WORKFLOW),
        PlainText.oneLine(session.reason()));
  }

  private static String counts(ReapResult result) {
    String because =
        result.leftBecause().entrySet().stream()
            .map(left -> left.getValue() + ": " + left.getKey())
            .collect(Collectors.joining("; "));
    String left = result.left() + " left" + (because.isEmpty() ? "" : " (" + because + ")") + ".";
    if (!result.apply()) {
      return result.wouldStop() + " would be stopped, " + left;
    }
    return "%s stopped, %s%s%s"
        .formatted(
            result.stopped(),
            count(result.finishedFirst(), "had finished first"),
            count(result.unconfirmed(), "not seen to stop (may still run and cost money)"),
            left);
  }

  private static String count(int count, String what) {
    return count > 0 ? count + " " + what + ", " : "";
  }

  private static List<String> row(ReapedTask task, Terminal terminal) {
    return List.of(
        task.decision().text(),
        task.age() == null ? "" : Phrases.clock(task.age()),
        Phrases.dollars(task.costUsd()),
        PlainText.oneLine(task.taskId()),
        terminal.cut(PlainText.oneLine(task.workflowId()), LONGEST_WORKFLOW),
        PlainText.oneLine(task.reason()));
  }
}
