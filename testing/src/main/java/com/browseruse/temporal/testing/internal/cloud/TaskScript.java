package com.browseruse.temporal.testing.internal.cloud;

import com.browseruse.temporal.testing.internal.cloud.TaskSpec.ApiVersion;
import com.browseruse.temporal.testing.internal.cloud.TaskTimeline.Schedule;
import com.browseruse.temporal.testing.internal.cloud.TaskTimeline.Status;
import com.browseruse.temporal.testing.internal.http.Body;
import com.browseruse.temporal.testing.internal.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What tasks do whose text a scenario matches. The operators turn the default claim of success and
 * the default output into the scripted ones; null files stand for the default ones.
 */
public record TaskScript(
    Pattern match,
    Schedule schedule,
    UnaryOperator<@Nullable Boolean> isSuccess,
    UnaryOperator<@Nullable String> output,
    BigDecimal costPerStep,
    @Nullable List<OutputFile> outputFiles,
    boolean ignoreStop,
    boolean pausable) {
  public record OutputFile(String fileName, String contentType, Body body) {
    public static OutputFile text(String fileName, String text) {
      return new OutputFile(fileName, "text/plain; charset=utf-8", Body.text(text));
    }
  }

  /** What a task leaves at its own end; a judge's verdict and report in JSON if one was asked. */
  public record Result(
      @Nullable Boolean isSuccess,
      @Nullable String output,
      List<OutputFile> outputFiles,
      @Nullable Boolean judgeVerdict,
      @Nullable String judgement) {
    static final Result NONE = new Result(null, null, List.of(), null, null);

    private Result judged() {
      boolean verdict = Boolean.TRUE.equals(isSuccess);
      ObjectNode report = Json.object();
      report.put("verdict", verdict);
      report.put(
          "reasoning", verdict ? "The output answers the task." : "The task was not completed.");
      report.put("failure_reason", verdict ? "" : "The agent did not reach its goal.");
      return new Result(isSuccess, output, outputFiles, verdict, report.toString());
    }
  }

  boolean matches(String task) {
    return match.matcher(task).find();
  }

  /** An agent that runs out of steps finishes, but does not claim success. */
  Schedule scheduleOf(TaskSpec spec) {
    return cutOff(spec).map(schedule::finishedAfter).orElse(schedule);
  }

  Result resultOf(TaskSpec spec) {
    boolean finished = schedule.end().equals(Optional.of(Status.FINISHED));
    boolean stopped = schedule.end().equals(Optional.of(Status.STOPPED));
    List<OutputFile> files = finished ? SampleContent.files(spec) : List.of();
    Result result =
        cutOff(spec).isPresent()
            ? new Result(false, null, List.of(), null, null)
            : new Result(
                isSuccess.apply(stopped ? null : (Boolean) finished),
                output.apply(finished ? SampleContent.output(spec) : null),
                outputFiles != null ? outputFiles : files,
                null,
                null);
    return spec.judge() ? result.judged() : result;
  }

  /** The step after which the task has no more, if it would go further. */
  private Optional<Integer> cutOff(TaskSpec spec) {
    return Optional.ofNullable(spec.maxSteps())
        .filter(
            most ->
                schedule.end().isPresent()
                    ? schedule.steps() > most
                    // Version 1 always has a limit: no task would go on for ever.
                    : spec.apiVersion() == ApiVersion.V2);
  }
}
