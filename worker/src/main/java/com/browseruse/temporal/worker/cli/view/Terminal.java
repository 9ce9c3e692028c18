package com.browseruse.temporal.worker.cli.view;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a stream can show, and marks and colors as far as it can: a line that is written again and
 * again if live, marks beyond ASCII if unicode.
 */
public record Terminal(boolean live, boolean color, boolean unicode, int width) {
  /** Something that takes lines, such as a file. */
  public static final Terminal NONE = new Terminal(false, false, false, 120);

  private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  private static final String[] ASCII_SPINNER = {"|", "/", "-", "\\"};
  private static final int DEFAULT_WIDTH = 80;

  /** Examines a stream of the process itself: 1 is standard output, 2 standard error. */
  public static Terminal detect(Map<String, String> environment, int descriptor) {
    if ("dumb".equals(environment.get("TERM")) || shell("test -t " + descriptor, false) == null) {
      return NONE;
    }
    String size = shell("stty size </dev/tty 2>/dev/null || echo", true);
    return of(environment, size == null ? "" : size);
  }

  /** What is behind the variables and the output of {@code stty size}. */
  static Terminal of(Map<String, String> environment, String size) {
    boolean color = environment.getOrDefault("NO_COLOR", "").isEmpty();
    int width = width(environment.getOrDefault("COLUMNS", ""), size);
    return new Terminal(true, color, isUtf8(environment), width);
  }

  /**
   * Runs a shell command, which has our descriptors: the JDK only tells whether standard input and
   * output are both a terminal.
   */
  private static @Nullable String shell(String command, boolean captured) {
    try {
      ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).inheritIO();
      if (captured) {
        shell.redirectOutput(ProcessBuilder.Redirect.PIPE);
      }
      Process process = shell.start();
      String output = new String(process.getInputStream().readAllBytes(), US_ASCII).strip();
      return process.onExit().join().exitValue() == 0 ? output : null;
    } catch (IOException e) {
      return null;
    }
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

  private static int width(String columns, String size) {
    return Stream.of(columns.strip(), size.substring(size.lastIndexOf(' ') + 1))
        .filter(number -> number.matches("[1-9]\\d{0,4}"))
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElse(DEFAULT_WIDTH);
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
