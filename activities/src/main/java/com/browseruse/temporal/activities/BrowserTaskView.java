package com.browseruse.temporal.activities;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task, cut to what a history can hold: no steps but the last, and texts of a stated size.
 *
 * @param taskId the task
 * @param sessionId its session, or null where the API version has none
 * @param status its status
 * @param output what the agent returned, or null
 * @param outputTruncated whether the output was cut
 * @param storedOutput where the whole output is kept, if it was cut and the worker has an artifact
 *     store; else null
 * @param structuredOutput the output as JSON (a map, list, text, number or boolean), if it was
 *     asked for, follows the schema and is not too large; else null
 * @param structuredOutputLeftOut whether the output follows the schema, but is too large as JSON;
 *     null if not
 * @param isSuccess whether the agent calls it a success, or null if it does not say
 * @param judgeVerdict whether the judge calls it a success, or null without a judge
 * @param judgement the judge's report, JSON in a string, or null; its first 16 KiB
 * @param costUsd the cost in US dollars, a decimal in plain notation, or null if unknown
 * @param stepCount how many steps there were
 * @param lastStep the newest step, or null before the first
 * @param outputFiles the files that it left; the first 100, fewer if their names are very long
 * @param createdAt when it was created
 * @param startedAt when the agent began, or null
 * @param finishedAt when it ended, or null
 * @param problems what is missing here and why, a sentence each; null if nothing is
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BrowserTaskView(
    @JsonProperty("taskId") String taskId,
    @JsonProperty("sessionId") @Nullable String sessionId,
    @JsonProperty("status") TaskStatus status,
    @JsonProperty("output") @Nullable String output,
    @JsonProperty("outputTruncated") boolean outputTruncated,
    @JsonProperty("storedOutput") @Nullable CollectedArtifact storedOutput,
    @JsonProperty("structuredOutput") @Nullable Object structuredOutput,
    @JsonProperty("structuredOutputLeftOut") @Nullable Boolean structuredOutputLeftOut,
    @JsonProperty("isSuccess") @Nullable Boolean isSuccess,
    @JsonProperty("judgeVerdict") @Nullable Boolean judgeVerdict,
    @JsonProperty("judgement") @Nullable String judgement,
    @JsonProperty("costUsd") @Nullable String costUsd,
    @JsonProperty("stepCount") int stepCount,
    @JsonProperty("lastStep") TaskSnapshot.@Nullable LastStep lastStep,
    @JsonProperty("outputFiles") List<Task.OutputFile> outputFiles,
    @JsonProperty("createdAt") @Nullable Instant createdAt,
    @JsonProperty("startedAt") @Nullable Instant startedAt,
    @JsonProperty("finishedAt") @Nullable Instant finishedAt,
    @JsonProperty("problems") @Nullable List<String> problems) {}
