package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.Command;
import com.browseruse.temporal.server.CpuBudget;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.Scenario;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example in docs/examples/spring-boot, built by Maven and tested as it stands, then run. */
@ExtendWith(TemporalServerExtension.class)
@Timeout(900)
@ResourceLock(CpuBudget.CALLERS)
@Tag("nightly")
@Tag("undisturbed")
class SpringBootIT {
  private static final Path EXAMPLE = Path.of("..", "docs", "examples", "spring-boot");
  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  @ParameterizedTest
  @ValueSource(strings = {"3.5.7", "4.0.7"})
  void theExampleRuns(String boot, TemporalServer server) throws Exception {
    Path project = folder.resolve("spring-boot");
    copy(EXAMPLE, project);
    List<String> maven =
        List.of(
            "mvn",
            "-B",
            "-q",
            "-Dspring-boot.version=" + boot,
            "-Dmaven.repo.local=" + LocalRepository.in(folder.resolve("repository")),
            "package");
    assumeAllIsThere(project, maven);
    Command built = Command.run(project, maven);
    assertThat(built.exitCode()).as(built.all()).isZero();

    try (Testbed testbed = new Testbed(server, "boot")) {
      testbed.addScenario(
          Scenario.matching("milk").steps(1).stepDuration(Duration.ZERO).output("1.19"));
      testbed.addScenario(Scenario.matching("bread").outcome(Scenario.Outcome.NEVER));
      useOverHttp(testbed, project.resolve("target/prices.jar"));
      assertThat(testbed.emulator().tasks())
          .extracting(RecordedTask::status)
          .containsExactly("finished", "stopped");
    }
  }

  /** A build that does nothing asks for all that it would need: what cannot be had is no fault. */
  private static void assumeAllIsThere(Path project, List<String> maven) throws Exception {
    List<String> words = new ArrayList<>(maven);
    words.addAll(List.of("-Dmaven.main.skip", "-Dmaven.test.skip", "-Dspring-boot.repackage.skip"));
    Command.prepare(project, words);
  }

  private void useOverHttp(Testbed testbed, Path jar) throws Exception {
    Path log = Files.createTempFile(folder, "application", ".log");
    Process application = start(testbed, jar, log);
    try {
      await().atMost(Duration.ofMinutes(2)).until(() -> PORT.matcher(read(log)).find());
      Matcher port = PORT.matcher(read(log));
      assertThat(port.find()).isTrue();
      String prices = "http://localhost:" + port.group(1) + "/prices/" + testbed.taskQueue();
      String milk = prices + "-milk";
      assertThat(send("PUT", milk + "?product=milk")).contains("\"isNew\":true");
      assertThat(send("PUT", milk + "?product=milk")).contains("\"isNew\":false");
      assertThat(send("GET", milk))
          .contains("\"outcome\":\"SUCCEEDED\"", "\"output\":\"1.19\"", "\"costUsd\":\"0.01\"");
      assertThat(send("GET", milk + "/progress")).contains("\"phase\":\"DONE\"");

      String bread = prices + "-bread";
      assertThat(send("PUT", bread + "?product=bread")).contains("\"isNew\":true");
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> send("GET", bread + "/progress").contains("\"phase\":\"RUNNING\""));
      send("DELETE", bread);
      assertThat(send("GET", bread))
          .contains("\"type\":\"Cancelled\"", "\"stop\":\"STOPPED\"", "\"costUsd\":");
    } finally {
      application.destroy();
      application.waitFor(1, TimeUnit.MINUTES);
      application.destroyForcibly();
    }
  }

  private static Process start(Testbed testbed, Path jar, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString(),
                "--server.port=0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "TEMPORAL_ADDRESS", testbed.server().address(),
                "TEMPORAL_NAMESPACE", "default",
                "BROWSER_USE_TASK_QUEUE", testbed.taskQueue(),
                "BROWSER_USE_BASE_URL", testbed.emulator().baseUrl().toString(),
                "BROWSER_USE_API_KEY", Testbed.KEY));
    return builder.start();
  }

  private String send(String method, String uri) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofMinutes(1))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(file -> !file.startsWith(from.resolve("target"))).toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
