package com.browseruse.temporal.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The Temporal CLI of this machine: tests without it are skipped, but never in CI. */
public final class TemporalProgram {
  private TemporalProgram() {}

  /**
   * Finds it.
   *
   * @return the program; the test is skipped, or fails in CI, if there is none
   */
  public static Path program() {
    Optional<Path> found = find();
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("CI=true, but there is no temporal on the PATH");
    }
    assumeTrue(found.isPresent(), "there is no temporal on the PATH");
    return found.orElseThrow();
  }

  /** A search path on which there is no Temporal CLI. */
  public static String pathWithout() {
    return String.join(File.pathSeparator, folders().filter(folder -> !isIn(folder)).toList());
  }

  private static Optional<Path> find() {
    return folders()
        .filter(TemporalProgram::isIn)
        .map(folder -> Path.of(folder, "temporal"))
        .findFirst();
  }

  private static boolean isIn(String folder) {
    return Files.isExecutable(Path.of(folder, "temporal"));
  }

  private static Stream<String> folders() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator)).filter(f -> !f.isBlank());
  }
}
