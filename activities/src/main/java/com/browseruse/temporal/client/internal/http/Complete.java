package com.browseruse.temporal.client.internal.http;

import com.browseruse.temporal.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Refuses a response that lacks what it is worth nothing without, and fills in the rest. */
public final class Complete {
  /** Twice the steps that the API allows a task, and far more than a page has items. */
  private static final int MAX_ITEMS = 20_000;

  private static final Task.Step NO_STEP = new Task.Step(0, "", "", "", "", List.of(), null, null);

  /** Completes one item of a list; null stands for an item of the wrong kind. */
  public interface Completion<T, R> {
    R complete(@Nullable T item) throws UnreadableResponseException;
  }

  private Complete() {}

  public static String required(String name, @Nullable Object value)
      throws UnreadableResponseException {
    if (value == null || value.toString().isBlank()) {
      throw new UnreadableResponseException("the body has no " + name);
    }
    return value.toString();
  }

  /** Completes a task; null in place of one is refused. */
  public static Task task(
      @Nullable Task task, @Nullable Map<String, Object> noMetadata, @Nullable Boolean isSuccess)
      throws UnreadableResponseException {
    if (task == null) {
      throw new UnreadableResponseException("the body has no task");
    }
    required("id", task.id());
    required("status", task.status());
    return new Task(
        task.id(),
        task.sessionId(),
        task.llm(),
        task.browserUseVersion(),
        task.task(),
        task.status(),
        task.createdAt(),
        task.startedAt(),
        task.finishedAt(),
        task.metadata() == null ? noMetadata : task.metadata(),
        steps(task.steps()),
        files(task.outputFiles()),
        task.output(),
        isSuccess,
        task.judgement(),
        task.judgeVerdict(),
        task.cost(),
        task.liveUrl(),
        task.publicShareUrl(),
        task.additionalFields());
  }

  /** Numbers the steps that the server does not number. */
  private static List<Task.Step> steps(@Nullable List<Task.@Nullable Step> told)
      throws UnreadableResponseException {
    List<Task.Step> steps = new ArrayList<>();
    for (Task.Step step : items("steps", told == null ? List.of() : told)) {
      int place = steps.size() + 1;
      Task.Step known = step == null ? NO_STEP : step;
      steps.add(
          new Task.Step(
              known.number() < 1 ? place : known.number(),
              text(known.nextGoal()),
              text(known.url()),
              text(known.memory()),
              text(known.evaluationPreviousGoal()),
              present(known.actions()),
              known.screenshotUrl(),
              known.duration()));
    }
    return List.copyOf(steps);
  }

  /** Leaves out a file without an id, which nobody can ask for. */
  private static List<Task.OutputFile> files(@Nullable List<Task.@Nullable OutputFile> told) {
    return present(told).stream()
        .filter(file -> file.id() != null && !file.id().isBlank())
        .map(file -> new Task.OutputFile(file.id(), text(file.fileName())))
        .toList();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static <T> List<T> present(@Nullable List<@Nullable T> items) {
    return items == null ? List.of() : items.stream().filter(Objects::nonNull).toList();
  }

  /** Gives the items of a list; no item is skipped, since it could be the one looked for. */
  public static <T> List<T> items(String name, @Nullable List<T> items)
      throws UnreadableResponseException {
    if (items == null) {
      throw new UnreadableResponseException("the body has no list of " + name);
    }
    if (items.size() > MAX_ITEMS) {
      throw new UnreadableResponseException("the body has more than " + MAX_ITEMS + " " + name);
    }
    return items;
  }

  public static <T, R> List<R> each(List<T> items, Completion<T, R> completion)
      throws UnreadableResponseException {
    List<R> all = new ArrayList<>();
    for (T item : items) {
      all.add(completion.complete(item));
    }
    return List.copyOf(all);
  }

  /** Gives the number of a page; a server that always gave the same would be read for ever. */
  public static int pageNumber(@Nullable Integer told, int asked, List<?> items)
      throws UnreadableResponseException {
    int number = positive(told, asked);
    if (number != asked && !items.isEmpty()) {
      throw new UnreadableResponseException("page " + asked + " was asked for, but came " + number);
    }
    return number;
  }

  /**
   * Tells whether a page may be followed by another: as long as pages are full, whatever the server
   * counts, since its count may be behind.
   */
  public static boolean mayGoOn(List<?> items, int number, int size, long total) {
    return !items.isEmpty() && (items.size() >= size || (long) number * size < total);
  }

  public static int positive(@Nullable Integer told, int otherwise) {
    return told == null || told < 1 ? otherwise : told;
  }
}
