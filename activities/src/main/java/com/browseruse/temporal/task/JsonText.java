package com.browseruse.temporal.task;

import java.util.regex.Pattern;

/**
 * Texts as they count in a history: by the bytes that they take in JSON, where a quote takes two, a
 * control character six and an emoji twelve.
 */
public final class JsonText {
  /** Such as a server leaves that cuts a text. */
  private static final Pattern HALF_CHARACTER = Pattern.compile("\\p{Cs}");

  private JsonText() {}

  /** {@return the bytes that a text takes between its quotes} */
  public static int size(String text) {
    long size = text.codePoints().mapToLong(character -> size(character)).sum();
    return (int) Math.min(size, Integer.MAX_VALUE);
  }

  /** {@return the first bytes of a text, without half a character; all of it if it is short} */
  public static String cut(String text, int bytes) {
    int room = bytes;
    int end = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      room -= size(character);
      if (room < 0) {
        return text.substring(0, end);
      }
      end += Character.charCount(character);
    }
    return text;
  }

  /** {@return a text without half characters, which not everybody who reads a history takes} */
  public static String clean(String text) {
    return HALF_CHARACTER.matcher(text).replaceAll("\uFFFD");
  }

  private static int size(int character) {
    if (character < 0x20) {
      return "\b\t\n\f\r".indexOf(character) >= 0 ? 2 : 6;
    }
    if (character < 0x80) {
      return character == '"' || character == '\\' ? 2 : 1;
    }
    if (character < 0x800) {
      return 2;
    }
    // Jackson writes the rest as two escapes, unless it is told otherwise.
    return character < 0x10000 ? 3 : 12;
  }
}
