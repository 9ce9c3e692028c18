package com.browseruse.temporal.workflows.reap;

import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One live remote task of ours, and what became of it.
 *
 * @param taskId the task
 * @param workflowId the workflow that made it
 * @param age how old it was when the reaper began, by the server's word, or null if it said none
 * @param costUsd its cost so far in US dollars, a decimal in plain notation, or null if unknown
 * @param decision what the reaper did
 * @param verdict whether anybody owns it
 * @param reason how that is known, or why it was left, a few words
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReapedTask(
    @JsonProperty("taskId") String taskId,
    @JsonProperty("workflowId") String workflowId,
    @JsonProperty("age") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Duration age,
    @JsonProperty("costUsd") @Nullable String costUsd,
    @JsonProperty("decision") ReapDecision decision,
    @JsonProperty("verdict") Verdict verdict,
    @JsonProperty("reason") String reason) {
  /** {@return the task after a decision; a cost that is null says nothing new} */
  public ReapedTask after(ReapDecision decision, String reason, @Nullable String costUsd) {
    String cost = costUsd == null ? this.costUsd : costUsd;
    return new ReapedTask(taskId, workflowId, age, cost, decision, verdict, reason);
  }

  /** {@return the task left alone, for another reason than it came with} */
  public ReapedTask leftAs(Verdict verdict, String reason) {
    return new ReapedTask(taskId, workflowId, age, costUsd, ReapDecision.LEFT, verdict, reason);
  }
}
