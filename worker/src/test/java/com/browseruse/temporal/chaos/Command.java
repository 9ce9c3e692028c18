package com.browseruse.temporal.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end in a folder, such as a compiler. */
record Command(int exitCode, String output) {
  private static final long PATIENCE_SECONDS = 300;

  static Command run(Path folder, List<String> words) throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "output", ".log");
    Process process =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return new Command(process.waitFor(), Files.readString(log));
  }
}
