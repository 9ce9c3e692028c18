package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The newest step of a task, in short.
 *
 * @param number its place in the task, from 1
 * @param nextGoal what the agent is about to do, at most 300 characters
 * @param url the page that the browser is on, at most 300 characters
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LastStep(
    @JsonProperty("number") int number,
    @JsonProperty("nextGoal") @Nullable String nextGoal,
    @JsonProperty("url") @Nullable String url) {}
