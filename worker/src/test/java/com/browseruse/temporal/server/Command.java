package com.browseruse.temporal.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end in a folder, such as a compiler. */
public record Command(int exitCode, String output, String errors) {
  private static final long PATIENCE_SECONDS = 300;

  public static Command run(Path folder, List<String> words)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".log");
    Path errors = Files.createTempFile(folder, "errors", ".log");
    Process process =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return new Command(process.waitFor(), Files.readString(output), Files.readString(errors));
  }

  /**
   * Runs what fetches or builds something that a test needs; the test is skipped if this machine
   * cannot, which is no fault of ours.
   */
  public static void prepare(Path folder, List<String> words) throws InterruptedException {
    String tool = String.join(" ", words);
    try {
      Command ended = run(folder, words);
      assumeTrue(ended.exitCode() == 0, () -> tool + " failed: " + ended.all());
    } catch (IOException e) {
      assumeTrue(false, tool + " cannot be run: " + e.getMessage());
    }
  }

  /** What it has written to both, for the message of a failure. */
  public String all() {
    return output + errors;
  }
}
