package com.browseruse.temporal.task;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A browser that tasks run in.
 *
 * @param id the session
 * @param status {@code active} or {@code stopped}; other values pass through
 * @param liveUrl where a person can watch and steer the browser, or null. Whoever has this link has
 *     the browser
 * @param recordingUrl a recording of it, a link that expires, or null
 * @param publicShareUrl where anybody can see it, or null if it is not shared; null in lists
 * @param keepAlive whether it stays when its task has ended, so that somebody must stop it; null if
 *     the server does not say
 * @param persistMemory whether its tasks share what the agent remembers; null if the server does
 *     not say
 * @param tasks its tasks, without steps and files; empty in lists
 * @param startedAt when it was started, or null
 * @param finishedAt when it was stopped, or null
 */
public record Session(
    String id,
    String status,
    @Nullable String liveUrl,
    @Nullable String recordingUrl,
    @Nullable String publicShareUrl,
    @Nullable Boolean keepAlive,
    @Nullable Boolean persistMemory,
    List<Task> tasks,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {}
