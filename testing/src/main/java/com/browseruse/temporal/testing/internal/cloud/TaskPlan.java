package com.browseruse.temporal.testing.internal.cloud;

import com.browseruse.temporal.testing.internal.cloud.TaskScript.OutputFile;
import com.browseruse.temporal.testing.internal.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one task will do, fixed when it is created: the script applied to the request. */
public record TaskPlan(TaskScript script, TaskTimeline.Schedule schedule, Result result) {

  /**
   * What a task leaves when it reaches its end: its own claim of success, its output, its files,
   * and a judge's verdict and report in JSON if one was asked. One that is stopped from outside
   * leaves nothing.
   */
  public record Result(
      @Nullable Boolean isSuccess,
      @Nullable String output,
      List<OutputFile> outputFiles,
      @Nullable Boolean judgeVerdict,
      @Nullable String judgement) {

    static final Result NONE = new Result(null, null, List.of(), null, null);

    /** This result with the report of a judge, who agrees with the task's own claim. */
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

  static TaskPlan of(TaskScript script, TaskSpec spec) {
    TaskTimeline.Schedule schedule = script.schedule();
    Result result;
    if (spec.maxSteps() != null
        && schedule.end().isPresent()
        && schedule.steps() > spec.maxSteps()) {
      // An agent that runs out of steps finishes, but does not claim success.
      schedule = schedule.finishedAfter(spec.maxSteps());
      result = new Result(false, null, List.of(), null, null);
    } else {
      result = result(script, spec);
    }
    return new TaskPlan(script, schedule, spec.judge() ? result.judged() : result);
  }

  private static Result result(TaskScript script, TaskSpec spec) {
    Optional<TaskTimeline.Status> end = script.schedule().end();
    boolean finished = end.equals(Optional.of(TaskTimeline.Status.FINISHED));
    boolean stopped = end.equals(Optional.of(TaskTimeline.Status.STOPPED));
    List<OutputFile> files = finished ? SampleContent.files(spec) : List.of();
    return new Result(
        script.isSuccess().apply(stopped ? null : (Boolean) finished),
        script.output().apply(finished ? SampleContent.output(spec) : null),
        script.outputFiles() != null ? script.outputFiles() : files,
        null,
        null);
  }
}
