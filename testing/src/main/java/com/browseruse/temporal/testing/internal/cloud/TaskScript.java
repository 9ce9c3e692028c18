package com.browseruse.temporal.testing.internal.cloud;

import com.browseruse.temporal.testing.internal.http.Body;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What tasks do whose text a scenario matches.
 *
 * @param isSuccess gives the claim of success for the default claim, which may be null
 * @param output gives the output for the default output, which may be null
 * @param costPerStep in US dollars
 * @param outputFiles the files to leave, or null for the default
 * @param ignoreStop whether a task goes on when it is told to stop
 * @param pausable whether a task can be paused through version 2
 */
public record TaskScript(
    Pattern match,
    TaskSchedule schedule,
    UnaryOperator<Boolean> isSuccess,
    UnaryOperator<String> output,
    BigDecimal costPerStep,
    List<OutputFile> outputFiles,
    boolean ignoreStop,
    boolean pausable) {

  /** A file that a task leaves. */
  public record OutputFile(String fileName, String contentType, Body body) {

    public static OutputFile text(String fileName, String text) {
      return new OutputFile(fileName, "text/plain; charset=utf-8", Body.text(text));
    }
  }

  boolean matches(String task) {
    return match.matcher(task).find();
  }
}
