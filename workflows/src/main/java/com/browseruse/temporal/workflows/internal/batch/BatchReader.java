package com.browseruse.temporal.workflows.internal.batch;

import com.browseruse.temporal.task.StrictJson;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatch;
import com.browseruse.temporal.workflows.internal.input.InputReader;
import com.browseruse.temporal.workflows.internal.json.PlainJson;
import com.browseruse.temporal.workflows.internal.json.RawJson;
import io.temporal.common.converter.RawValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns JSON into the lines of a batch, and back; refuses with a sentence that names the line. */
public final class BatchReader {
  /** With the id of the batch before it, it becomes a workflow id, which takes 1000 bytes. */
  private static final int LONGEST_ID = 200;

  private static final int MOST_DIGITS = 100;

  private static final String TASKS = "tasks";
  private static final String MORE = "more";
  private static final String ID = "id";

  private BatchReader() {}

  /** Builds Jackson's readers and writers of batches. */
  public static void warmUp(BrowserTask task) {
    BrowserTaskBatch batch = BrowserTaskBatch.newBuilder().add("warm up", task).build();
    RawJson.read(RawJson.of(batch), BrowserTaskBatch.class);
  }

  /** Reads an input past the data converter, as {@link InputReader} does. */
  static BatchJson.Input read(@Nullable RawValue raw, int linesBefore) {
    InputReader.checkSize(raw == null ? 0 : raw.getPayload().getData().size());
    return read(InputReader.json(raw), linesBefore);
  }

  /** Reads lines that have no ids as numbered from the first that is not there yet. */
  static BatchJson.Input read(@Nullable Object json, int linesBefore) {
    if (!(StrictJson.plain(json) instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("input must be one JSON object with the field tasks");
    }
    Map<String, Object> rest = new LinkedHashMap<>();
    map.forEach(
        (name, value) -> {
          if (value != null) {
            rest.put(Objects.toString(name), value);
          }
        });
    if (!(rest.remove(TASKS) instanceof List<?> tasks)) {
      throw new IllegalArgumentException("tasks must be given, and be a list");
    }
    Object more = rest.remove(MORE);
    if (more != null && !(more instanceof Boolean)) {
      throw new IllegalArgumentException("more must be true or false");
    }
    Map<String, BrowserTask> lines = new LinkedHashMap<>();
    for (int i = 0; i < tasks.size(); i++) {
      String defaultId = Integer.toString(linesBefore + i + 1);
      try {
        add(lines, defaultId, tasks.get(i));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("tasks[" + i + "]: " + e.getMessage());
      }
    }
    BatchJson.Limits limits = StrictJson.convert(rest, BatchJson.Limits.class, "");
    StrictJson.checkNumbers(rest);
    return new BatchJson.Input(lines, Boolean.TRUE.equals(more), limits);
  }

  /** Reads one line: the text of a task, or a task as JSON with an id. */
  public static void add(Map<String, BrowserTask> lines, String defaultId, @Nullable Object json) {
    if (json instanceof String text) {
      put(lines, defaultId, BrowserTask.of(text));
      return;
    }
    if (!(json instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("a task must be a JSON object, or a text");
    }
    Map<Object, Object> task = new LinkedHashMap<>(map);
    Object id = task.remove(ID);
    if (id != null && !(id instanceof String) && !(id instanceof Integer)) {
      throw new IllegalArgumentException("id must be text, or a whole number");
    }
    put(
        lines,
        id == null ? defaultId : id.toString(),
        new BrowserTask(InputReader.read((Object) task)));
  }

  /** Adds a line under an id that none has yet. */
  public static void put(Map<String, BrowserTask> lines, String id, BrowserTask task) {
    if (id.isBlank()
        || id.length() > LONGEST_ID
        || id.chars().anyMatch(Character::isISOControl)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(id)) {
      throw new IllegalArgumentException(
          "id must have 1 to " + LONGEST_ID + " characters, none of them a control character");
    }
    if (lines.putIfAbsent(id, task) != null) {
      throw new IllegalArgumentException(
          "id " + StrictJson.shorten(id) + " is given to two tasks: each needs one of its own");
    }
  }

  public static void checkCount(int lines) {
    check(
        lines >= 1 && lines <= BrowserTaskBatch.MOST_LINES,
        "tasks must be 1 to %d, but are %d".formatted(BrowserTaskBatch.MOST_LINES, lines));
  }

  public static void checkBytes(long bytes) {
    check(
        bytes <= BrowserTaskBatch.MOST_BYTES,
        "tasks must have at most %d bytes as JSON together, but have %d"
            .formatted(BrowserTaskBatch.MOST_BYTES, bytes));
  }

  static void checkLimits(
      @Nullable Integer concurrency,
      @Nullable BigDecimal maxCostUsd,
      @Nullable Integer maxFailures) {
    check(
        concurrency == null
            || concurrency >= 1 && concurrency <= BrowserTaskBatch.LARGEST_CONCURRENCY,
        "concurrency must be between 1 and "
            + BrowserTaskBatch.LARGEST_CONCURRENCY
            + ", but is "
            + concurrency);
    check(
        maxCostUsd == null
            || maxCostUsd.signum() > 0
                && maxCostUsd.precision() <= MOST_DIGITS
                && Math.abs((long) maxCostUsd.scale()) <= MOST_DIGITS,
        "maxCostUsd must be more than zero, in at most " + MOST_DIGITS + " digits");
    check(
        maxFailures == null || maxFailures >= 1,
        "maxFailures must be at least 1, but is " + maxFailures);
  }

  private static void check(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }

  static Map<String, Object> write(BatchJson.Input input) {
    List<Map<String, Object>> tasks = new ArrayList<>();
    input
        .lines()
        .forEach(
            (id, task) -> {
              Map<String, Object> line = new LinkedHashMap<>();
              line.put(ID, id);
              line.putAll(PlainJson.fields(task));
              tasks.add(line);
            });
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(TASKS, tasks);
    if (input.more()) {
      json.put(MORE, true);
    }
    json.putAll(PlainJson.fields(input.limits()));
    return json;
  }
}
