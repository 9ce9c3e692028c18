package com.browseruse.temporal.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Python with Temporal's SDK from its registry, in a folder of its own. */
public final class PythonProgram {
  private static final long PATIENCE_SECONDS = 300;

  private final Path folder;

  private PythonProgram(Path folder) {
    this.folder = folder;
  }

  /** Makes one; the test is skipped if this machine cannot, which is no fault of ours. */
  public static PythonProgram in(Path folder, Path requirements) throws Exception {
    PythonProgram program = new PythonProgram(folder);
    program.prepare("python3", "-m", "venv", folder.resolve("venv").toString());
    program.prepare(program.tool("pip"), "install", "-q", "-r", requirements.toString());
    return program;
  }

  /**
   * What a script has printed, without what the interpreter says when native code of the SDK makes
   * it crash at its end.
   */
  public List<String> run(Path script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(tool("python"), script.toString()));
    command.addAll(List.of(arguments));
    return Files.readAllLines(start(command).output()).stream()
        .takeWhile(line -> !line.startsWith("Fatal Python error"))
        .toList();
  }

  private String tool(String name) {
    return folder.resolve("venv").resolve("bin").resolve(name).toString();
  }

  private void prepare(String... command) throws Exception {
    String tool = String.join(" ", command);
    Ended ended;
    try {
      ended = start(List.of(command));
    } catch (IOException e) {
      assumeTrue(false, tool + " cannot be run: " + e.getMessage());
      return;
    }
    assumeTrue(ended.exitCode() == 0, tool + " failed: " + Files.readString(ended.output()));
  }

  private record Ended(int exitCode, Path output) {}

  private Ended start(List<String> command) throws Exception {
    Path output = Files.createTempFile(folder, "output", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new Ended(process.waitFor(), output);
  }
}
