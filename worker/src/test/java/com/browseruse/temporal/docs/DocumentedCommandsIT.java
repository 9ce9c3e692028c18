package com.browseruse.temporal.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.BuiltJar;
import com.browseruse.temporal.server.FreePort;
import com.browseruse.temporal.server.TemporalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command that the documents show works as shown. Those that build with Maven are run by CI
 * itself.
 */
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are for a POSIX shell")
@Execution(ExecutionMode.CONCURRENT)
@Tag("undisturbed")
class DocumentedCommandsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** Commands that go on until they are told to stop, and what they say once they are up. */
  private static final Map<String, String> ENDLESS =
      Map.of("jar worker\n", "Ready", "jar dev\n", "Ctrl-C", "jar emulator", "listens at");

  @TempDir static Path folder;
  private static String temporal;
  private static String emulator;
  private static Process dev;

  @BeforeAll
  @Timeout(300)
  static void bringUpEverything() throws IOException {
    TemporalProgram.program();
    int temporalPort = FreePort.find();
    int emulatorPort = FreePort.find();
    temporal = "127.0.0.1:" + temporalPort;
    emulator = "http://127.0.0.1:" + emulatorPort;
    Path log = folder.resolve("dev.log");
    dev =
        bash(
            log,
            Map.of(),
            "exec java -jar '%s' dev --temporal-port %d --emulator-port %d"
                .formatted(BuiltJar.PATH, temporalPort, emulatorPort));
    awaitText(dev, log, "Ctrl-C");
  }

  @AfterAll
  static void end() throws InterruptedException {
    if (dev != null) {
      dev.destroy();
      assertThat(dev.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  static Stream<Snippet> commands() {
    return Snippet.of("sh").filter(snippet -> !snippet.text().contains("mvn "));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandWorks(Snippet snippet) throws Exception {
    Path log = Files.createTempFile(folder, "command", ".log");
    Process process = bash(log, environment(snippet), script(snippet));
    String up = saidOnceUp(snippet);
    if (up != null) {
      awaitText(process, log, up);
      // Bash becomes the command if there is only one.
      List<ProcessHandle> children = process.descendants().toList();
      (children.isEmpty() ? List.of(process.toHandle()) : children).forEach(ProcessHandle::destroy);
    }

    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(() -> read(log)).isZero();
  }

  private static String saidOnceUp(Snippet snippet) {
    return ENDLESS.entrySet().stream()
        .filter(entry -> snippet.text().contains("." + entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /** A command with {@code --dev} brings up its own. */
  private static Map<String, String> environment(Snippet snippet) {
    return snippet.text().contains("--dev")
        ? Map.of()
        : Map.of(
            "TEMPORAL_ADDRESS",
            temporal,
            "BROWSER_USE_BASE_URL",
            emulator,
            "BROWSER_USE_API_KEY",
            "k");
  }

  private static String script(Snippet snippet) {
    return snippet
        .text()
        .replace("worker/target/browser-use-temporal.jar", BuiltJar.PATH)
        .replace("localhost:7233", temporal)
        .replace("BROWSER_USE_API_KEY=...", "BROWSER_USE_API_KEY=k");
  }

  private static Process bash(Path log, Map<String, String> environment, String script)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of("bash", "-eu", "-c", script))
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    BuiltJar.clearSettings(builder.environment());
    builder.environment().put("JAVA_TOOL_OPTIONS", String.join(" ", BuiltJar.options()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static void awaitText(Process process, Path log, String text) {
    await()
        .atMost(PATIENCE)
        .failFast("it ended", () -> assertThat(process.isAlive()).as(() -> read(log)).isTrue())
        .untilAsserted(() -> assertThat(read(log)).contains(text));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "(" + e.getMessage() + ")";
    }
  }
}
