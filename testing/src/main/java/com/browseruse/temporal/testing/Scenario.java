package com.browseruse.temporal.testing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A script for the tasks whose text it matches. The last scenario added that matches a task
 * decides; a task that none matches plays the defaults. What a scenario leaves unset takes the
 * default too.
 */
public final class Scenario {

  /** What was said about a value: null may be said as well, which differs from saying nothing. */
  record Said<T>(T value) {}

  private final Pattern match;
  private final Pace pace;
  private final ScenarioOutcome outcome;
  private final Said<Boolean> isSuccess;
  private final Said<String> output;
  private final BigDecimal costPerStep;
  private final List<ScenarioFile> outputFiles;
  private final boolean ignoreStop;
  private final boolean pausable;

  Scenario(ScenarioBuilder builder) {
    match = builder.match;
    outcome = builder.outcome;
    pace = new Pace(builder.startDelay, builder.steps, builder.stepDuration, outcome.endStatus());
    isSuccess = builder.isSuccess;
    output = builder.output;
    costPerStep = builder.costPerStep;
    outputFiles = builder.outputFiles;
    ignoreStop = builder.ignoreStop;
    pausable = builder.pausable;
  }

  /**
   * Starts a scenario for every task.
   *
   * @return a builder that holds the defaults
   */
  public static ScenarioBuilder newBuilder() {
    return new ScenarioBuilder();
  }

  /**
   * Starts a scenario for the tasks whose text contains a match of an expression.
   *
   * @param regex a regular expression, looked for anywhere in the task's text
   * @return a builder that holds the defaults
   * @throws IllegalArgumentException if it is no regular expression
   */
  public static ScenarioBuilder matching(String regex) {
    return new ScenarioBuilder().match(regex);
  }

  boolean matches(String task) {
    return match.matcher(task).find();
  }

  Pace pace() {
    return pace;
  }

  ScenarioOutcome outcome() {
    return outcome;
  }

  Optional<Said<Boolean>> isSuccess() {
    return Optional.ofNullable(isSuccess);
  }

  Optional<Said<String>> output() {
    return Optional.ofNullable(output);
  }

  BigDecimal costPerStep() {
    return costPerStep;
  }

  /** The files to leave, or empty if the scenario says nothing about them. */
  Optional<List<ScenarioFile>> outputFiles() {
    return Optional.ofNullable(outputFiles);
  }

  boolean ignoreStop() {
    return ignoreStop;
  }

  boolean pausable() {
    return pausable;
  }
}
