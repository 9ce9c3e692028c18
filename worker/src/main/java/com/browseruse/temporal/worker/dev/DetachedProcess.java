package com.browseruse.temporal.worker.dev;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program that outlives Ctrl-C and does not outlive us.
 *
 * <p>A terminal sends Ctrl-C to every process of its foreground group, so that a server would be
 * gone before the run on it was cancelled: the program gets a session of its own. A shell beside it
 * reads from us through a pipe. The pipe ends when we close it and also when we are killed, and
 * then the shell ends the program and removes its folder.
 */
final class DetachedProcess implements AutoCloseable {
  private static final String SHELL =
      """
      folder=$1; shift
      exec 3<&0
      "$@" </dev/null 3<&- &
      program=$!
      { cat <&3 >/dev/null; kill "$program" 2>/dev/null; } &
      watcher=$!
      wait "$program"; code=$?
      kill "$watcher" 2>/dev/null
      rm -rf -- "$folder"
      exit "$code"
      """;

  /** A panic begins with its reason and goes on with stacks, a log ends with its reason. */
  private static final int KEPT_AT_EITHER_END = 8;

  private static final long END_LIMIT_SECONDS = 15;

  private final Process process;
  private final List<String> head = new CopyOnWriteArrayList<>();
  private final List<String> tail = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private DetachedProcess(Process process) {
    this.process = process;
    this.reader = new Thread(this::readOutput, "output of process " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a program; the folder is removed once it has ended. */
  static DetachedProcess start(Map<String, String> environment, Path folder, List<String> command)
      throws IOException {
    List<String> line = new ArrayList<>(newSession(environment));
    line.addAll(List.of("sh", "-c", SHELL, "sh", folder.toString()));
    line.addAll(command);
    return new DetachedProcess(new ProcessBuilder(line).redirectErrorStream(true).start());
  }

  /** The command that starts a program in a session of its own; Perl is where setsid is not. */
  private static List<String> newSession(Map<String, String> environment) {
    if (find(environment, "setsid").isPresent()) {
      return List.of("setsid");
    }
    return find(environment, "perl").isPresent()
        ? List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or exit 127")
        : List.of();
  }

  /** Finds a program on the PATH, as a shell does. */
  static Optional<Path> find(Map<String, String> environment, String name) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> new File(folder, name).getAbsoluteFile())
        .filter(program -> program.isFile() && program.canExecute())
        .map(File::toPath)
        .findFirst();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The first and the last lines that it wrote. */
  String output() {
    try {
      reader.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Stream.concat(head.stream(), tail.stream()).collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }

  private void readOutput() {
    try {
      process.inputReader(StandardCharsets.UTF_8).lines().forEach(this::keep);
    } catch (UncheckedIOException e) {
      // The process is gone, and what it still had to say with it.
    }
  }

  private void keep(String line) {
    if (head.size() < KEPT_AT_EITHER_END) {
      head.add(line);
      return;
    }
    tail.add(line);
    if (tail.size() > KEPT_AT_EITHER_END) {
      tail.remove(0);
    }
  }
}
