package com.browseruse.temporal.workflows;

import com.browseruse.temporal.task.RunNames;
import com.browseruse.temporal.task.TaskStatus;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * What is known of the task of a run that ended without a result: the detail of the failure, and
 * the memo {@code browserTask}.
 *
 * @param taskId the task, or null if none came to be
 * @param sessionId its session, or null
 * @param status its last status in the server's words, or null
 * @param costUsd its cost so far in US dollars, a decimal in plain notation, or null if unknown
 * @param stop what became of it, or null as long as nobody stopped it
 * @param result what it answered, if it had finished before it could be stopped; else null
 * @param warnings what a person should look into, a sentence each, such as a second task of the
 *     same create that was not seen to stop; normally empty, and then left out in JSON
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record BrowserTaskFacts(
    String taskId,
    String sessionId,
    TaskStatus status,
    String costUsd,
    StopOutcome stop,
    BrowserTaskResult result,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {

  /**
   * Makes no warnings of null.
   *
   * @param taskId the task
   * @param sessionId its session
   * @param status its last status
   * @param costUsd its cost so far
   * @param stop what became of it
   * @param result what it answered
   * @param warnings what a person should look into
   */
  public BrowserTaskFacts {
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }

  /** The key of the memo that holds these facts. */
  public static final String MEMO_KEY = RunNames.MEMO_KEY;
}
