package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
final class WorkerJvm implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static final int MOST_STARTS = 5;

  private final Process process;
  private final Path said;

  private WorkerJvm(Process process, Path said) {
    this.process = process;
    this.said = said;
  }

  /** Starts the product itself: the runnable jar. */
  static WorkerJvm ofTheJar(Stage stage) {
    List<String> program = List.of("-jar", System.getProperty("browser-use.jar"), "worker");
    for (int attempt = 1; ; attempt++) {
      try {
        return start(stage, program).awaitWords("Ready:", 1);
      } catch (TerminalFailureException e) {
        // A server under load may not answer in time. What supervises a worker starts it again.
        if (attempt == MOST_STARTS) {
          throw e;
        }
      }
    }
  }

  /** Starts a worker that stands still for ever at one point of each call; it says so each time. */
  static WorkerJvm thatStandsStill(Stage stage, HaltingWorker.Point point, String call) {
    return start(
            stage,
            List.of(
                "-cp",
                System.getProperty("java.class.path"),
                HaltingWorker.class.getName(),
                stage.server().address(),
                stage.taskQueue(),
                stage.emulator().baseUrl(),
                stage.apiVersion().name(),
                point.name(),
                call))
        .awaitWords(HaltingWorker.READY, 1);
  }

  /** Starts a worker that waits for an answer as long as it may. */
  static WorkerJvm thatIsPatient(Stage stage) {
    return thatStandsStill(stage, HaltingWorker.Point.NOWHERE, "");
  }

  private static WorkerJvm start(Stage stage, List<String> program) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Small and quick to start, since several of them share the machine.
    command.addAll(
        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(program);
    try {
      Path said = Files.createTempFile("worker-", ".log");
      said.toFile().deleteOnExit();
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectErrorStream(true)
              .redirectOutput(said.toFile());
      builder
          .environment()
          .keySet()
          .removeIf(name -> name.startsWith("TEMPORAL_") || name.startsWith("BROWSER_USE_"));
      builder
          .environment()
          .putAll(
              Map.of(
                  "TEMPORAL_CONFIG_FILE", "/nowhere/temporal.toml",
                  "TEMPORAL_ADDRESS", stage.server().address(),
                  "BROWSER_USE_TASK_QUEUE", stage.taskQueue(),
                  "BROWSER_USE_BASE_URL", stage.emulator().baseUrl(),
                  "BROWSER_USE_API_VERSION", stage.apiVersion().name().toLowerCase(Locale.ROOT),
                  "BROWSER_USE_ARTIFACTS", stage.artifacts().toString(),
                  "BROWSER_USE_API_KEY", Stage.KEY));
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new WorkerJvm(process, said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has said something so often. */
  WorkerJvm awaitWords(String words, int times) {
    try {
      await()
          .alias("the worker says " + times + " times: " + words)
          .atMost(LIMIT)
          .failFast("it ended", () -> assertThat(process.isAlive()).as(this::said).isTrue())
          .until(() -> count(words) >= times);
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** How often it has said something. */
  int count(String words) {
    return said().split(words, -1).length - 1;
  }

  String said() {
    try {
      return Files.readString(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  @Override
  public void close() {
    kill();
  }
}
