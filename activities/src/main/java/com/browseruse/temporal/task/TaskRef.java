package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Names a task, such as one that was just created.
 *
 * @param taskId the task
 * @param sessionId its session, for calls that can use it; null if it is not known, or where the
 *     API version has none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskRef(
    @JsonProperty("taskId") String taskId, @JsonProperty("sessionId") @Nullable String sessionId) {

  /** {@return the name of a task whose session does not matter} */
  public static TaskRef of(String taskId) {
    return new TaskRef(taskId, null);
  }
}
