package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.run.RunOutcome;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the outcome of a run reads. */
public final class OutcomeText {
  /**
   * Where a run is found again.
   *
   * @param link its page in Temporal's UI, or null if that is not known
   */
  public record RunRef(String workflowId, String runId, @Nullable String link) {}

  private static final int LABEL_WIDTH = 10;

  private final Terminal terminal;

  public OutcomeText(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Writes the last block of a run. */
  public List<String> block(RunOutcome end, RunRef run, @Nullable Duration elapsed) {
    if (end instanceof RunOutcome.Finished finished) {
      return finished(finished.result(), run, elapsed);
    }
    return failed((RunOutcome.Failed) end, run, elapsed);
  }

  private List<String> finished(BrowserTaskResult result, RunRef run, @Nullable Duration elapsed) {
    List<String> lines = new ArrayList<>();
    boolean good = result.outcome() == BrowserTaskOutcome.SUCCEEDED;
    String outcome = result.outcome() == null ? "UNKNOWN" : result.outcome().name();
    List<String> numbers = new ArrayList<>();
    numbers.add(Phrases.count(result.stepCount(), "step"));
    if (elapsed != null) {
      numbers.add(Phrases.clock(elapsed));
    }
    if (result.costUsd() != null) {
      numbers.add(Phrases.dollars(result.costUsd()));
    }
    lines.add(
        (good ? terminal.done() : terminal.bad())
            + terminal.bold(good ? terminal.green(outcome) : terminal.red(outcome))
            + terminal.dim(terminal.dot() + String.join(terminal.dot(), numbers)));
    lines.add("");
    String output = PlainText.lines(result.output()).strip();
    lines.addAll(output.isEmpty() ? List.of(terminal.dim("(no output)")) : output.lines().toList());
    if (result.outputTruncated()) {
      lines.add(terminal.dim("(the output was cut)"));
    }
    lines.add("");
    if (result.outputUri() != null) {
      lines.add(label("Output", PlainText.oneLine(result.outputUri())));
    }
    if (result.judgeVerdict() != null) {
      lines.add(
          label("Judge", result.judgeVerdict() ? "calls it a success" : "calls it no success"));
    }
    if (result.outputFiles() != null) {
      addFiles(lines, result.outputFiles());
    }
    if (result.logs() != null) {
      lines.add(label("Log", PlainText.oneLine(result.logs())));
    }
    result
        .collectProblems()
        .forEach(problem -> lines.add(label("Missing", PlainText.oneLine(problem))));
    addWarnings(lines, result.warnings());
    String stop = result.stop() == null ? "" : ", " + Phrases.stop(result.stop());
    addRun(lines, PlainText.oneLine(result.taskId()) + stop, run);
    return lines;
  }

  private List<String> failed(RunOutcome.Failed failed, RunRef run, @Nullable Duration elapsed) {
    List<String> lines = new ArrayList<>();
    lines.add(
        terminal.bad()
            + terminal.bold(terminal.red(PlainText.oneLine(failed.type())))
            + (elapsed == null ? "" : terminal.dim(terminal.dot() + Phrases.clock(elapsed))));
    lines.add("");
    PlainText.lines(failed.message()).strip().lines().forEach(lines::add);
    lines.add("");
    BrowserTaskEvidence evidence = failed.evidence();
    if (evidence != null) {
      if (evidence.result() != null && evidence.result().output() != null) {
        lines.add(label("Output", PlainText.oneLine(evidence.result().output())));
      }
      if (evidence.costUsd() != null) {
        lines.add(label("Cost", Phrases.dollars(evidence.costUsd())));
      }
      addWarnings(lines, evidence.warnings());
    }
    addRun(lines, task(evidence), run);
    return lines;
  }

  private void addWarnings(List<String> lines, List<String> warnings) {
    warnings.forEach(warning -> lines.add(label("Warning", PlainText.oneLine(warning))));
  }

  /** The task and whether it was stopped: one that was left behind costs money. */
  private static String task(@Nullable BrowserTaskEvidence evidence) {
    if (evidence == null || evidence.taskId() == null) {
      return "";
    }
    String stop = Phrases.stop(evidence.stop());
    if (stop.isEmpty() && evidence.status() != null) {
      stop = "last seen " + PlainText.oneLine(evidence.status().word());
    }
    return PlainText.oneLine(evidence.taskId()) + (stop.isEmpty() ? "" : ", " + stop);
  }

  private void addRun(List<String> lines, String task, RunRef run) {
    if (!task.isEmpty()) {
      lines.add(label("Task", task));
    }
    lines.add(label("Workflow", PlainText.oneLine(run.workflowId())));
    if (run.link() != null) {
      lines.add(label("More", run.link()));
    }
  }

  private String label(String name, String value) {
    return terminal.dim(String.format("%-" + LABEL_WIDTH + "s", name)) + value;
  }

  /** Names in one line; but a line for each that was kept, with the place. */
  private void addFiles(List<String> lines, List<BrowserTaskFile> files) {
    String names =
        files.stream()
            .filter(file -> file.uri() == null)
            .map(file -> PlainText.oneLine(file.fileName()))
            .collect(Collectors.joining(", "));
    if (!names.isEmpty()) {
      lines.add(label("Files", names));
    }
    files.stream()
        .filter(file -> file.uri() != null)
        .forEach(file -> lines.add(label("File", PlainText.oneLine(file.uri()))));
  }
}
