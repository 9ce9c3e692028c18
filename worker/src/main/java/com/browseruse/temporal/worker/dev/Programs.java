package com.browseruse.temporal.worker.dev;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds programs as a shell does. */
final class Programs {
  private Programs() {}

  static Optional<Path> find(Map<String, String> environment, String name) {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (!folder.isBlank()) {
        try {
          Path program = Path.of(folder, name).toAbsolutePath();
          if (Files.isRegularFile(program) && Files.isExecutable(program)) {
            return Optional.of(program);
          }
        } catch (InvalidPathException e) {
          // An entry that is no path holds no program either.
        }
      }
    }
    return Optional.empty();
  }
}
