package com.browseruse.temporal.workflows;

import com.browseruse.temporal.activities.OrphanVerdict;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Duration;

/**
 * One live remote task of ours, and what became of it.
 *
 * @param taskId the task
 * @param workflowId the workflow that made it
 * @param age how old it was when the reaper began, by the server's word, or null if it said none
 * @param costUsd its cost so far in US dollars, a decimal in plain notation, or null if unknown
 * @param decision what the reaper did
 * @param verdict whether anybody owns it
 * @param reason how that is known, a few words
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record ReapedTask(
    String taskId,
    String workflowId,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Duration age,
    String costUsd,
    ReapDecision decision,
    OrphanVerdict verdict,
    String reason) {

  public ReapedTask after(ReapDecision decision, String costUsd) {
    return new ReapedTask(
        taskId,
        workflowId,
        age,
        costUsd == null ? this.costUsd : costUsd,
        decision,
        verdict,
        reason);
  }

  public ReapedTask unconfirmed(String addedReason, String costUsd) {
    return new ReapedTask(
            taskId, workflowId, age, this.costUsd, decision, verdict, reason + "; " + addedReason)
        .after(ReapDecision.UNCONFIRMED, costUsd);
  }

  public ReapedTask leftAs(OrphanVerdict verdict, String reason) {
    return new ReapedTask(taskId, workflowId, age, costUsd, ReapDecision.LEFT, verdict, reason);
  }
}
