package com.browseruse.temporal.worker.cli.view;

import java.util.ArrayList;
import java.util.List;

/** Fits clean text into the columns of a terminal. */
final class TextLayout {
  private TextLayout() {}

  /** Cuts one clean line to a number of columns; the ellipsis shows that something was cut. */
  static String cut(String text, int columns, String ellipsis) {
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
   * Breaks a clean line between words. The lines after the first are indented by so many blanks. A
   * line is too long only if a word in it is, such as a link, which must stay whole.
   */
  static List<String> wrap(String line, int columns, int indent) {
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
    return text.codePoints().map(TextLayout::width).sum();
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
