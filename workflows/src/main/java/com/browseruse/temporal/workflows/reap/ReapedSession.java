package com.browseruse.temporal.workflows.reap;

import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One open session of a {@code RunBrowserSessionWorkflow} that has ended, and what became of it.
 *
 * @param sessionId the session
 * @param workflowId the workflow that has opened it
 * @param age how old it was when the reaper began, by the server's word, or null if it said none
 * @param decision what the reaper did
 * @param verdict whether anybody owns it
 * @param reason how that is known, or why it was left, a few words
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReapedSession(
    @JsonProperty("sessionId") String sessionId,
    @JsonProperty("workflowId") String workflowId,
    @JsonProperty("age") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Duration age,
    @JsonProperty("decision") ReapDecision decision,
    @JsonProperty("verdict") Verdict verdict,
    @JsonProperty("reason") String reason) {
  /** {@return the session after a decision} */
  public ReapedSession after(ReapDecision decision, Verdict verdict, String reason) {
    return new ReapedSession(sessionId, workflowId, age, decision, verdict, reason);
  }
}
