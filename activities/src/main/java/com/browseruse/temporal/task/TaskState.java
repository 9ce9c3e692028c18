package com.browseruse.temporal.task;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The short form of a task: a few hundred bytes, unlike {@link Task}, which grows with every step.
 *
 * @param id the task
 * @param status its status
 * @param output the output of the agent, or null
 * @param finishedAt when it ended, or null
 * @param isSuccess whether the agent calls it a success, or null if it does not say
 * @param cost what it has cost so far in US dollars, or null if unknown
 */
public record TaskState(
    String id,
    TaskStatus status,
    @Nullable String output,
    @Nullable Instant finishedAt,
    @Nullable Boolean isSuccess,
    @Nullable BigDecimal cost) {}
