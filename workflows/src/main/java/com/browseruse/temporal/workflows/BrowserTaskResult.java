package com.browseruse.temporal.workflows;

import com.browseruse.temporal.task.LastStep;
import com.browseruse.temporal.task.TaskCreation;
import com.browseruse.temporal.workflows.internal.input.NullableJson;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;

/**
 * How a browser task ended.
 *
 * @param taskId the task
 * @param sessionId its session, or null where the API version has none
 * @param outcome how it ended
 * @param output what the agent answered, or null
 * @param outputTruncated whether the output was cut to {@code maxInlineOutput}
 * @param outputUri where the whole output is kept, if it was cut and the worker has an artifact
 *     store; else null
 * @param structuredOutput the output as JSON, when it was asked for, is valid and not too large;
 *     else null
 * @param isSuccess whether the agent calls it a success, or null if it does not say
 * @param judgeVerdict whether the judge calls it a success, or null without a judge
 * @param judgement the judge's report, JSON in a string, or null
 * @param costUsd the cost in US dollars, a decimal in plain notation, or null if unknown
 * @param stepCount how many steps there were
 * @param lastStep the newest step, or null if there was none
 * @param outputFiles the files that it left
 * @param logs where the logs are kept, or null if they were not collected
 * @param createdAt when it was created
 * @param startedAt when the agent began, or null
 * @param finishedAt when it ended, or null
 * @param polls how often the run has looked
 * @param creation how the run came to the task, or null if there was none
 * @param stop what became of the task, if the run was told to stop it; else null
 * @param collectProblems what is missing here or in the artifact store and why, a sentence each;
 *     normally empty, and then left out in JSON
 * @param warnings what a person should look into, a sentence each, such as a second task of the
 *     same create that was not seen to stop; normally empty, and then left out in JSON
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record BrowserTaskResult(
    String taskId,
    String sessionId,
    BrowserTaskOutcome outcome,
    String output,
    boolean outputTruncated,
    String outputUri,
    @JsonDeserialize(using = NullableJson.class) JsonNode structuredOutput,
    Boolean isSuccess,
    Boolean judgeVerdict,
    String judgement,
    String costUsd,
    int stepCount,
    LastStep lastStep,
    List<BrowserTaskFile> outputFiles,
    String logs,
    Instant createdAt,
    Instant startedAt,
    Instant finishedAt,
    int polls,
    TaskCreation creation,
    StopOutcome stop,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> collectProblems,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {

  /**
   * Makes no problems and no warnings of null.
   *
   * @param taskId the task
   * @param sessionId its session
   * @param outcome how it ended
   * @param output what the agent answered
   * @param outputTruncated whether the output was cut
   * @param outputUri where the whole output is kept
   * @param structuredOutput the output as JSON
   * @param isSuccess whether the agent calls it a success
   * @param judgeVerdict whether the judge calls it a success
   * @param judgement the judge's report
   * @param costUsd the cost in US dollars
   * @param stepCount how many steps there were
   * @param lastStep the newest step
   * @param outputFiles the files that it left
   * @param logs where the logs are kept
   * @param createdAt when it was created
   * @param startedAt when the agent began
   * @param finishedAt when it ended
   * @param polls how often the run has looked
   * @param creation how the run came to the task
   * @param stop what became of the task
   * @param collectProblems what is missing and why
   * @param warnings what a person should look into
   */
  public BrowserTaskResult {
    collectProblems = collectProblems == null ? List.of() : List.copyOf(collectProblems);
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }
}
