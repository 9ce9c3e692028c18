package com.browseruse.temporal.testing;

import com.browseruse.temporal.testing.internal.cloud.TaskScript;
import com.browseruse.temporal.testing.internal.cloud.TaskScript.OutputFile;
import com.browseruse.temporal.testing.internal.cloud.TaskTimeline;
import com.browseruse.temporal.testing.internal.http.Body;
import com.browseruse.temporal.testing.internal.http.Checks;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A script for the tasks whose text it matches. The last scenario added that matches a task
 * decides; a task that none matches follows the defaults. What a scenario leaves unset takes the
 * default too.
 */
public final class Scenario {
  final TaskScript script;

  private Scenario(TaskScript script) {
    this.script = script;
  }

  /** {@return a builder for a scenario of every task, which holds the defaults} */
  public static Builder newBuilder() {
    return new Builder();
  }

  /** {@return a builder for the tasks in whose text a regular expression finds a match} */
  public static Builder matching(String regex) {
    return new Builder().match(regex);
  }

  /** How a scripted task ends. */
  public enum Outcome {
    /** It finishes, successfully unless the scenario says otherwise. */
    FINISHED,
    /** It fails. */
    FAILED,
    /** It stops by itself, without a request to stop. */
    STOPPED,
    /** It goes on, step after step, until it is stopped. */
    NEVER
  }

  /** A file that a scripted task leaves behind. */
  public static final class File {
    private final OutputFile file;

    private File(OutputFile file) {
      Objects.requireNonNull(file.fileName(), "fileName");
      Checks.check(
          !file.fileName().isBlank() && !file.fileName().contains("/"),
          "fileName must not be empty and must not have a slash in it.");
      this.file = file;
    }

    /** {@return a text file, served as UTF-8; its name is not empty and has no slash in it} */
    public static File of(String fileName, String text) {
      return new File(OutputFile.text(fileName, Objects.requireNonNull(text, "text")));
    }

    /**
     * {@return a file with so many bytes of generated content, which takes no memory however large
     * it is} It has sixteen bytes a line: the line's number from 0 in fifteen hexadecimal digits,
     * and a line feed; the last line is cut off where the size says.
     */
    public static File ofSize(String fileName, int size) {
      Checks.number("size", size, 0, Integer.MAX_VALUE);
      return new File(new OutputFile(fileName, "application/octet-stream", Body.numbered(size)));
    }
  }

  /**
   * Puts a {@link Scenario} together. Every setter returns this builder and throws an {@link
   * IllegalArgumentException} for a value out of bounds.
   */
  public static final class Builder {
    private Pattern match = Pattern.compile("");
    private Duration startDelay = Duration.ofMillis(500);
    private int steps = 5;
    private Duration stepDuration = Duration.ofMillis(800);
    private Outcome outcome = Outcome.FINISHED;
    private UnaryOperator<@Nullable Boolean> isSuccess = UnaryOperator.identity();
    private UnaryOperator<@Nullable String> output = UnaryOperator.identity();
    private BigDecimal costPerStep = new BigDecimal("0.01");
    private @Nullable List<OutputFile> outputFiles;
    private boolean ignoreStop;
    private boolean pausable;

    private Builder() {}

    /** A regular expression to find in a task's text, for it to follow this; default: any text. */
    public Builder match(String regex) {
      match = Checks.regex("match", regex);
      return this;
    }

    /** How long a task stays {@code created}, up to 365 days; default: half a second. */
    public Builder startDelay(Duration value) {
      startDelay = Checks.duration("startDelay", value);
      return this;
    }

    /**
     * How many steps a task takes before it ends, from 0 to 10000; default: 5. A lower {@code
     * maxSteps} in the request ends the task there, without success; through version 1 that is
     * {@code max_agent_steps}, 75 unless the request says otherwise. A task that never ends takes
     * up to 10000 steps, whatever is set here; through version 2 {@code maxSteps} ends it, too.
     */
    public Builder steps(int value) {
      steps = Checks.number("steps", value, 0, TaskTimeline.Schedule.MOST_STEPS);
      return this;
    }

    /** How long a step takes, up to 365 days; default: 0.8 seconds. */
    public Builder stepDuration(Duration value) {
      stepDuration = Checks.duration("stepDuration", value);
      return this;
    }

    /** How a task ends; default: it finishes. */
    public Builder outcome(Outcome value) {
      outcome = Objects.requireNonNull(value, "outcome");
      return this;
    }

    /**
     * What a task that reached its end says of its success, null for nothing, which version 1 does
     * not show; default: true if it finished within its steps, false if it failed or ran out of
     * steps, null if it stopped.
     */
    public Builder isSuccess(@Nullable Boolean value) {
      isSuccess = usual -> value;
      return this;
    }

    /**
     * The output of a task that reached its end, null for none; default: if it finished, a
     * sentence, or a value that fits the requested schema.
     */
    public Builder output(@Nullable String value) {
      output = usual -> value;
      return this;
    }

    /**
     * Takes a generated output of so many characters, up to 100000000, in the place of any other:
     * lines that number themselves, as in {@link File#ofSize}. It is held in memory.
     */
    public Builder outputSize(int characters) {
      Checks.number("outputSize", characters, 0, 100_000_000);
      return output(Body.numbered(characters).read());
    }

    /** What each step costs, in US dollars, from 0 to 1000; default: 0.01. */
    public Builder costPerStep(BigDecimal value) {
      Checks.check(
          value != null && value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(1000)) <= 0,
          "costPerStep must be an amount of dollars from 0 to 1000.");
      costPerStep = value;
      return this;
    }

    /** The files that a task leaves at its end; default: one short text if it finished. */
    public Builder outputFiles(List<File> value) {
      outputFiles = value.stream().map(file -> file.file).toList();
      return this;
    }

    /**
     * Whether a task responds to stop requests with success and goes on nevertheless; default:
     * false. Stopping its session ends it all the same.
     */
    public Builder ignoreStop(boolean value) {
      ignoreStop = value;
      return this;
    }

    /**
     * Whether a task can be paused and resumed, as it could in 2025; default: false, as the
     * provider's description has it. A task of version 1 always can.
     */
    public Builder pausable(boolean value) {
      pausable = value;
      return this;
    }

    /**
     * {@return the scenario}
     *
     * @throws IllegalArgumentException if the task never ends and its steps take no time
     */
    public Scenario build() {
      Checks.check(
          outcome != Outcome.NEVER || !stepDuration.isZero(),
          "stepDuration must be longer than PT0S for a task that never ends.");
      Optional<TaskTimeline.Status> end =
          outcome == Outcome.NEVER
              ? Optional.empty()
              : Optional.of(TaskTimeline.Status.valueOf(outcome.name()));
      return new Scenario(
          new TaskScript(
              match,
              new TaskTimeline.Schedule(startDelay, steps, stepDuration, end),
              isSuccess,
              output,
              costPerStep,
              outputFiles,
              ignoreStop,
              pausable));
    }
  }
}
