package com.browseruse.temporal.activities;

import com.browseruse.temporal.task.TaskStatus;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * Which tasks to list. Null means: do not filter by this.
 *
 * @param status only tasks in this status
 * @param sessionId only tasks of this session
 * @param createdAfter only tasks created after this instant
 * @param createdBefore only tasks created before this instant
 * @param limit the most tasks to return, 1 to 100; null for 10
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListBrowserTasksInput(
    TaskStatus status,
    String sessionId,
    Instant createdAfter,
    Instant createdBefore,
    Integer limit) {

  /** How many tasks are returned unless told otherwise. */
  public static final int DEFAULT_LIMIT = 10;

  /** The most tasks that are returned: a history has to hold them. */
  public static final int LARGEST_LIMIT = 100;
}
