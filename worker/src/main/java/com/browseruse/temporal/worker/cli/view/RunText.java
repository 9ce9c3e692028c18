package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.task.LastStep;
import com.browseruse.temporal.workflows.BrowserTaskFacts;
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
   * Writes what stands in the memo of a run.
   *
   * @param facts the memo
   * @return lines
   */
  public static List<String> facts(BrowserTaskFacts facts) {
    List<String> lines = new ArrayList<>();
    add(lines, "Task", facts.taskId());
    add(lines, "Session", facts.sessionId());
    add(lines, "Status", facts.status() == null ? "" : facts.status().word());
    add(lines, "Cost", Words.dollars(facts.costUsd()));
    add(lines, "Stop", Words.stop(facts.stop()));
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
