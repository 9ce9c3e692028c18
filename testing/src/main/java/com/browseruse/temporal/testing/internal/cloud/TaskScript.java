package com.browseruse.temporal.testing.internal.cloud;

import com.browseruse.temporal.testing.internal.http.Body;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What tasks do whose text a scenario matches. The operators turn the default claim of success and
 * the default output into the scripted ones; null files stand for the default ones.
 */
public record TaskScript(
    Pattern match,
    TaskTimeline.Schedule schedule,
    UnaryOperator<@Nullable Boolean> isSuccess,
    UnaryOperator<@Nullable String> output,
    BigDecimal costPerStep,
    @Nullable List<OutputFile> outputFiles,
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
