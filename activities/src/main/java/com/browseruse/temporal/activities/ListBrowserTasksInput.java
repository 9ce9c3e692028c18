package com.browseruse.temporal.activities;

import com.browseruse.temporal.task.TaskStatus;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks to list. Null means: do not filter by this.
 *
 * @param status only tasks in this status
 * @param sessionId only tasks of this session
 * @param createdAfter only tasks created after this instant
 * @param createdBefore only tasks created before this instant
 * @param limit the most tasks to return, 1 to {@value #LARGEST_LIMIT}; null for {@value
 *     #DEFAULT_LIMIT}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListBrowserTasksInput(
    @JsonProperty("status") @Nullable TaskStatus status,
    @JsonProperty("sessionId") @Nullable String sessionId,
    @JsonProperty("createdAfter") @Nullable Instant createdAfter,
    @JsonProperty("createdBefore") @Nullable Instant createdBefore,
    @JsonProperty("limit") @Nullable Integer limit) {

  /** How many tasks are returned unless told otherwise. */
  public static final int DEFAULT_LIMIT = 10;

  /** The most tasks that are returned: a history has to hold them. */
  public static final int LARGEST_LIMIT = 100;
}
