package com.browseruse.temporal.activities.internal.view;

import com.browseruse.temporal.activities.BrowserTaskList;
import com.browseruse.temporal.activities.BrowserTaskStatus;
import com.browseruse.temporal.activities.BrowserTaskView;
import com.browseruse.temporal.activities.CollectedArtifact;
import com.browseruse.temporal.task.LastStep;
import com.browseruse.temporal.task.OutputFile;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskState;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.task.TaskStep;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Cuts what the server tells to what a history can hold. */
public final class TaskViews {
  private static final int STEP_TEXT = 300;
  private static final int JUDGEMENT_BYTES = 16 * 1024;
  private static final int MOST_FILES = 100;

  /** Bytes of JSON for the files, with the references that are added once they are copied. */
  private static final int FILES_BYTES = 144 * 1024;

  private static final int REFERENCE_BYTES = 100 + CollectedArtifact.LONGEST_URI;
  private static final int LONGEST_ID = 300;
  private static final int LONGEST_NAME = 1000;
  private static final int LONGEST_WORD = 100;

  private TaskViews() {}

  /**
   * Cuts a task.
   *
   * @param stored where the whole output is, or null
   * @param storeProblem why it is not there although it should be, or null
   */
  public static BrowserTaskView view(
      Task task, KeptOutput output, CollectedArtifact stored, String storeProblem) {
    List<OutputFile> files = files(task);
    String filesProblem =
        files.size() == task.outputFiles().size()
            ? null
            : "outputFiles names "
                + files.size()
                + " of "
                + task.outputFiles().size()
                + " files, as many as a history can hold";
    List<String> problems =
        Stream.of(storeProblem, output.structuredProblem(), filesProblem)
            .filter(Objects::nonNull)
            .toList();
    return new BrowserTaskView(
        task.id(),
        task.sessionId(),
        status(task.status()),
        output.text(),
        output.isCut(),
        stored,
        output.structured(),
        output.structuredProblem() == null ? null : true,
        task.isSuccess(),
        task.judgeVerdict(),
        JsonText.cut(JsonText.clean(task.judgement()), JUDGEMENT_BYTES),
        plain(task.cost()),
        task.steps().size(),
        lastStep(task),
        files,
        task.createdAt(),
        task.startedAt(),
        task.finishedAt(),
        problems.isEmpty() ? null : problems);
  }

  public static BrowserTaskStatus status(Task task) {
    return new BrowserTaskStatus(
        task.id(), status(task.status()), task.steps().size(), lastStep(task), plain(task.cost()));
  }

  public static BrowserTaskStatus status(TaskState state) {
    return new BrowserTaskStatus(
        state.id(), status(state.status()), null, null, plain(state.cost()));
  }

  public static BrowserTaskList.Item item(Task task) {
    Object workflowId =
        task.metadata() == null ? null : task.metadata().get(TaskMarkers.WORKFLOW_ID);
    return new BrowserTaskList.Item(
        task.id(),
        task.sessionId(),
        status(task.status()),
        workflowId instanceof String text ? JsonText.cut(JsonText.clean(text), LONGEST_NAME) : null,
        plain(task.cost()),
        task.createdAt(),
        task.finishedAt());
  }

  /** A word of a server that has lost its way must not fill the history. */
  private static TaskStatus status(TaskStatus status) {
    String word = JsonText.cut(JsonText.clean(status.word()), LONGEST_WORD);
    return word.equals(status.word()) ? status : new TaskStatus(word);
  }

  private static List<OutputFile> files(Task task) {
    List<OutputFile> files = new ArrayList<>();
    int room = FILES_BYTES;
    for (OutputFile file : task.outputFiles()) {
      String name = JsonText.cut(JsonText.clean(file.fileName()), LONGEST_NAME);
      // An id that is cut is of no use.
      if (files.size() == MOST_FILES || JsonText.size(file.id()) > LONGEST_ID) {
        continue;
      }
      room -= JsonText.size(file.id()) + JsonText.size(name == null ? "" : name) + REFERENCE_BYTES;
      if (room < 0) {
        break;
      }
      files.add(new OutputFile(file.id(), name));
    }
    return List.copyOf(files);
  }

  private static LastStep lastStep(Task task) {
    TaskStep step = task.lastStep();
    return step == null
        ? null
        : new LastStep(step.number(), shorten(step.nextGoal()), shorten(step.url()));
  }

  private static String shorten(String given) {
    String text = JsonText.clean(given);
    if (text == null || text.codePointCount(0, text.length()) <= STEP_TEXT) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, STEP_TEXT - 1)) + "…";
  }

  private static String plain(BigDecimal cost) {
    return cost == null ? null : cost.toPlainString();
  }
}
