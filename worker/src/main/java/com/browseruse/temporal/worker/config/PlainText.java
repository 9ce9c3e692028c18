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

  private static final Pattern LINE_BREAKS = Pattern.compile("\\R");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private PlainText() {}

  /** Removes control characters but tabs and line breaks, which become {@code \n}. */
  public static String lines(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String unix = LINE_BREAKS.matcher(ESCAPES.matcher(text).replaceAll("")).replaceAll("\n");
    StringBuilder clean = new StringBuilder(unix.length());
    unix.codePoints()
        .filter(c -> c == '\n' || c == '\t' || !isControl(c))
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** Removes control characters, and makes one space of every run of white space. */
  public static String oneLine(@Nullable String text) {
    return SPACES.matcher(lines(text)).replaceAll(" ").strip();
  }

  private static boolean isControl(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || c >= 0x202a && c <= 0x202e
        || c >= 0x2066 && c <= 0x2069;
  }
}
