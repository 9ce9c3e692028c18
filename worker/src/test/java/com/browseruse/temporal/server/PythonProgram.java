package com.browseruse.temporal.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Python with Temporal's SDK from its registry, in a folder of its own. */
public final class PythonProgram {
  private final Path folder;

  private PythonProgram(Path folder) {
    this.folder = folder;
  }

  /** Makes one; the test is skipped if this machine cannot. */
  public static PythonProgram in(Path folder, Path requirements) throws Exception {
    PythonProgram program = new PythonProgram(folder);
    Command.prepare(folder, List.of("python3", "-m", "venv", "venv"));
    Command.prepare(
        folder,
        List.of(program.tool("pip"), "install", "-q", "-r", absolute(requirements).toString()));
    return program;
  }

  /**
   * The lines that a script has printed. Its exit code does not count: the SDK's native code may
   * crash the interpreter after the script's end
   * (https://github.com/temporalio/sdk-python/issues/300).
   */
  public List<String> run(Path script, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of(tool("python"), absolute(script).toString()));
    words.addAll(List.of(arguments));
    Command ended = Command.run(folder, words);
    List<String> lines = ended.output().lines().toList();
    if (lines.isEmpty()) {
      throw new IllegalStateException(script + " printed nothing: " + ended.errors());
    }
    return lines;
  }

  private String tool(String name) {
    return absolute(folder.resolve("venv").resolve("bin").resolve(name)).toString();
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
