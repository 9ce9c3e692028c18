package com.browseruse.temporal.workflows;

import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.internal.json.JsonBacked;
import com.browseruse.temporal.workflows.internal.json.PlainJson;
import com.browseruse.temporal.workflows.internal.json.RunJson;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the task of a run that failed: the detail of every failure, and, without the
 * result, the memo {@value #MEMO_KEY}, which is what a run that was cancelled leaves. In JSON every
 * field is written, also if it is null, but the result.
 */
public final class BrowserTaskEvidence extends JsonBacked {
  /** The key of the memo that holds the evidence. */
  public static final String MEMO_KEY = TaskMarkers.RUN_MEMO_KEY;

  static final BrowserTaskEvidence NONE =
      new BrowserTaskEvidence(new RunJson.Evidence(null, null, null, null, null, List.of(), null));

  private final RunJson.Evidence json;

  /** For the plugin: users get one from a run, or from {@link #fromJson}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BrowserTaskEvidence(RunJson.Evidence json) {
    super(json);
    this.json = json;
  }

  /** Reads one, as {@link BrowserTaskResult#fromJson} does. */
  public static BrowserTaskEvidence fromJson(String json) {
    return new BrowserTaskEvidence(PlainJson.read(json, RunJson.Evidence.class));
  }

  /** {@return whether nothing at all is known} */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /** {@return the evidence in a result, with the result in it} */
  public static BrowserTaskEvidence of(BrowserTaskResult result) {
    Map<String, Object> fields = PlainJson.fields(result.json);
    fields.put("result", result);
    return PlainJson.read(fields, BrowserTaskEvidence.class);
  }

  /** {@return the evidence in what a run told last} */
  public static BrowserTaskEvidence of(BrowserTaskProgress progress) {
    return fromJson(progress.toJson());
  }

  /** {@return the task, or null if none came to be} */
  public @Nullable String taskId() {
    return json.taskId();
  }

  /** {@return its session, or null} */
  public @Nullable String sessionId() {
    return json.sessionId();
  }

  /** {@return its last status in the server's words, or null} */
  public @Nullable TaskStatus status() {
    return json.status();
  }

  /** {@return the cost so far in US dollars, or null if unknown} */
  public @Nullable BigDecimal costUsd() {
    return json.costUsd() == null ? null : new BigDecimal(json.costUsd());
  }

  /** {@return what became of it, or null as long as nobody stopped it} */
  public @Nullable StopOutcome stop() {
    return json.stop();
  }

  /**
   * {@return its result, if it had ended before it could be stopped, or ended in a way that failed
   * the run; else null}
   */
  public @Nullable BrowserTaskResult result() {
    return json.result();
  }

  /** {@return what a person should look into, such as a second task that may be alive} */
  public List<String> warnings() {
    return json.warnings();
  }
}
