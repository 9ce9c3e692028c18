package com.browseruse.temporal.task;

import org.jspecify.annotations.Nullable;

/**
 * A task that the server has accepted.
 *
 * @param id the task
 * @param sessionId the session that it runs in, or null where the API version has no sessions
 */
public record CreatedTask(String id, @Nullable String sessionId) {}
