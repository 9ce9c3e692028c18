package com.browseruse.temporal.worker.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.worker.run.ListedRun;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.StopOutcome;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTableTest {
  private static final String TASK = "3648747b-55db-4149-a597-71616185e855";

  private final List<ListedRun> runs =
      List.of(
          new ListedRun(
              "milk-4711",
              "r-1",
              "FAILED",
              Instant.parse("2026-01-02T03:04:05Z"),
              null,
              BrowserTaskEvidence.fromJson(
                  Samples.json(
                      "taskId", TASK, "costUsd", "0.5", "stop", StopOutcome.UNCONFIRMED))));

  /** (new-user 33) */
  @Test
  void aRunIsOneLineThatFits() {
    assertThat(RunTable.lines(runs, new Terminal(true, false, true, 80), ZoneOffset.UTC))
        .containsExactly(
            "WORKFLOW   STATUS  STARTED              COST   TASK       END",
            "milk-4711  Failed  2026-01-02 03:04:05  $0.50  3648747b…  not seen to stop: it…");
  }

  @Test
  void whoeverReadsLinesGetsAllOfIt() {
    assertThat(RunTable.lines(runs, Terminal.NONE, ZoneOffset.UTC).get(1))
        .contains(TASK, "not seen to stop: it may still run and cost money");
  }
}
