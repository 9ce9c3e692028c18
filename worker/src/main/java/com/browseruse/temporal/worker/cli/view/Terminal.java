package com.browseruse.temporal.worker.cli.view;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a stream can show.
 *
 * @param live whether a line can be written again and again
 * @param color whether colors are wanted
 * @param unicode whether marks beyond ASCII can be shown
 * @param width columns in a line
 */
public record Terminal(boolean live, boolean color, boolean unicode, int width) {

  /** Something that takes lines, such as a file. */
  public static final Terminal NONE = new Terminal(false, false, false, 120);

  private static final int DEFAULT_WIDTH = 80;

  /** Looks at the process's own standard error. */
  public static Terminal ofStandardError(Map<String, String> environment) {
    return detect(environment, 2);
  }

  /** Looks at the process's own standard output. */
  public static Terminal ofStandardOutput(Map<String, String> environment) {
    return detect(environment, 1);
  }

  private static Terminal detect(Map<String, String> environment, int descriptor) {
    if ("dumb".equals(environment.get("TERM")) || ask("test -t " + descriptor, false) == null) {
      return NONE;
    }
    String size = ask("stty size </dev/tty 2>/dev/null || echo", true);
    return of(environment, size == null ? "" : size);
  }

  /** What is behind the variables and the answer of {@code stty size}. */
  static Terminal of(Map<String, String> environment, String size) {
    boolean color = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(true, color, isUtf8(environment), width(environment.get("COLUMNS"), size));
  }

  /**
   * Asks the shell, which has our descriptors: the JDK only tells whether standard input and output
   * are both a terminal.
   */
  private static @Nullable String ask(String command, boolean answers) {
    try {
      ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).inheritIO();
      if (answers) {
        shell.redirectOutput(ProcessBuilder.Redirect.PIPE);
      }
      Process process = shell.start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return null;
      }
      return process.exitValue() == 0 ? answer : null;
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
}
