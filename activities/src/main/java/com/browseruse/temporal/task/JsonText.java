package com.browseruse.temporal.task;

/**
 * Texts as they count in a history: by the bytes that they take in JSON, where a quote takes two, a
 * control character six and an emoji twelve.
 */
public final class JsonText {
  private static final int REPLACEMENT = 0xFFFD;

  private JsonText() {}

  /** {@return the bytes that a text takes between its quotes} */
  public static int size(String text) {
    long size = 0;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      size += size(character);
      i += Character.charCount(character);
    }
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

  /**
   * Replaces half characters, such as a server leaves that cuts a text: not everybody who reads a
   * history takes them.
   *
   * @param text the text
   * @return the text without half characters
   */
  public static String clean(String text) {
    if (text.codePoints().noneMatch(JsonText::isHalf)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> clean.appendCodePoint(isHalf(c) ? REPLACEMENT : c));
    return clean.toString();
  }

  private static boolean isHalf(int character) {
    return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
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
