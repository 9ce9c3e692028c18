package com.browseruse.temporal.testing;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Puts a {@link Scenario} together. Every setter returns this builder. */
public final class ScenarioBuilder {

  private static final int LARGEST_OUTPUT = 100_000_000;

  Pattern match = Pattern.compile("");
  Duration startDelay = Duration.ofMillis(500);
  int steps = 5;
  Duration stepDuration = Duration.ofMillis(800);
  ScenarioOutcome outcome = ScenarioOutcome.FINISHED;
  Scenario.Said<Boolean> isSuccess;
  Scenario.Said<String> output;
  BigDecimal costPerStep = new BigDecimal("0.01");
  List<ScenarioFile> outputFiles;
  boolean ignoreStop;
  boolean pausable;

  ScenarioBuilder() {}

  /**
   * Which tasks follow the scenario; default: all.
   *
   * @param regex a regular expression, looked for anywhere in the task's text
   * @return this
   * @throws IllegalArgumentException if it is no regular expression
   */
  public ScenarioBuilder match(String regex) {
    match = Bounds.regex("match", regex);
    return this;
  }

  /**
   * How long a task stays {@code created}; default: half a second.
   *
   * @param value from zero to 365 days
   * @return this
   * @throws IllegalArgumentException if it is out of bounds
   */
  public ScenarioBuilder startDelay(Duration value) {
    startDelay = Bounds.duration("startDelay", value);
    return this;
  }

  /**
   * How many steps a task takes before it ends; default: 5. A lower {@code maxSteps} in the request
   * ends the task there, without success; through version 1 that is {@code max_agent_steps}, 75
   * unless the request says otherwise. A task that never ends takes up to 10000 steps, whatever is
   * set here.
   *
   * @param value from 0 to 10000
   * @return this
   * @throws IllegalArgumentException if it is out of bounds
   */
  public ScenarioBuilder steps(int value) {
    steps = Bounds.number("steps", value, 0, Pace.MOST_STEPS);
    return this;
  }

  /**
   * How long a step takes; default: 0.8 seconds.
   *
   * @param value from zero to 365 days
   * @return this
   * @throws IllegalArgumentException if it is out of bounds
   */
  public ScenarioBuilder stepDuration(Duration value) {
    stepDuration = Bounds.duration("stepDuration", value);
    return this;
  }

  /**
   * How a task ends; default: it finishes.
   *
   * @param value the end
   * @return this
   */
  public ScenarioBuilder outcome(ScenarioOutcome value) {
    outcome = Objects.requireNonNull(value, "outcome");
    return this;
  }

  /**
   * What a task that reached its end says of its success, which version 1 does not show; default:
   * true if it finished within its steps, false if it failed or ran out of steps, null if it
   * stopped.
   *
   * @param value the claim; null for none
   * @return this
   */
  public ScenarioBuilder isSuccess(Boolean value) {
    isSuccess = new Scenario.Said<>(value);
    return this;
  }

  /**
   * The output of a task that reached its end; default: if it finished, a sentence, or a value that
   * fits the requested schema.
   *
   * @param value the output; null for none
   * @return this
   */
  public ScenarioBuilder output(String value) {
    output = new Scenario.Said<>(value);
    return this;
  }

  /**
   * Takes a generated output of so many characters in the place of any other: lines of sixteen
   * characters that number themselves, as in {@link ScenarioFile#ofSize}. It is held in memory.
   *
   * @param characters from 0 to 100000000
   * @return this
   * @throws IllegalArgumentException if it is out of bounds
   */
  public ScenarioBuilder outputSize(int characters) {
    Body text = new Body.Numbered(Bounds.number("outputSize", characters, 0, LARGEST_OUTPUT));
    return output(text.read());
  }

  /**
   * What each step costs, in US dollars; default: 0.01.
   *
   * @param value from 0 to 1000
   * @return this
   * @throws IllegalArgumentException if it is out of bounds
   */
  public ScenarioBuilder costPerStep(BigDecimal value) {
    costPerStep =
        Bounds.require(
            value != null && value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(1000)) <= 0,
            "costPerStep",
            "an amount of dollars from 0 to 1000",
            value);
    return this;
  }

  /**
   * The files that a task leaves when it reaches its end; default: one short text if it finished.
   *
   * @param value the files; may be empty
   * @return this
   */
  public ScenarioBuilder outputFiles(List<ScenarioFile> value) {
    outputFiles = List.copyOf(value);
    return this;
  }

  /**
   * Whether a task answers stop actions with success and goes on nevertheless; default: false.
   * Stopping its session ends it all the same.
   *
   * @param value true to go on
   * @return this
   */
  public ScenarioBuilder ignoreStop(boolean value) {
    ignoreStop = value;
    return this;
  }

  /**
   * Whether a task can be paused and resumed, as it could in 2025; default: false, as the
   * provider's description has it. A task of version 1 always can.
   *
   * @param value true to allow it
   * @return this
   */
  public ScenarioBuilder pausable(boolean value) {
    pausable = value;
    return this;
  }

  /**
   * Ends the building.
   *
   * @return the scenario
   * @throws IllegalArgumentException if the parts do not fit together
   */
  public Scenario build() {
    Bounds.require(
        outcome != ScenarioOutcome.NEVER || !stepDuration.isZero(),
        "stepDuration",
        "longer than PT0S for a task that never ends",
        stepDuration);
    return new Scenario(this);
  }
}
