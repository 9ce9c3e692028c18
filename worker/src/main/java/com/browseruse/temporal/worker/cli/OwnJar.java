package com.browseruse.temporal.worker.cli;

import java.nio.file.Path;

/** How this program was started. */
final class OwnJar {
  private static final String NAME = "browser-use-temporal.jar";

  private OwnJar() {}

  /** The path that was given to {@code java -jar}, so that it can be typed again. */
  static String name() {
    String classPath = System.getProperty("java.class.path", "");
    return classPath.endsWith(NAME) ? classPath : Path.of("worker", "target", NAME).toString();
  }
}
