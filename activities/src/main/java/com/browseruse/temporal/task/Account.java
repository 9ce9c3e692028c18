package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Whose key the worker has, and what is left to spend. Null where the server does not say.
 *
 * @param creditsUsd what is left to spend in US dollars, a decimal in plain notation
 * @param rateLimit how many requests the project may make, in the provider's unit
 * @param concurrentSessionLimit how many sessions may be open at once
 * @param activeSessionCount how many are open now
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Account(
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("creditsUsd") @Nullable String creditsUsd,
    @JsonProperty("rateLimit") @Nullable Integer rateLimit,
    @JsonProperty("concurrentSessionLimit") @Nullable Integer concurrentSessionLimit,
    @JsonProperty("activeSessionCount") @Nullable Integer activeSessionCount) {}
