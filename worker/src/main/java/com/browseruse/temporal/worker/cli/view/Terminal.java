package com.browseruse.temporal.worker.cli.view;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a stream can show, and marks and colors as far as it can.
 *
 * @param live whether a line can be written again and again
 * @param color whether colors are wanted
 * @param unicode whether marks beyond ASCII can be shown
 * @param width columns in a line
 */
public record Terminal(boolean live, boolean color, boolean unicode, int width) {

  /** Something that takes lines, such as a file. */
  public static final Terminal NONE = new Terminal(false, false, false, 120);

  private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  private static final String[] ASCII_SPINNER = {"|", "/", "-", "\\"};
  private static final int DEFAULT_WIDTH = 80;

  /** Examines the process's own standard error. */
  public static Terminal ofStandardError(Map<String, String> environment) {
    return detect(environment, 2);
  }

  /** Examines the process's own standard output. */
  public static Terminal ofStandardOutput(Map<String, String> environment) {
    return detect(environment, 1);
  }

  private static Terminal detect(Map<String, String> environment, int descriptor) {
    if ("dumb".equals(environment.get("TERM")) || shell("test -t " + descriptor, false) == null) {
      return NONE;
    }
    String size = shell("stty size </dev/tty 2>/dev/null || echo", true);
    return of(environment, size == null ? "" : size);
  }

  /** What is behind the variables and the output of {@code stty size}. */
  static Terminal of(Map<String, String> environment, String size) {
    boolean color = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(true, color, isUtf8(environment), width(environment.get("COLUMNS"), size));
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
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return null;
      }
      return process.exitValue() == 0 ? output : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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

  private static int width(@Nullable String columns, String size) {
    int fromVariable = positive(columns);
    if (fromVariable > 0) {
      return fromVariable;
    }
    int fromTerminal = positive(size.substring(size.lastIndexOf(' ') + 1));
    return fromTerminal > 0 ? fromTerminal : DEFAULT_WIDTH;
  }

  private static int positive(@Nullable String number) {
    try {
      return number == null ? 0 : Integer.parseInt(number.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
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
    return mark(yellow("!"));
  }

  /** A mark and the space after it; whoever reads lines has no use for marks. */
  private String mark(String sign) {
    return live ? sign + " " : "";
  }

  String dot() {
    return unicode ? " · " : ", ";
  }

  String ellipsis() {
    return unicode ? "…" : "...";
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

  String yellow(String text) {
    return wrap("33", text);
  }

  String cyan(String text) {
    return wrap("36", text);
  }

  private String wrap(String code, String text) {
    return color && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
