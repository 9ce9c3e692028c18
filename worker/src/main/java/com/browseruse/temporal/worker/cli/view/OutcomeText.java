package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.run.RunOutcome;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the outcome of a run reads. */
public final class OutcomeText {
  /** Where a run is found again; the link to its page in Temporal's UI, if that is known. */
  public record RunRef(String workflowId, String runId, @JsonIgnore @Nullable String link) {}

  private static final int LABEL_WIDTH = 10;

  private final Terminal terminal;
  private final List<String> lines = new ArrayList<>();

  private OutcomeText(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Writes the last block of a run. */
  public static List<String> lines(
      RunOutcome end, RunRef run, @Nullable Duration elapsed, Terminal terminal) {
    OutcomeText text = new OutcomeText(terminal);
    String clock = elapsed == null ? "" : Phrases.clock(elapsed);
    if (end.result() != null) {
      text.finished(end.result(), clock);
    } else if (end.failure() != null) {
      text.failed(end.failure(), clock);
    }
    text.add("Workflow", run.workflowId());
    text.add("More", run.link());
    return text.lines;
  }

  private void finished(BrowserTaskResult result, String elapsed) {
    boolean good = result.outcome() == BrowserTaskOutcome.SUCCEEDED;
    String outcome = result.outcome() == null ? "UNKNOWN" : result.outcome().name();
    String steps = Phrases.count(result.stepCount(), "step");
    addHeading(good, outcome, steps, elapsed, Phrases.dollars(result.costUsd()));
    String output = PlainText.lines(result.output()).strip();
    lines.addAll(output.isEmpty() ? List.of(terminal.dim("(no output)")) : output.lines().toList());
    if (result.outputTruncated()) {
      lines.add(terminal.dim("(the output was cut)"));
    }
    lines.add("");
    add("Output", result.outputUri());
    if (result.judgeVerdict() != null) {
      add("Judge", result.judgeVerdict() ? "calls it a success" : "calls it no success");
    }
    if (result.outputFiles() != null) {
      addFiles(result.outputFiles());
    }
    add("Log", result.logs());
    result.collectProblems().forEach(problem -> add("Missing", problem));
    result.warnings().forEach(warning -> add("Warning", warning));
    addTask(result.taskId(), Phrases.stop(result.stop()));
  }

  private void failed(RunOutcome.Failure failed, String elapsed) {
    addHeading(false, PlainText.oneLine(failed.type()), elapsed);
    PlainText.lines(failed.message()).strip().lines().forEach(lines::add);
    lines.add("");
    BrowserTaskEvidence evidence = failed.evidence();
    if (evidence == null) {
      return;
    }
    add("Output", evidence.result() == null ? null : evidence.result().output());
    add("Cost", Phrases.dollars(evidence.costUsd()));
    evidence.warnings().forEach(warning -> add("Warning", warning));
    String end = Phrases.stop(evidence.stop());
    if (end.isEmpty() && evidence.status() != null) {
      end = "last seen " + evidence.status().word();
    }
    addTask(evidence.taskId(), end);
  }

  private void addHeading(boolean good, String outcome, String... numbers) {
    StringBuilder line = new StringBuilder();
    for (String number : numbers) {
      line.append(number.isEmpty() ? "" : terminal.dot() + number);
    }
    lines.add(
        (good ? terminal.done() : terminal.bad())
            + terminal.bold(good ? terminal.green(outcome) : terminal.red(outcome))
            + terminal.dim(line.toString()));
    lines.add("");
  }

  /** The task with its end, since a task that still runs costs money. */
  private void addTask(@Nullable String taskId, String end) {
    if (taskId != null) {
      add("Task", taskId + (end.isEmpty() ? "" : ", " + end));
    }
  }

  /** Names in one line; but a line for each that was kept, with the place. */
  private void addFiles(List<BrowserTaskFile> files) {
    add(
        "Files",
        files.stream()
            .filter(file -> file.uri() == null)
            .map(file -> PlainText.oneLine(file.fileName()))
            .collect(Collectors.joining(", ")));
    files.forEach(file -> add("File", file.uri()));
  }

  private void add(String name, @Nullable String value) {
    String clean = PlainText.oneLine(value);
    if (!clean.isEmpty()) {
      lines.add(terminal.dim(String.format("%-" + LABEL_WIDTH + "s", name)) + clean);
    }
  }
}
