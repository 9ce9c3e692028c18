package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs to show. */
final class Samples {
  static final Terminal WIDE = new Terminal(true, false, true, 100);

  private static final ObjectMapper JSON = new ObjectMapper();

  private Samples() {}

  static TaskSnapshot.LastStep step(int number) {
    return new TaskSnapshot.LastStep(
        number, "Goal " + number + ".", "https://shop.example/page" + number);
  }

  static ProgressText.Snapshot running(TaskSnapshot.LastStep step, String cost) {
    return snapshot(BrowserTaskPhase.RUNNING, step, cost);
  }

  static ProgressText.Snapshot snapshot(
      BrowserTaskPhase phase, TaskSnapshot.LastStep step, String cost) {
    return new ProgressText.Snapshot(
        BrowserTaskProgress.fromJson(
            json(
                "taskId",
                "t-1",
                "sessionId",
                "s-1",
                "status",
                TaskStatus.STARTED,
                "stepCount",
                step == null ? 0 : step.number(),
                "lastStep",
                step,
                "costUsd",
                cost,
                "polls",
                3,
                "deadline",
                Instant.EPOCH.toString(),
                "phase",
                phase,
                "createdAt",
                Instant.EPOCH.toString())),
        Duration.ofSeconds(42),
        null);
  }

  static ProgressText.Snapshot waiting(String note) {
    return new ProgressText.Snapshot(null, Duration.ofSeconds(5), note);
  }

  static BrowserTaskResult result(BrowserTaskOutcome outcome, String output) {
    return result(outcome, output, null, List.of(), null, List.of());
  }

  static BrowserTaskResult kept(
      String outputUri, List<Map<String, String>> files, String logs, List<String> problems) {
    return result(BrowserTaskOutcome.SUCCEEDED, "Milk: $2", outputUri, files, logs, problems);
  }

  private static BrowserTaskResult result(
      BrowserTaskOutcome outcome,
      String output,
      String outputUri,
      List<Map<String, String>> files,
      String logs,
      List<String> problems) {
    return BrowserTaskResult.fromJson(
        json(
            "taskId",
            "t-1",
            "sessionId",
            "s-1",
            "outcome",
            outcome,
            "output",
            output,
            "outputTruncated",
            outputUri != null,
            "outputUri",
            outputUri,
            "isSuccess",
            true,
            "costUsd",
            "0.0300",
            "stepCount",
            3,
            "lastStep",
            step(3),
            "outputFiles",
            files,
            "logs",
            logs,
            "createdAt",
            Instant.EPOCH.toString(),
            "polls",
            4,
            "creation",
            Task.Creation.CREATED,
            "collectProblems",
            problems));
  }

  /** An object of names and values in turn. */
  static String json(Object... fields) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      object.put((String) fields[i], fields[i + 1]);
    }
    return JSON.valueToTree(object).toString();
  }
}
