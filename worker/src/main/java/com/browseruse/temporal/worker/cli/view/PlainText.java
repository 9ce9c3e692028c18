package com.browseruse.temporal.worker.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

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

  /**
   * Cleans text of several lines.
   *
   * @param text the text, or null
   * @return the text without control characters, its lines separated by {@code \n}
   */
  public static String lines(String text) {
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

  /**
   * Cleans text and makes it one line.
   *
   * @param text the text, or null
   * @return the text with every run of white space made one space
   */
  public static String oneLine(String text) {
    return SPACES.matcher(lines(text)).replaceAll(" ").strip();
  }

  /**
   * Cuts clean text to a number of columns.
   *
   * @param text one line
   * @param columns how many there are
   * @param ellipsis what shows that something was cut
   * @return the text, cut if it is too long
   */
  public static String cut(String text, int columns, String ellipsis) {
    if (width(text) <= columns) {
      return text;
    }
    int room = columns - ellipsis.length();
    StringBuilder kept = new StringBuilder();
    int used = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      used += width(c);
      if (used > room) {
        break;
      }
      kept.appendCodePoint(c);
    }
    return kept.toString().stripTrailing()
        + ellipsis.substring(0, Math.max(0, Math.min(ellipsis.length(), columns)));
  }

  /**
   * Breaks a line between words.
   *
   * @param line one clean line
   * @param columns how many there are
   * @param indent how many blanks the lines after the first begin with
   * @return lines; one is too long only if a word in it is, such as a link, which must stay whole
   */
  public static List<String> wrap(String line, int columns, int indent) {
    List<String> lines = new ArrayList<>();
    String rest = line;
    while (width(rest) > columns) {
      int end = rest.lastIndexOf(' ', cut(rest, columns + 1, "").length());
      end = end > indent ? end : rest.indexOf(' ', indent + 1);
      if (end < 0) {
        break;
      }
      lines.add(rest.substring(0, end).stripTrailing());
      rest = " ".repeat(indent) + rest.substring(end).strip();
    }
    lines.add(rest);
    return lines;
  }

  /** How many columns a clean text takes. */
  static int width(String text) {
    return text.codePoints().map(PlainText::width).sum();
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

  /** Close enough: letters of East Asia and pictures are two columns wide, marks none. */
  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        c >= 0x1100 && c <= 0x115f
            || c >= 0x2e80 && c <= 0xa4cf
            || c >= 0xac00 && c <= 0xd7a3
            || c >= 0xf900 && c <= 0xfaff
            || c >= 0xfe30 && c <= 0xfe6f
            || c >= 0xff00 && c <= 0xff60
            || c >= 0x1f300 && c <= 0x1faff
            || c >= 0x20000 && c <= 0x3fffd;
    return wide ? 2 : 1;
  }
}
