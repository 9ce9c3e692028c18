package com.browseruse.temporal.worker.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes text that others wrote fit for a terminal. A page or a model must not be able to move the
 * cursor, change the title or turn the order of letters.
 */
public final class PlainText {
  /** Escape sequences: with parameters, with text up to a terminator, and short ones. */
  private static final Pattern ESCAPES =
      Pattern.compile(
          "(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]"
              + "|(?:\u001b[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\\\|\u009c)?|\u001b["
              + " -/]*[0-~]?");

  /** Also what is no character, and what turns the order of letters. */
  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\u202a-\u202e\u2066-\u2069&&[^\n\t]]");

  private static final Pattern LINE_BREAKS = Pattern.compile("\\R");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private PlainText() {}

  /** Removes control characters but tabs and line breaks, which become {@code \n}. */
  public static String lines(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String unix = LINE_BREAKS.matcher(ESCAPES.matcher(text).replaceAll("")).replaceAll("\n");
    return CONTROLS.matcher(unix).replaceAll("");
  }

  /** Removes control characters, and makes one space of every run of white space. */
  public static String oneLine(@Nullable String text) {
    return SPACES.matcher(lines(text)).replaceAll(" ").strip();
  }
}
