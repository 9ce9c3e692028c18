package com.browseruse.temporal.activities.internal.results;

import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskList;
import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskView;
import com.browseruse.temporal.activities.BrowserTaskActivities.CollectedArtifact;
import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskInput;
import com.browseruse.temporal.task.JsonText;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cuts what the server tells to what a history can hold. */
public final class TaskTrimmer {
  private static final int STEP_TEXT = 300;
  private static final int JUDGEMENT_BYTES = 16 * 1024;
  private static final int MOST_FILES = 100;

  /** Bytes of JSON for the files, with the references that are added once they are copied. */
  private static final int FILES_BYTES = 144 * 1024;

  private static final int REFERENCE_BYTES = 100 + CollectedArtifact.LONGEST_URI;
  private static final int LONGEST_ID = 300;
  private static final int LONGEST_NAME = 1000;
  private static final int LONGEST_WORD = 100;

  private TaskTrimmer() {}

  /**
   * What a history keeps of an output: the beginning of its text, the output as JSON if it was
   * asked for, and a sentence if that is missing or was not checked.
   */
  public record Output(
      @Nullable String text, boolean isCut, @Nullable Object json, @Nullable String problem) {
    /**
     * Cuts an output to so many bytes as text and as JSON each, and both together to {@link
     * GetBrowserTaskInput#LARGEST_INLINE_OUTPUT}: the JSON comes first, since it cannot be cut.
     */
    public static Output of(@Nullable String whole, int max, @Nullable Object schema) {
      String output = whole == null ? null : JsonText.clean(whole);
      int room = Math.min(max, GetBrowserTaskInput.LARGEST_INLINE_OUTPUT);
      if (schema == null) {
        return of(output, room, null, null);
      }
      StructuredOutput json = StructuredOutput.read(output, schema).within(room);
      int left = GetBrowserTaskInput.LARGEST_INLINE_OUTPUT - json.size();
      return of(output, Math.min(room, left), json.value(), json.problem());
    }

    private static Output of(
        @Nullable String output, int room, @Nullable Object json, @Nullable String problem) {
      String text = output == null ? null : JsonText.cut(output, room);
      boolean isCut = output != null && text != null && text.length() < output.length();
      return new Output(text, isCut, json, problem);
    }
  }

  /**
   * Cuts a task. {@code stored} is where the whole output is, if anywhere; {@code storeProblem} why
   * it is not there although it should be.
   */
  public static BrowserTaskView view(
      Task task, Output output, @Nullable CollectedArtifact stored, @Nullable String storeProblem) {
    List<Task.OutputFile> files = files(task);
    String filesProblem =
        files.size() == task.outputFiles().size()
            ? null
            : "outputFiles names "
                + files.size()
                + " of "
                + task.outputFiles().size()
                + " files, as many as a history can hold";
    List<String> problems = new ArrayList<>();
    Stream.of(storeProblem, filesProblem).filter(Objects::nonNull).forEach(problems::add);
    return new BrowserTaskView(
        task.id(),
        task.sessionId(),
        status(task.status()),
        output.text(),
        output.isCut(),
        stored,
        output.json(),
        output.problem(),
        task.isSuccess(),
        task.judgeVerdict(),
        cut(task.judgement(), JUDGEMENT_BYTES),
        plain(task.cost()),
        task.steps().size(),
        lastStep(task),
        files,
        task.createdAt(),
        task.startedAt(),
        task.finishedAt(),
        cut(task.llm(), LONGEST_WORD),
        cut(task.browserUseVersion(), LONGEST_WORD),
        problems.isEmpty() ? null : problems);
  }

  public static TaskSnapshot snapshot(Task task) {
    return new TaskSnapshot(
        task.id(),
        status(task.status()),
        task.steps().size(),
        lastStep(task),
        plain(task.cost()),
        task.finishedAt(),
        isMarked(task) ? null : true,
        task.sessionId());
  }

  private static boolean isMarked(Task task) {
    return task.metadata() == null || task.metadata().containsKey(TaskMarkers.CREATE_KEY);
  }

  public static TaskSnapshot snapshot(TaskSnapshot told) {
    return new TaskSnapshot(
        told.taskId(), status(told.status()), null, null, told.costUsd(), told.finishedAt());
  }

  /** A list tells no steps. */
  public static TaskSnapshot snapshotOfListed(Task task) {
    return new TaskSnapshot(
        task.id(), status(task.status()), null, null, plain(task.cost()), task.finishedAt());
  }

  public static BrowserTaskList.Item item(Task task) {
    Object workflowId =
        task.metadata() == null ? null : task.metadata().get(TaskMarkers.WORKFLOW_ID);
    return new BrowserTaskList.Item(
        task.id(),
        task.sessionId(),
        status(task.status()),
        workflowId instanceof String text ? cut(text, LONGEST_NAME) : null,
        plain(task.cost()),
        task.createdAt(),
        task.finishedAt());
  }

  /** An amount of money in plain notation. */
  public static @Nullable String plain(@Nullable BigDecimal cost) {
    return cost == null ? null : cost.toPlainString();
  }

  /** The beginning of a text of somebody else, without half characters. */
  public static @Nullable String cut(@Nullable String text, int bytes) {
    return text == null ? null : JsonText.cut(JsonText.clean(text), bytes);
  }

  /** A word of a server that has lost its way must not fill the history. */
  private static TaskStatus status(TaskStatus status) {
    String word = JsonText.cut(JsonText.clean(status.word()), LONGEST_WORD);
    return word.equals(status.word()) ? status : new TaskStatus(word);
  }

  private static List<Task.OutputFile> files(Task task) {
    List<Task.OutputFile> files = new ArrayList<>();
    int room = FILES_BYTES;
    for (Task.OutputFile file : task.outputFiles()) {
      String name = JsonText.cut(JsonText.clean(file.fileName()), LONGEST_NAME);
      // An id that is cut is of no use.
      if (files.size() == MOST_FILES || JsonText.size(file.id()) > LONGEST_ID) {
        continue;
      }
      room -= JsonText.size(file.id()) + JsonText.size(name) + REFERENCE_BYTES;
      if (room < 0) {
        break;
      }
      files.add(new Task.OutputFile(file.id(), name));
    }
    return List.copyOf(files);
  }

  private static TaskSnapshot.@Nullable LastStep lastStep(Task task) {
    Task.Step step = task.lastStep();
    return step == null
        ? null
        : new TaskSnapshot.LastStep(step.number(), shorten(step.nextGoal()), shorten(step.url()));
  }

  private static @Nullable String shorten(@Nullable String given) {
    String text = given == null ? null : JsonText.clean(given);
    if (text == null || text.codePointCount(0, text.length()) <= STEP_TEXT) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, STEP_TEXT - 1)) + "…";
  }
}
