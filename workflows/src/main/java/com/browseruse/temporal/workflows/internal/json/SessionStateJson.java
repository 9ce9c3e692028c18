package com.browseruse.temporal.workflows.internal.json;

import com.browseruse.temporal.workflows.session.BrowserSessionEndReason;
import com.browseruse.temporal.workflows.session.BrowserSessionOutcome;
import com.browseruse.temporal.workflows.session.BrowserSessionPhase;
import com.browseruse.temporal.workflows.session.BrowserSessionTask;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a session tells of itself, as JSON. */
public final class SessionStateJson {
  private SessionStateJson() {}

  /** How it ended. Every field is written, also if it is null. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Result(
      @JsonProperty("sessionId") @Nullable String sessionId,
      @JsonProperty("outcome") BrowserSessionOutcome outcome,
      @JsonProperty("endReason") BrowserSessionEndReason endReason,
      @JsonProperty("openedAt") @Nullable Instant openedAt,
      @JsonProperty("closedAt") @Nullable Instant closedAt,
      @JsonProperty("costUsd") @Nullable String costUsd,
      @JsonProperty("tasksDone") int tasksDone,
      @JsonProperty("tasksFailed") int tasksFailed,
      @JsonProperty("tasks") List<BrowserSessionTask> tasks,
      @JsonProperty("warnings") List<String> warnings) {
    public Result {
      tasks = PlainJson.list(tasks);
      warnings = PlainJson.list(warnings);
    }
  }

  /** Where it is. Every field is written, also if it is null. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Progress(
      @JsonProperty("sessionId") @Nullable String sessionId,
      @JsonProperty("phase") BrowserSessionPhase phase,
      @JsonProperty("runningTask") @Nullable String runningTask,
      @JsonProperty("waiting") int waiting,
      @JsonProperty("openedAt") @Nullable Instant openedAt,
      @JsonProperty("idleDeadline") @Nullable Instant idleDeadline,
      @JsonProperty("deadline") @Nullable Instant deadline,
      @JsonProperty("liveUrl") @Nullable String liveUrl,
      @JsonProperty("problem") @Nullable String problem,
      @JsonProperty("endReason") @Nullable BrowserSessionEndReason endReason,
      @JsonProperty("outcome") @Nullable BrowserSessionOutcome outcome,
      @JsonProperty("costUsd") @Nullable String costUsd,
      @JsonProperty("tasksDone") int tasksDone,
      @JsonProperty("tasksFailed") int tasksFailed,
      @JsonProperty("tasks") List<BrowserSessionTask> tasks,
      @JsonProperty("warnings") List<String> warnings) {
    public Progress {
      tasks = PlainJson.list(tasks);
      warnings = PlainJson.list(warnings);
    }
  }
}
