package com.browseruse.temporal.activities;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskState;
import com.browseruse.temporal.task.TaskStep;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Cuts what the server tells to what a history can hold. */
final class TaskViews {
  private static final int STEP_TEXT = 300;
  private static final int JUDGEMENT_BYTES = 16 * 1024;
  private static final int MOST_FILES = 100;

  private TaskViews() {}

  static BrowserTaskView view(Task task, int maxOutput, JsonNode schema) {
    String output = cut(task.output(), maxOutput);
    boolean truncated = output != null && output.length() < task.output().length();
    return new BrowserTaskView(
        task.id(),
        task.sessionId(),
        task.status(),
        output,
        truncated,
        schema == null || truncated ? null : StructuredOutput.read(output, schema),
        task.isSuccess(),
        task.judgeVerdict(),
        cut(task.judgement(), JUDGEMENT_BYTES),
        plain(task.cost()),
        task.steps().size(),
        lastStep(task),
        task.outputFiles().stream().limit(MOST_FILES).toList(),
        task.createdAt(),
        task.startedAt(),
        task.finishedAt());
  }

  static BrowserTaskStatus status(Task task) {
    return new BrowserTaskStatus(
        task.id(), task.status(), task.steps().size(), lastStep(task), plain(task.cost()));
  }

  static BrowserTaskStatus status(TaskState state) {
    return new BrowserTaskStatus(state.id(), state.status(), null, null, plain(state.cost()));
  }

  static BrowserTaskList.Item item(Task task) {
    Object workflowId =
        task.metadata() == null ? null : task.metadata().get(TaskMarkers.WORKFLOW_ID);
    return new BrowserTaskList.Item(
        task.id(),
        task.sessionId(),
        task.status(),
        workflowId instanceof String text ? text : null,
        plain(task.cost()),
        task.createdAt(),
        task.finishedAt());
  }

  /** Keeps the first bytes, without leaving half a character. */
  static String cut(String text, int bytes) {
    if (text == null || text.length() <= bytes / 3) {
      return text;
    }
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    if (all.length <= bytes) {
      return text;
    }
    int end = bytes;
    while (end > 0 && (all[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(all, 0, end, StandardCharsets.UTF_8);
  }

  private static LastStep lastStep(Task task) {
    TaskStep step = task.lastStep();
    return step == null
        ? null
        : new LastStep(step.number(), shorten(step.nextGoal()), shorten(step.url()));
  }

  private static String shorten(String text) {
    if (text == null || text.codePointCount(0, text.length()) <= STEP_TEXT) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, STEP_TEXT - 1)) + "…";
  }

  private static String plain(BigDecimal cost) {
    return cost == null ? null : cost.toPlainString();
  }
}
