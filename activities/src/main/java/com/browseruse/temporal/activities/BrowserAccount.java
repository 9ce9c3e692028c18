package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Whose key the worker has, and what is left. Null where the server does not say.
 *
 * @param name the account's name
 * @param projectId the project that the key belongs to
 * @param creditsUsd what is left to spend in US dollars, a decimal in plain notation
 * @param rateLimit how many requests the project may make, in the provider's unit
 * @param concurrentSessionLimit how many sessions may be open at once
 * @param activeSessionCount how many are open now
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BrowserAccount(
    String name,
    String projectId,
    String creditsUsd,
    Integer rateLimit,
    Integer concurrentSessionLimit,
    Integer activeSessionCount) {}
