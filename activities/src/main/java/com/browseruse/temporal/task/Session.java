package com.browseruse.temporal.task;

import java.time.Instant;

/**
 * A browser that tasks run in.
 *
 * @param id the session
 * @param status {@code active} or {@code stopped}; other words pass through
 * @param liveUrl where a person can watch and steer the browser, or null. Whoever has this link has
 *     the browser.
 * @param startedAt when it was started, or null
 * @param finishedAt when it was stopped, or null
 */
public record Session(
    String id, String status, String liveUrl, Instant startedAt, Instant finishedAt) {}
