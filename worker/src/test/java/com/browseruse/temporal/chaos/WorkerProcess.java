package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.BuiltJar;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.core.TerminalFailureException;

/** A worker as a process of its own, to be killed. Closing ends it, and nothing else. */
final class WorkerProcess implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static final int MOST_STARTS = 5;

  private final Process process;
  private final Path output;

  private WorkerProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts the product itself: the runnable jar. */
  static WorkerProcess jar(Testbed testbed) {
    return jar(testbed, false);
  }

  /** The same with the watcher, or without it, as tests need that count the polls of a run. */
  static WorkerProcess jar(Testbed testbed, boolean watch) {
    List<String> program = new ArrayList<>(BuiltJar.options());
    program.addAll(List.of("-jar", BuiltJar.PATH, "worker"));
    for (int attempt = 1; ; attempt++) {
      try {
        return start(testbed, program, watch).awaitOutput("Ready:", 1);
      } catch (TerminalFailureException e) {
        // A server under load may not answer in time. What supervises a worker starts it again.
        if (attempt == MOST_STARTS) {
          throw e;
        }
      }
    }
  }

  /** Starts a worker that stands still for ever at one point of each call; it says so each time. */
  static WorkerProcess halting(Testbed testbed, HaltingWorker.Point point, String call) {
    List<String> program = new ArrayList<>(BuiltJar.QUICK_START);
    program.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            HaltingWorker.class.getName(),
            testbed.server().address(),
            testbed.taskQueue(),
            testbed.emulator().baseUrl().toString(),
            testbed.apiVersion().name(),
            point.name(),
            call));
    return start(testbed, program).awaitOutput(HaltingWorker.READY, 1);
  }

  /** Starts a worker that waits for an answer as long as it may. */
  static WorkerProcess withLongTimeouts(Testbed testbed) {
    return halting(testbed, HaltingWorker.Point.NOWHERE, "");
  }

  private static WorkerProcess start(Testbed testbed, List<String> program) {
    return start(testbed, program, false);
  }

  private static WorkerProcess start(Testbed testbed, List<String> program, boolean watch) {
    // Small, since several of them share the machine.
    List<String> command = new ArrayList<>(List.of(BuiltJar.JAVA, "-Xmx256m"));
    command.addAll(program);
    try {
      Path output = Files.createTempFile("worker-", ".log");
      output.toFile().deleteOnExit();
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      BuiltJar.clearSettings(builder.environment());
      builder
          .environment()
          .putAll(
              Map.of(
                  "TEMPORAL_ADDRESS", testbed.server().address(),
                  "BROWSER_USE_TASK_QUEUE", testbed.taskQueue(),
                  "BROWSER_USE_BASE_URL", testbed.emulator().baseUrl().toString(),
                  "BROWSER_USE_API_VERSION", testbed.apiVersion().name().toLowerCase(Locale.ROOT),
                  "BROWSER_USE_ARTIFACTS", testbed.artifacts().toString(),
                  "BROWSER_USE_WATCH", Boolean.toString(watch),
                  "BROWSER_USE_API_KEY", Testbed.KEY));
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new WorkerProcess(process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has output something so often. */
  WorkerProcess awaitOutput(String text, int times) {
    try {
      await()
          .alias("the worker says " + times + " times: " + text)
          .atMost(LIMIT)
          .failFast("it ended", () -> assertThat(process.isAlive()).as(this::output).isTrue())
          .until(() -> count(text) >= times);
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** How often it has output something. */
  int count(String text) {
    return output().split(text, -1).length - 1;
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By which Temporal names the worker, with the name of the machine. */
  long pid() {
    return process.pid();
  }

  /** What nobody can react to: {@code kill -9}. */
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends a signal, such as {@code STOP}, which nobody can react to either. */
  void signal(String name) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
            .inheritIO()
            .start()
            .waitFor();
    assertThat(status).as("kill -%s", name).isZero();
  }

  @Override
  public void close() {
    kill();
  }
}
