package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the server tells of a task. It grows with every step, so it is never put into a workflow
 * history as it is.
 *
 * @param id the task
 * @param sessionId its session, or null where the API version has none
 * @param llm the model, as the provider calls it, or null
 * @param task what was asked for
 * @param status its status
 * @param createdAt when it was created, or null if the server did not say
 * @param startedAt when the agent began, or null
 * @param finishedAt when it ended, or null
 * @param metadata the markers that were put on it, values of any kind; null where the response does
 *     not tell, as in lists of version 1
 * @param steps its steps, oldest first; empty in lists
 * @param outputFiles the files that it left; empty in lists
 * @param output the output of the agent, or null
 * @param isSuccess whether the agent calls it a success, or null if it does not say
 * @param judgement the judge's report, JSON in a string, or null
 * @param judgeVerdict whether the judge calls it a success, or null without a judge
 * @param cost what it has cost so far in US dollars, or null if unknown
 * @param liveUrl where a person can watch and steer its browser, or null; where the API version has
 *     sessions, the session has it. Whoever has this link has the browser
 * @param publicShareUrl where anybody can see its outcome, or null if it is not shared; where the
 *     API version has sessions, the session has it
 * @param additionalFields what the server said beyond this, by field name
 */
public record Task(
    String id,
    @Nullable String sessionId,
    @Nullable String llm,
    @Nullable String task,
    TaskStatus status,
    @Nullable Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Map<String, Object> metadata,
    List<TaskStep> steps,
    List<OutputFile> outputFiles,
    @Nullable String output,
    @Nullable Boolean isSuccess,
    @Nullable String judgement,
    @Nullable Boolean judgeVerdict,
    @Nullable BigDecimal cost,
    @Nullable String liveUrl,
    @Nullable String publicShareUrl,
    @JsonAnySetter Map<String, Object> additionalFields) {

  /** {@return the newest step, or null before the first} */
  public @Nullable TaskStep lastStep() {
    return steps.isEmpty() ? null : steps.get(steps.size() - 1);
  }
}
