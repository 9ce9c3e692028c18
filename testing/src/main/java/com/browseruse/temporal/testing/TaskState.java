package com.browseruse.temporal.testing;

import java.time.Instant;

/**
 * What is true of a task at one instant.
 *
 * @param status its state
 * @param steps how many steps it has taken so far
 * @param startedAt when it left {@code CREATED}, or null
 * @param finishedAt when it ended, however it ended, or null
 * @param stoppedAt when it was stopped or stopped by itself, or null
 */
record TaskState(
    TaskStatus status, int steps, Instant startedAt, Instant finishedAt, Instant stoppedAt) {}
