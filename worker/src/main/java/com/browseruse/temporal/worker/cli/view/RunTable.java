package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.run.ListedRun;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import java.time.ZoneId;
import java.util.List;

/** How a list of runs reads. What is not yet in Temporal's list is empty, such as a cost so far. */
public final class RunTable {
  private static final List<String> HEADINGS =
      List.of("WORKFLOW", "STATUS", "STARTED", "COST", "TASK", "END");
  private static final int LONGEST_WORKFLOW = 40;
  private static final int SHORT_ID = 9;
  private static final int SHORTEST_END = 8;

  private RunTable() {}

  /** Writes one line for each run, and one of headings; where it is narrow, tasks are cut. */
  public static List<String> lines(List<ListedRun> runs, Terminal terminal, ZoneId zone) {
    if (!terminal.live()) {
      return table(runs, terminal, Integer.MAX_VALUE, Integer.MAX_VALUE, zone)
          .lines(terminal, Integer.MAX_VALUE);
    }
    Table whole = table(runs, terminal, LONGEST_WORKFLOW, Integer.MAX_VALUE, zone);
    return (whole.room(terminal) >= SHORTEST_END
            ? whole
            : table(runs, terminal, LONGEST_WORKFLOW, SHORT_ID, zone))
        .lines(terminal, SHORTEST_END);
  }

  private static Table table(
      List<ListedRun> runs, Terminal terminal, int longest, int longestTask, ZoneId zone) {
    return new Table(
        HEADINGS,
        runs.stream()
            .map(
                run -> {
                  BrowserTaskEvidence known = run.memo();
                  return List.of(
                      terminal.cut(PlainText.oneLine(run.workflowId()), longest),
                      Phrases.words(run.status()),
                      Phrases.time(run.startTime(), zone),
                      known == null ? "" : Phrases.dollars(known.costUsd()),
                      known == null
                          ? ""
                          : terminal.cut(PlainText.oneLine(known.taskId()), longestTask),
                      known == null ? "" : Phrases.stop(known.stop()));
                })
            .toList());
  }
}
