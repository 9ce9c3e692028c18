package com.browseruse.temporal.worker.cli.view;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jspecify.annotations.Nullable;

/**
 * What a stream can show, and marks and colors as far as it can: a line that is written again and
 * again if live, marks beyond ASCII if unicode. The width is that of now: a window can be resized.
 */
public record Terminal(boolean live, boolean color, boolean unicode, IntSupplier columns) {
  private static final int DEFAULT_WIDTH = 80;

  /** Something that takes lines, such as a file. */
  public static final Terminal NONE = new Terminal(false, false, false, 120);

  private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  private static final String[] ASCII_SPINNER = {"|", "/", "-", "\\"};

  /** One that is never resized. */
  Terminal(boolean live, boolean color, boolean unicode, int width) {
    this(live, color, unicode, () -> width);
  }

  /** Examines a stream of the process itself. */
  public static Terminal detect(Map<String, String> environment, SystemStream stream) {
    TerminalProvider provider = "dumb".equals(environment.get("TERM")) ? null : provider();
    return provider == null || !provider.isSystemStream(stream)
        ? NONE
        : of(environment, () -> provider.systemStreamWidth(stream));
  }

  /** The JDK only tells whether standard input and output are both a terminal. */
  private static @Nullable TerminalProvider provider() {
    try {
      return TerminalProvider.load("jni");
    } catch (IOException | RuntimeException | LinkageError e) {
      // A machine that JLine brings no library for.
      return null;
    }
  }

  /** What is behind the variables, and behind what the terminal itself says of its width. */
  static Terminal of(Map<String, String> environment, IntSupplier columns) {
    boolean color = environment.getOrDefault("NO_COLOR", "").isEmpty();
    String wanted = environment.getOrDefault("COLUMNS", "").strip();
    int fixed = wanted.matches("[1-9]\\d{0,4}") ? Integer.parseInt(wanted) : 0;
    return new Terminal(
        true, color, isUtf8(environment), fixed > 0 ? () -> fixed : () -> orUsual(columns));
  }

  private static int orUsual(IntSupplier columns) {
    int width = columns.getAsInt();
    return width > 0 ? width : DEFAULT_WIDTH;
  }

  /** How many columns there are now. */
  int width() {
    return columns.getAsInt();
  }

  private static boolean isUtf8(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return value.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8");
      }
    }
    return false;
  }

  String spinner(int frame) {
    String[] frames = unicode ? SPINNER : ASCII_SPINNER;
    return cyan(frames[Math.floorMod(frame, frames.length)]);
  }

  String done() {
    return mark(green(unicode ? "✓" : "+"));
  }

  String bad() {
    return mark(red(unicode ? "✗" : "x"));
  }

  String warning() {
    return mark(wrap("33", "!"));
  }

  /** A mark and the space after it; whoever reads lines has no use for marks. */
  private String mark(String sign) {
    return live ? sign + " " : "";
  }

  String dot() {
    return unicode ? " · " : ", ";
  }

  /** Cuts one clean line to a number of columns. */
  String cut(String text, int columns) {
    return TextLayout.cut(text, columns, unicode ? "…" : "...");
  }

  String bold(String text) {
    return wrap("1", text);
  }

  String dim(String text) {
    return wrap("2", text);
  }

  String red(String text) {
    return wrap("31", text);
  }

  String green(String text) {
    return wrap("32", text);
  }

  String cyan(String text) {
    return wrap("36", text);
  }

  private String wrap(String code, String text) {
    return color && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
