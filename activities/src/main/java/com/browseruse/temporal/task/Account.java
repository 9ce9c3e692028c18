package com.browseruse.temporal.task;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose key it is, and what is left. Null where the server does not say.
 *
 * @param name the account's name
 * @param projectId the project that the key belongs to
 * @param creditsUsd what is left to spend, in US dollars
 * @param rateLimit how many requests the project may make, in the provider's unit
 * @param concurrentSessionLimit how many sessions may be open at once
 * @param activeSessionCount how many are open now
 * @param additionalFields what the server said beyond this, by field name
 */
public record Account(
    @Nullable String name,
    @Nullable String projectId,
    @Nullable BigDecimal creditsUsd,
    @Nullable Integer rateLimit,
    @Nullable Integer concurrentSessionLimit,
    @Nullable Integer activeSessionCount,
    Map<String, Object> additionalFields) {}
