package com.browseruse.temporal.workflows;

import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.internal.json.JsonBacked;
import com.browseruse.temporal.workflows.internal.json.PlainJson;
import com.browseruse.temporal.workflows.internal.json.RunJson;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a run is, as its last poll saw it: what the query {@code progress} and updates return. */
public final class BrowserTaskProgress extends JsonBacked {
  final RunJson.Progress json;

  /** For the plugin: users get one from a run, or from {@link #fromJson}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BrowserTaskProgress(RunJson.Progress json) {
    super(json);
    this.json = json;
  }

  /** Reads one, as {@link BrowserTaskResult#fromJson} does. */
  public static BrowserTaskProgress fromJson(String json) {
    return new BrowserTaskProgress(PlainJson.read(json, RunJson.Progress.class));
  }

  /** {@return where a run is that has ended with a result; what it told last may be null} */
  public static BrowserTaskProgress of(
      BrowserTaskResult result, @Nullable BrowserTaskProgress seen) {
    Map<String, Object> fields =
        new HashMap<>(seen == null ? Map.of() : PlainJson.fields(seen.json));
    Map<String, Object> ended = PlainJson.fields(result.json);
    ended.remove("lastStep", null);
    fields.putAll(ended);
    fields.put("phase", BrowserTaskPhase.DONE);
    fields.remove("result");
    return PlainJson.read(fields, BrowserTaskProgress.class);
  }

  /** {@return the same without its links, for a log: whoever has the live view has the browser} */
  public BrowserTaskProgress withoutLinks() {
    return new BrowserTaskProgress(
        PlainJson.without(json, RunJson.Progress.class, "liveUrl", "publicShareUrl"));
  }

  /** {@return the task, or null before it was created} */
  public @Nullable String taskId() {
    return json.taskId();
  }

  /** {@return its session, or null} */
  public @Nullable String sessionId() {
    return json.sessionId();
  }

  /** {@return its status in the server's words, or null before the first poll} */
  public @Nullable TaskStatus status() {
    return json.status();
  }

  /** {@return how many steps there were} */
  public int stepCount() {
    return json.stepCount();
  }

  /** {@return the newest step, or null} */
  public TaskSnapshot.@Nullable LastStep lastStep() {
    return json.lastStep();
  }

  /** {@return the cost so far in US dollars, or null if unknown} */
  public @Nullable BigDecimal costUsd() {
    return json.costUsd() == null ? null : new BigDecimal(json.costUsd());
  }

  /** {@return where a person can watch the browser; null unless the run was told to expose it} */
  public @Nullable String liveUrl() {
    return json.liveUrl();
  }

  /** {@return how often the run has looked at the task} */
  public int polls() {
    return json.polls();
  }

  /** {@return when the run gives up; null only if its input was refused} */
  public @Nullable Instant deadline() {
    return json.deadline();
  }

  /** {@return where the run is} */
  public BrowserTaskPhase phase() {
    return json.phase();
  }

  /** {@return what became of the task that the run stopped; null as long as it stopped none} */
  public @Nullable StopOutcome stop() {
    return json.stop();
  }

  /** {@return when the run created the task, or null before} */
  public @Nullable Instant createdAt() {
    return json.createdAt();
  }

  /** {@return the result of a task that had finished before the run could stop it; else null} */
  public @Nullable BrowserTaskResult result() {
    return json.result();
  }

  /** {@return where anybody can see the outcome; null if not shared, or not to be exposed} */
  public @Nullable String publicShareUrl() {
    return json.publicShareUrl();
  }

  /**
   * {@return why there is no task yet although the run has tried to create one: what the last
   * attempt failed with; null if none has failed, and once there is a task}
   */
  public @Nullable String problem() {
    return json.problem();
  }

  /** {@return what a person should look into, such as a second task that may be alive} */
  public List<String> warnings() {
    return json.warnings();
  }
}
