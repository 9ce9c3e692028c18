package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * The newest step of a task, in short.
 *
 * @param number its place in the task, from 1
 * @param nextGoal what the agent is about to do, at most 300 characters
 * @param url the page that the browser is on, at most 300 characters
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record LastStep(int number, String nextGoal, String url) {}
