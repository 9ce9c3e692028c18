package com.browseruse.temporal.workflows.internal.json;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.reap.ReapedSession;
import com.browseruse.temporal.workflows.reap.ReapedTask;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run and a reaper tell, as the records behind the classes that users read. */
public final class RunJson {
  private RunJson() {}

  /** The result of a run. Every field is written, also if it is null, but no empty problems. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Result(
      @JsonProperty("taskId") @Nullable String taskId,
      @JsonProperty("sessionId") @Nullable String sessionId,
      @JsonProperty("outcome") BrowserTaskOutcome outcome,
      @JsonProperty("output") @Nullable String output,
      @JsonProperty("outputTruncated") boolean outputTruncated,
      @JsonProperty("outputUri") @Nullable String outputUri,
      @JsonProperty("structuredOutput") @Nullable Object structuredOutput,
      @JsonProperty("isSuccess") @Nullable Boolean isSuccess,
      @JsonProperty("judgeVerdict") @Nullable Boolean judgeVerdict,
      @JsonProperty("judgement") @Nullable String judgement,
      @JsonProperty("costUsd") @Nullable String costUsd,
      @JsonProperty("stepCount") int stepCount,
      @JsonProperty("lastStep") TaskSnapshot.@Nullable LastStep lastStep,
      @JsonProperty("outputFiles") List<BrowserTaskFile> outputFiles,
      @JsonProperty("logs") @Nullable String logs,
      @JsonProperty("createdAt") @Nullable Instant createdAt,
      @JsonProperty("startedAt") @Nullable Instant startedAt,
      @JsonProperty("finishedAt") @Nullable Instant finishedAt,
      @JsonProperty("polls") int polls,
      @JsonProperty("creation") Task.@Nullable Creation creation,
      @JsonProperty("llm") @Nullable String llm,
      @JsonProperty("browserUseVersion") @Nullable String browserUseVersion,
      @JsonProperty("stop") @Nullable StopOutcome stop,
      @JsonProperty("collectProblems") @JsonInclude(JsonInclude.Include.NON_EMPTY)
          List<String> collectProblems,
      @JsonProperty("warnings") List<String> warnings) {
    public Result {
      structuredOutput = PlainJson.of(structuredOutput);
      outputFiles = PlainJson.list(outputFiles);
      collectProblems = PlainJson.list(collectProblems);
      warnings = PlainJson.list(warnings);
    }
  }

  /** What a run tells while it lasts. Every field is written, also if it is null, but the last. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Progress(
      @JsonProperty("taskId") @Nullable String taskId,
      @JsonProperty("sessionId") @Nullable String sessionId,
      @JsonProperty("status") @Nullable TaskStatus status,
      @JsonProperty("stepCount") int stepCount,
      @JsonProperty("lastStep") TaskSnapshot.@Nullable LastStep lastStep,
      @JsonProperty("costUsd") @Nullable String costUsd,
      @JsonProperty("liveUrl") @Nullable String liveUrl,
      @JsonProperty("polls") int polls,
      @JsonProperty("deadline") @Nullable Instant deadline,
      @JsonProperty("phase") BrowserTaskPhase phase,
      @JsonProperty("stop") @Nullable StopOutcome stop,
      @JsonProperty("createdAt") @Nullable Instant createdAt,
      @JsonProperty("result") @Nullable BrowserTaskResult result,
      @JsonProperty("publicShareUrl") @Nullable String publicShareUrl,
      @JsonProperty("problem") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String problem,
      @JsonProperty("warnings") @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {
    public Progress {
      warnings = PlainJson.list(warnings);
    }
  }

  /** What a run that failed leaves. Every field is written, also if it is null, but the last. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Evidence(
      @JsonProperty("taskId") @Nullable String taskId,
      @JsonProperty("sessionId") @Nullable String sessionId,
      @JsonProperty("status") @Nullable TaskStatus status,
      @JsonProperty("costUsd") @Nullable String costUsd,
      @JsonProperty("stop") @Nullable StopOutcome stop,
      @JsonProperty("warnings") List<String> warnings,
      @JsonProperty("result") @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable BrowserTaskResult result) {
    public Evidence {
      warnings = PlainJson.list(warnings);
    }
  }

  /** A file that a task left. Every field is written, also if it is null. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record File(
      @JsonProperty("id") String id,
      @JsonProperty("fileName") String fileName,
      @JsonProperty("uri") @Nullable String uri,
      @JsonProperty("size") @Nullable Long size,
      @JsonProperty("sha256") @Nullable String sha256) {}

  /** What a reaper tells, while it lasts and as its result. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Reaped(
      @JsonProperty("apply") boolean apply,
      @JsonProperty("namespace") String namespace,
      @JsonProperty("olderThan") @JsonFormat(shape = JsonFormat.Shape.STRING) Duration olderThan,
      @JsonProperty("scanned") int scanned,
      @JsonProperty("found") int found,
      @JsonProperty("wouldStop") int wouldStop,
      @JsonProperty("stopped") int stopped,
      @JsonProperty("finishedFirst") int finishedFirst,
      @JsonProperty("unconfirmed") int unconfirmed,
      @JsonProperty("left") int left,
      @JsonProperty("leftBecause") Map<String, Integer> leftBecause,
      @JsonProperty("unknown") int unknown,
      @JsonProperty("tasks") List<ReapedTask> tasks,
      @JsonProperty("tasksNotListed") int tasksNotListed,
      @JsonProperty("openSessions") int openSessions,
      @JsonProperty("sessions") List<ReapedSession> sessions,
      @JsonProperty("sessionsProblem") @Nullable String sessionsProblem) {
    public Reaped {
      leftBecause = leftBecause == null ? Map.of() : leftBecause;
      tasks = tasks == null ? List.of() : tasks;
      sessions = sessions == null ? List.of() : sessions;
    }
  }
}
