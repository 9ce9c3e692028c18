package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.task.LastStep;
import com.browseruse.temporal.task.TaskCreation;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.worker.run.Sight;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs to show. */
final class Samples {
  static final Terminal WIDE = new Terminal(true, false, true, 100);

  private Samples() {}

  static LastStep step(int number) {
    return new LastStep(number, "Goal " + number + ".", "https://shop.example/page" + number);
  }

  static Sight running(LastStep step, String cost) {
    return sight(BrowserTaskPhase.RUNNING, step, cost);
  }

  static Sight sight(BrowserTaskPhase phase, LastStep step, String cost) {
    return new Sight(
        new BrowserTaskProgress(
            "t-1",
            "s-1",
            TaskStatus.STARTED,
            step == null ? 0 : step.number(),
            step,
            cost,
            null,
            3,
            Instant.EPOCH,
            phase,
            null,
            Instant.EPOCH,
            null,
            null),
        Duration.ofSeconds(42),
        null);
  }

  static Sight waiting(String note) {
    return new Sight(null, Duration.ofSeconds(5), note);
  }

  static BrowserTaskResult result(BrowserTaskOutcome outcome, String output) {
    return result(outcome, output, null, List.of(), null, List.of());
  }

  static BrowserTaskResult kept(
      String outputUri, List<BrowserTaskFile> files, String logs, List<String> problems) {
    return result(BrowserTaskOutcome.SUCCEEDED, "Milk: $2", outputUri, files, logs, problems);
  }

  private static BrowserTaskResult result(
      BrowserTaskOutcome outcome,
      String output,
      String outputUri,
      List<BrowserTaskFile> files,
      String logs,
      List<String> problems) {
    return new BrowserTaskResult(
        "t-1",
        "s-1",
        outcome,
        output,
        outputUri != null,
        outputUri,
        null,
        true,
        null,
        null,
        "0.0300",
        3,
        step(3),
        files,
        logs,
        Instant.EPOCH,
        null,
        null,
        4,
        TaskCreation.CREATED,
        null,
        problems,
        List.of());
  }
}
