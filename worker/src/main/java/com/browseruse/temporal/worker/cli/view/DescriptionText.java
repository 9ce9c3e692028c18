package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.run.RemoteStop;
import com.browseruse.temporal.worker.run.RunDescription;
import com.browseruse.temporal.worker.run.WaitClock;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How all that is known of a run reads: one fact on each line, then the steps.
 *
 * @param lastSteps how many steps are shown, the newest
 */
public record DescriptionText(Terminal terminal, int lastSteps) {
  /** Where the facts begin, behind their names. */
  private static final int INDENT = 12;

  private static final String FORMAT = "%-" + INDENT + "s%s";
  private static final List<String> STEP_HEADINGS = List.of("STEP", "TOOK", "PAGE", "GOAL");
  private static final int SHORTEST_GOAL = 24;

  public List<String> lines(RunDescription run, @Nullable String link) {
    List<String> lines = new ArrayList<>();
    for (String fact : facts(run, link)) {
      lines.addAll(
          terminal.live() ? TextLayout.wrap(fact, terminal.width(), INDENT) : List.of(fact));
    }
    if (!run.remote().steps().isEmpty()) {
      lines.add("");
      lines.addAll(steps(run.remote().steps()));
    }
    return lines;
  }

  private static List<String> facts(RunDescription run, @Nullable String link) {
    ZoneId zone = ZoneId.systemDefault();
    List<String> lines = new ArrayList<>();
    add(lines, "Workflow", run.workflowId());
    add(lines, "Text", PlainText.oneLine(run.text()));
    add(lines, "Run", run.status());
    add(lines, "Task queue", run.taskQueue());
    add(lines, "Started", Phrases.time(run.startTime(), zone));
    add(lines, "Closed", Phrases.time(run.closeTime(), zone));
    Instant until = run.closeTime() == null ? WaitClock.SYSTEM.now() : run.closeTime();
    add(lines, "Elapsed", Phrases.clock(Duration.between(run.startTime(), until)));
    if (run.progress() != null) {
      lines.addAll(progress(run.progress()));
    } else if (run.known() != null) {
      lines.addAll(evidence(run.known(), run.remote().task()));
    }
    if (run.known() != null) {
      run.known().warnings().forEach(warning -> add(lines, "Warning", warning));
    }
    if (run.progress() == null || run.progress().liveUrl() == null) {
      add(lines, "Live view", run.remote().liveUrl());
    }
    add(lines, "Public page", run.remote().publicShareUrl());
    if (run.progress() != null && run.progress().problem() != null) {
      add(lines, "No task yet", run.progress().problem());
    }
    run.pending().forEach(activity -> add(lines, "Retrying", activity));
    if (run.result() != null) {
      add(lines, "Outcome", String.valueOf(run.result().outcome()));
      add(lines, "Output", run.result().output());
    }
    add(lines, "Files", files(run));
    if (run.failure() != null) {
      add(lines, "Failure", Phrases.words(run.failure().type()) + ": " + run.failure().message());
    }
    add(lines, "More", link);
    add(lines, "Note", run.note());
    add(lines, "Steps", run.remote().stepsNote());
    return lines;
  }

  private static String files(RunDescription run) {
    return run.result() != null
        ? run.result().outputFiles().stream()
            .map(BrowserTaskFile::fileName)
            .collect(Collectors.joining(", "))
        : run.remote().task() == null
            ? ""
            : run.remote().task().outputFiles().stream()
                .map(Task.OutputFile::fileName)
                .collect(Collectors.joining(", "));
  }

  /** One line for each step, and one of headings; none without steps. */
  List<String> steps(List<Task.Step> steps) {
    if (steps.isEmpty()) {
      return List.of();
    }
    int left = Math.max(0, steps.size() - lastSteps);
    List<String> lines = new ArrayList<>();
    if (left > 0) {
      lines.add(terminal.dim(Phrases.count(left, "earlier step") + ": see --steps"));
    }
    lines.addAll(
        new Table(
                STEP_HEADINGS, steps.subList(left, steps.size()).stream().map(this::step).toList())
            .lines(terminal, SHORTEST_GOAL));
    return lines;
  }

  /** The page may take a third of the line: the rest tells what the agent wanted there. */
  private List<String> step(Task.Step step) {
    return List.of(
        Integer.toString(step.number()),
        step.duration() == null ? "" : Phrases.seconds(step.duration()),
        terminal.cut(Phrases.page(step.url()), terminal.width() / 3),
        PlainText.oneLine(step.nextGoal()));
  }

  /** Writes where a run is. */
  public static List<String> progress(BrowserTaskProgress progress) {
    List<String> lines = new ArrayList<>();
    add(lines, "Phase", progress.phase() == null ? "" : progress.phase().name());
    add(lines, "Task", progress.taskId());
    add(lines, "Session", progress.sessionId());
    add(lines, "Status", progress.status() == null ? "" : progress.status().word());
    TaskSnapshot.LastStep step = progress.lastStep();
    if (step != null) {
      add(lines, "Step", step.number() + ": " + PlainText.oneLine(step.nextGoal()));
      add(lines, "Page", Phrases.page(step.url()));
    }
    add(lines, "Cost", Phrases.dollars(progress.costUsd()));
    add(lines, "Live view", progress.liveUrl());
    add(lines, "Stop", Phrases.stop(progress.stop()));
    add(lines, "Deadline", Phrases.time(progress.deadline(), ZoneId.systemDefault()));
    return lines;
  }

  /** Writes what became of a task that was stopped without its run. */
  public static List<String> stopped(RemoteStop stopped) {
    List<String> lines = new ArrayList<>();
    add(lines, "Task", stopped.taskId());
    add(lines, "Status", stopped.status().word());
    add(lines, "Stop", Phrases.stop(stopped.stop()));
    add(lines, "Cost", Phrases.dollars(stopped.costUsd()));
    return lines;
  }

  /** What is known of a run that tells nothing itself; what the service tells is newer. */
  private static List<String> evidence(BrowserTaskEvidence evidence, @Nullable Task task) {
    TaskStatus status = task == null || task.status() == null ? evidence.status() : task.status();
    BigDecimal cost = task == null || task.cost() == null ? evidence.costUsd() : task.cost();
    List<String> lines = new ArrayList<>();
    add(lines, "Task", evidence.taskId());
    add(lines, "Session", evidence.sessionId());
    add(lines, "Status", status == null ? "" : status.word());
    add(lines, "Cost", Phrases.dollars(cost));
    add(lines, "Stop", Phrases.stop(evidence.stop()));
    return lines;
  }

  /** Adds a fact, if there is one. */
  private static void add(List<String> lines, String name, @Nullable String value) {
    String clean = PlainText.oneLine(value);
    if (!clean.isEmpty()) {
      lines.add(String.format(FORMAT, name, clean));
    }
  }
}
