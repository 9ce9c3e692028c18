package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.task.LastStep;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** How the state of a run reads, one fact on each line. */
public final class RunText {
  /** Where the facts begin, behind their names. */
  public static final int INDENT = 12;

  private static final String FORMAT = "%-" + INDENT + "s%s";

  private RunText() {}

  /**
   * Writes where a run is.
   *
   * @param progress what the run told
   * @return lines
   */
  public static List<String> progress(BrowserTaskProgress progress) {
    List<String> lines = new ArrayList<>();
    add(lines, "Phase", progress.phase() == null ? "" : progress.phase().name());
    add(lines, "Task", progress.taskId());
    add(lines, "Session", progress.sessionId());
    add(lines, "Status", progress.status() == null ? "" : progress.status().word());
    LastStep step = progress.lastStep();
    if (step != null) {
      add(lines, "Step", step.number() + ": " + PlainText.oneLine(step.nextGoal()));
      add(lines, "Page", Words.page(step.url()));
    }
    add(lines, "Cost", Words.dollars(progress.costUsd()));
    add(lines, "Live view", progress.liveUrl());
    add(lines, "Stop", Words.stop(progress.stop()));
    add(lines, "Deadline", Words.time(progress.deadline(), ZoneId.systemDefault()));
    return lines;
  }

  /**
   * Writes what is known of a run that tells nothing itself.
   *
   * @param evidence what it has left
   * @param task what the service tells of its task, which is newer; or null
   * @return lines
   */
  public static List<String> evidence(BrowserTaskEvidence evidence, Task task) {
    TaskStatus status = task == null || task.status() == null ? evidence.status() : task.status();
    List<String> lines = new ArrayList<>();
    add(lines, "Task", evidence.taskId());
    add(lines, "Session", evidence.sessionId());
    add(lines, "Status", status == null ? "" : status.word());
    add(
        lines,
        "Cost",
        Words.dollars(task == null || task.cost() == null ? evidence.costUsd() : task.cost()));
    add(lines, "Stop", Words.stop(evidence.stop()));
    return lines;
  }

  /**
   * Adds a fact, if there is one.
   *
   * @param lines where to
   * @param name what it is called
   * @param value the fact; null and empty add nothing
   */
  public static void add(List<String> lines, String name, String value) {
    String clean = PlainText.oneLine(value);
    if (!clean.isEmpty()) {
      lines.add(String.format(FORMAT, name, clean));
    }
  }
}
