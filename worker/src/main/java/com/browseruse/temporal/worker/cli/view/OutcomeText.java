package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.run.RunOutcome;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the outcome of a run reads.
 *
 * @param unstructured whether the task was to follow a schema, and does not
 */
public record OutcomeText(Terminal terminal, boolean unstructured) {
  /**
   * Where a run is found again; the link to its page in Temporal's UI, if that is known.
   *
   * @param lasts whether it can be asked for later, unlike one whose server ends with the process
   */
  public record RunRef(
      String workflowId,
      String runId,
      @JsonIgnore @Nullable String link,
      @JsonIgnore boolean lasts) {}

  private static final String LABEL = "%-10s";
  private static final Set<String> UNSTOPPED =
      Set.of(BrowserTaskException.TERMINATED, BrowserTaskException.TIMED_OUT);

  /** Writes the last block of a run. */
  public List<String> lines(RunOutcome end, RunRef run, @Nullable Duration elapsed) {
    List<String> lines = new ArrayList<>();
    String clock = elapsed == null ? "" : Phrases.clock(elapsed);
    BrowserTaskEvidence evidence = end.evidence();
    boolean good = false;
    if (end.result() != null) {
      good = end.result().outcome() == BrowserTaskOutcome.SUCCEEDED && !unstructured;
      finished(lines, end.result(), good, clock);
    } else if (end.failure() != null) {
      failed(lines, end.failure(), clock);
    }
    if (evidence != null && evidence.taskId() != null) {
      boolean unstopped = end.failure() != null && UNSTOPPED.contains(end.failure().type());
      addTask(lines, evidence, unstopped, end.result() != null);
    }
    add(lines, "Workflow", run.workflowId());
    add(lines, "More", run.link());
    boolean cancelled =
        end.failure() != null && end.failure().type().equals(BrowserTaskException.CANCELLED);
    if (!good && !cancelled && run.lasts() && evidence != null && evidence.taskId() != null) {
      String id = PlainText.oneLine(run.workflowId());
      add(lines, "Next", "describe %s shows its steps, logs %s its log".formatted(id, id));
    }
    return lines;
  }

  /** Writes what somebody should know who asked for the answer alone. */
  public List<String> asides(BrowserTaskResult result) {
    List<String> lines = new ArrayList<>();
    if (result.outputTruncated()) {
      String uri = PlainText.oneLine(result.outputUri());
      lines.add("Note: the output was cut" + (uri.isEmpty() ? "." : "; all of it is at " + uri));
    }
    result.warnings().forEach(warning -> lines.add("Warning: " + PlainText.oneLine(warning)));
    return lines;
  }

  /** Writes in one line that the answer is not what was wanted. */
  public String verdict(BrowserTaskResult result, RunRef run) {
    String outcome = result.outcome() == null ? "UNKNOWN" : result.outcome().name();
    String what =
        unstructured ? "the output does not follow the schema" : "the outcome is " + outcome;
    String end = Phrases.stop(result.stop());
    return terminal.red("Error: " + what + (end.isEmpty() ? "" : ", task " + end))
        + "; see describe "
        + PlainText.oneLine(run.workflowId());
  }

  private void finished(
      List<String> lines, BrowserTaskResult result, boolean good, String elapsed) {
    String outcome = result.outcome() == null ? "UNKNOWN" : result.outcome().name();
    String steps = Phrases.count(result.stepCount(), "step");
    lines.add(heading(good, outcome, steps, elapsed, Phrases.dollars(result.costUsd())));
    lines.add("");
    String output = PlainText.lines(result.output()).strip();
    lines.addAll(output.isEmpty() ? List.of(terminal.dim("(no output)")) : output.lines().toList());
    if (result.outputTruncated()) {
      lines.add(terminal.dim("(the output was cut)"));
    }
    lines.add("");
    if (unstructured) {
      lines.add(label("Schema") + terminal.red("the output does not follow the schema"));
    }
    add(lines, "Output", result.outputUri());
    if (result.judgeVerdict() != null) {
      add(lines, "Judge", result.judgeVerdict() ? "calls it a success" : "calls it no success");
    }
    if (!good) {
      add(lines, "Last step", Phrases.step(result.lastStep()));
    }
    addFiles(lines, result.outputFiles());
    add(lines, "Log", result.logs());
    result.collectProblems().forEach(problem -> add(lines, "Missing", problem));
    result.warnings().forEach(warning -> add(lines, "Warning", warning));
  }

  private void failed(List<String> lines, RunOutcome.Failure failed, String elapsed) {
    lines.add(heading(false, Phrases.words(failed.type()), elapsed));
    lines.add("");
    PlainText.lines(failed.message()).strip().lines().forEach(lines::add);
    lines.add("");
    BrowserTaskEvidence evidence = failed.evidence();
    if (evidence != null) {
      BrowserTaskResult result = evidence.result();
      add(lines, "Output", result == null ? null : result.output());
      add(lines, "Last step", result == null ? null : Phrases.step(result.lastStep()));
      add(lines, "Cost", Phrases.dollars(evidence.costUsd()));
      evidence.warnings().stream()
          .filter(warning -> !failed.message().contains(warning))
          .forEach(warning -> add(lines, "Warning", warning));
      if (evidence.taskId() == null && evidence.stop() == StopOutcome.UNCONFIRMED) {
        add(lines, "Check", Phrases.command("list --status started"));
      }
    }
  }

  private String heading(boolean good, String outcome, String... numbers) {
    StringBuilder line = new StringBuilder();
    for (String number : numbers) {
      line.append(number.isEmpty() ? "" : terminal.dot() + number);
    }
    return (good ? terminal.done() : terminal.bad())
        + terminal.bold(good ? terminal.green(outcome) : terminal.red(outcome))
        + terminal.dim(line.toString());
  }

  /** The task with its end, since a task that still runs costs money. */
  private void addTask(
      List<String> lines, BrowserTaskEvidence evidence, boolean unstopped, boolean finished) {
    String taskId = PlainText.oneLine(evidence.taskId());
    String end = Phrases.stop(evidence.stop());
    if (end.isEmpty() && evidence.status() != null && !finished) {
      end = "last seen " + evidence.status().word();
    }
    String task = taskId + (end.isEmpty() ? "" : ", " + end);
    boolean alive =
        evidence.stop() == StopOutcome.UNCONFIRMED
            || unstopped
                && evidence.stop() == null
                && (evidence.status() == null || !evidence.status().isTerminal());
    lines.add(label("Task") + (alive ? terminal.red(task) : task));
    if (alive) {
      add(lines, "Stop it", Phrases.command("stop --task " + taskId));
    }
  }

  /** Names in one line; but a line for each that was kept, with the place. */
  private void addFiles(List<String> lines, List<BrowserTaskFile> files) {
    add(
        lines,
        "Files",
        files.stream()
            .filter(file -> file.uri() == null)
            .map(file -> PlainText.oneLine(file.fileName()))
            .collect(Collectors.joining(", ")));
    files.forEach(file -> add(lines, "File", file.uri()));
  }

  private void add(List<String> lines, String name, @Nullable String value) {
    String clean = PlainText.oneLine(value);
    if (!clean.isEmpty()) {
      lines.add(label(name) + clean);
    }
  }

  private String label(String name) {
    return terminal.dim(LABEL.formatted(name));
  }
}
