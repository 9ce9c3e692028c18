package com.browseruse.temporal.task;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of the agent. Texts are empty, and the rest null, where the server said nothing.
 *
 * @param number its place in the task, counted by the server from 1
 * @param nextGoal what the agent is about to do
 * @param url the page that the browser is on
 * @param memory what the agent remembers
 * @param evaluationPreviousGoal how the agent judges its previous goal
 * @param actions what the agent did, each as JSON in a string
 * @param screenshotUrl a link to a picture that expires, or null
 * @param duration how long the step took, or null
 */
public record TaskStep(
    int number,
    String nextGoal,
    String url,
    String memory,
    String evaluationPreviousGoal,
    List<String> actions,
    @Nullable String screenshotUrl,
    @Nullable Duration duration) {}
