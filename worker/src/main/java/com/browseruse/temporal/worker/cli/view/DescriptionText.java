package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.worker.run.RunDescription;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** How all that is known of a run reads: one fact on each line, then the steps. */
public final class DescriptionText {
  private final Terminal terminal;

  public DescriptionText(Terminal terminal) {
    this.terminal = terminal;
  }

  public List<String> lines(RunDescription run, String link) {
    List<String> lines = new ArrayList<>();
    for (String fact : facts(run, link)) {
      lines.addAll(
          terminal.live() ? PlainText.wrap(fact, terminal.width(), RunText.INDENT) : List.of(fact));
    }
    if (run.remote().task() != null && !run.remote().steps().isEmpty()) {
      lines.add("");
      lines.addAll(new StepTable(terminal).lines(run.remote().task().steps()));
    }
    return lines;
  }

  private static List<String> facts(RunDescription run, String link) {
    ZoneId zone = ZoneId.systemDefault();
    List<String> lines = new ArrayList<>();
    RunText.add(lines, "Workflow", run.workflowId());
    RunText.add(lines, "Run", run.status());
    RunText.add(lines, "Task queue", run.taskQueue());
    RunText.add(lines, "Started", Words.time(run.startTime(), zone));
    RunText.add(lines, "Closed", Words.time(run.closeTime(), zone));
    if (run.progress() != null) {
      lines.addAll(RunText.progress(run.progress()));
    } else if (run.known() != null) {
      lines.addAll(RunText.evidence(run.known(), run.remote().task()));
    }
    if (run.known() != null) {
      run.known().warnings().forEach(warning -> RunText.add(lines, "Warning", warning));
    }
    if (run.progress() == null || run.progress().liveUrl() == null) {
      RunText.add(lines, "Live view", run.remote().liveUrl());
    }
    RunText.add(lines, "Public page", run.remote().publicShareUrl());
    run.pending().forEach(activity -> RunText.add(lines, "Retrying", activity));
    if (run.result() != null) {
      RunText.add(lines, "Outcome", String.valueOf(run.result().outcome()));
      RunText.add(lines, "Output", run.result().output());
    }
    if (run.failure() != null) {
      RunText.add(lines, "Failure", run.failure().type() + ": " + run.failure().message());
    }
    RunText.add(lines, "More", link);
    RunText.add(lines, "Note", run.note());
    RunText.add(lines, "Steps", run.remote().stepsNote());
    return lines;
  }
}
