package com.browseruse.temporal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.BuiltJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built jar as a process of its own. Closing ends it, and nothing else. */
final class JarProcess implements AutoCloseable {
  static final Duration WAIT_LIMIT = Duration.ofSeconds(90);

  private static final long SIGINT_BIT = 1L << 1;

  private final Process process;
  private final Path out;
  private final Path err;

  private JarProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static JarProcess start(Path folder, Map<String, String> environment, String... arguments) {
    try {
      List<String> command = new ArrayList<>(List.of(BuiltJar.JAVA));
      command.addAll(BuiltJar.options());
      command.addAll(List.of("-jar", BuiltJar.PATH));
      command.addAll(List.of(arguments));
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      BuiltJar.clearSettings(builder.environment());
      builder.environment().putAll(environment);
      return new JarProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  JarProcess awaitErr(String words) {
    await()
        .atMost(WAIT_LIMIT)
        .failFast(
            "it ended",
            () -> assertThat(process.isAlive() || err().contains(words)).as(this::err).isTrue())
        .untilAsserted(() -> assertThat(err()).contains(words));
    return this;
  }

  int awaitExit() {
    try {
      assertThat(process.waitFor(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS))
          .as("it ended in time; it said: %s", err())
          .isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What Ctrl-C sends. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", ignoresInterrupt() ? "-TERM" : "-INT", Long.toString(process.pid()))
        .start()
        .waitFor();
  }

  /** What systemd and Kubernetes send. */
  void terminate() {
    process.destroy();
  }

  /** What nobody can react to. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  static void awaitEnd(List<ProcessHandle> processes) {
    await().atMost(WAIT_LIMIT).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Override
  public void close() {
    List<ProcessHandle> children = descendants();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /** A build in the background of a shell ignores Ctrl-C, and so does every process under it. */
  boolean ignoresInterrupt() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(
                line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT_BIT) != 0);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
