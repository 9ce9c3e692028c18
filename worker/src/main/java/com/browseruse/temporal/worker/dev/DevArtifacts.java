package com.browseruse.temporal.worker.dev;

import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for what runs collect when nobody named one. It outlives the process if something is in
 * it: that is what was asked for.
 */
final class DevArtifacts implements AutoCloseable {
  private final Path folder;

  private DevArtifacts(Path folder) {
    this.folder = folder;
  }

  static DevArtifacts create() {
    try {
      return new DevArtifacts(Files.createTempDirectory("browser-use-artifacts-"));
    } catch (IOException e) {
      throw UserError.failed(
          "There is no place for temporary files: set " + Settings.ARTIFACTS + " to a folder");
    }
  }

  Path folder() {
    return folder;
  }

  /** Removes the folder if nothing was collected. What begins with a dot is the store's own. */
  @Override
  public void close() throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.toList();
    }
    if (files.stream().allMatch(file -> file.getFileName().toString().startsWith("."))) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    }
  }
}
