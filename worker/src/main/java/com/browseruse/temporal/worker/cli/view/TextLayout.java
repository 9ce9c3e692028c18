package com.browseruse.temporal.worker.cli.view;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/** Fits clean text into the columns of a terminal. */
final class TextLayout {
  private TextLayout() {}

  /** Cuts one clean line to a number of columns; the ellipsis shows that something was cut. */
  static String cut(String text, int columns, String ellipsis) {
    if (width(text) <= columns) {
      return text;
    }
    int room = columns - ellipsis.length();
    int end = 0;
    while (width(text.substring(0, text.offsetByCodePoints(end, 1))) <= room) {
      end = text.offsetByCodePoints(end, 1);
    }
    return text.substring(0, end).stripTrailing()
        + ellipsis.substring(0, Math.max(0, Math.min(ellipsis.length(), columns)));
  }

  /** Breaks a clean line between words and indents all but the first; a long word stays whole. */
  static List<String> wrap(String line, int columns, int indent) {
    List<String> lines = new ArrayList<>();
    String rest = line;
    while (width(rest) > columns) {
      int end = rest.lastIndexOf(' ', cut(rest, columns, "").length());
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
    return text.codePoints().map(letter -> Math.max(0, WCWidth.wcwidth(letter))).sum();
  }
}
