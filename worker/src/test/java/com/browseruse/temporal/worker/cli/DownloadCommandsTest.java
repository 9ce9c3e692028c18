package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.Scenario;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** What a run left comes to this machine, however the run ended. */
@Timeout(120)
class DownloadCommandsTest extends CommandTestBase {
  private static final String SHA_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  @Test
  void theFilesOfARunAreDownloaded() throws IOException {
    addScenario(leaves(Scenario.File.of("a.txt", "abc"), Scenario.File.of("prices.csv", "milk;2")));
    cli.run("run", "--id", "files-1", "Find milk");

    Cli person = cli();
    assertThat(person.run("files", "files-1", "-o", folder.toString())).as(person::err).isZero();
    Cli machine = cli();
    assertThat(machine.run("files", "files-1", "-o", folder.toString(), "--json")).isZero();

    assertThat(person.out().lines())
        .containsExactly(folder.resolve("a.txt") + "  3 B", folder.resolve("prices.csv") + "  6 B");
    assertThat(folder.resolve("prices.csv")).hasContent("milk;2");
    JsonNode first = CliContext.JSON.readTree(machine.out()).path(0);
    assertThat(first.properties()).hasSize(4);
    assertThat(first.path("name").asText()).isEqualTo("a.txt");
    assertThat(first.path("path").asText()).isEqualTo(folder.resolve("a.txt").toString());
    assertThat(first.path("size").asLong()).isEqualTo(3);
    assertThat(first.path("sha256").asText()).isEqualTo(SHA_OF_ABC);
    assertThat(left()).containsExactly("a.txt", "prices.csv");
  }

  @Test
  void filesAreSelectedByName() {
    addScenario(leaves(Scenario.File.of("a.txt", "abc"), Scenario.File.of("b.txt", "b")));
    cli.run("run", "--id", "files-2", "Find milk");

    assertThat(cli().run("files", "files-2", "b.txt", "-o", folder.toString())).isZero();
    assertThat(left()).containsExactly("b.txt");

    Cli wrong = cli();
    assertThat(wrong.run("files", "files-2", "c.txt", "-o", folder.toString()))
        .isEqualTo(ExitCode.SOFTWARE);
    assertThat(wrong.err()).contains("files-2 left no file c.txt, but a.txt, b.txt");
  }

  @Test
  void nothingIsOverwrittenSilently() throws IOException {
    addScenario(leaves(Scenario.File.of("a.txt", "abc"), Scenario.File.of("b.txt", "b")));
    cli.run("run", "--id", "files-3", "Find milk");
    Path mine = Files.writeString(folder.resolve("a.txt"), "mine");
    Files.writeString(folder.resolve("b.txt"), "b");

    Cli careful = cli();
    assertThat(careful.run("files", "files-3", "-o", folder.toString()))
        .isEqualTo(ExitCode.SOFTWARE);

    assertThat(mine).hasContent("mine");
    assertThat(careful.err().lines())
        .containsExactly(
            "Error: "
                + mine
                + " exists and is another file: --force replaces it, --output saves elsewhere.");
    assertThat(careful.out()).contains("b.txt  1 B, was there already");
    assertThat(cli().run("files", "files-3", "--force", "-o", folder.toString())).isZero();
    assertThat(mine).hasContent("abc");
    assertThat(left()).containsExactly("a.txt", "b.txt");
  }

  @Test
  void namesThatLeadAwayOrOccurTwiceAreChanged() {
    addScenario(
        leaves(
            Scenario.File.of("..\\a.txt", "1"),
            Scenario.File.of("b.txt", "2"),
            Scenario.File.of("B.txt", "3")));
    cli.run("run", "--id", "files-4", "Find milk");

    Path inner = folder.resolve("inner");
    assertThat(cli().run("files", "files-4", "-o", inner.toString())).isZero();

    assertThat(left()).containsExactly("inner");
    assertThat(inner.toFile().list()).hasSize(3).contains("b.txt").noneMatch("B.txt"::equals);
  }

  @Test
  void aRunWithoutFilesSaysSo() throws IOException {
    addScenario(leaves());
    cli.run("run", "--id", "files-5", "Find milk");

    Cli person = cli();
    assertThat(person.run("files", "files-5")).isZero();
    assertThat(person.err()).contains("The task left no files.");
    assertThat(person.out()).isEmpty();
    Cli machine = cli();
    assertThat(machine.run("files", "files-5", "--json")).isZero();
    assertThat(CliContext.JSON.readTree(machine.out())).isEmpty();
  }

  @Test
  void aDownloadThatFailsLeavesNothing() {
    addScenario(leaves(Scenario.File.of("a.txt", "abc"), Scenario.File.of("b.txt", "b")));
    cli.run("run", "--id", "files-6", "Find milk");
    emulator.addFault(Fault.on("GET", "/downloads/").status(403).build());

    Cli person = cli();
    assertThat(person.run("files", "files-6", "-o", folder.toString()))
        .isEqualTo(ExitCode.SOFTWARE);

    assertThat(person.err().lines())
        .singleElement()
        .asString()
        .startsWith("Error: 2 of 2 files could not be saved: a.txt could not be downloaded: ")
        .doesNotContain("Signature");
    assertThat(left()).isEmpty();
  }

  @Test
  void theLogGoesToStandardOutputOrWhereOneWants() throws IOException {
    addScenario(quick());
    cli.run("run", "--id", "logs-1", "Find milk");
    Path file = folder.resolve("deep").resolve("my.txt");

    Cli piped = cli();
    assertThat(piped.run("logs", "logs-1")).as(piped::err).isZero();
    assertThat(cli().run("logs", "logs-1", "-o", folder.toString())).isZero();
    assertThat(cli().run("logs", "logs-1", "-o", file.toString())).isZero();
    Cli machine = cli();
    assertThat(machine.run("logs", "logs-1", "-o", file.toString(), "--json")).isZero();

    assertThat(piped.out()).isNotBlank();
    assertThat(piped.err()).isEmpty();
    assertThat(folder.resolve("logs-1.log")).hasContent(piped.out());
    assertThat(file).hasContent(piped.out());
    JsonNode json = CliContext.JSON.readTree(machine.out());
    assertThat(json.path("path").asText()).isEqualTo(file.toString());
    assertThat(json.path("size").asLong()).isEqualTo(Files.size(file));
  }

  @Test
  void aTaskIsFoundWithoutTemporal() {
    addScenario(leaves(Scenario.File.of("a.txt", "abc")));
    cli.run("run", "Find milk");
    String task = onlyTask().id();
    Cli alone = cli().with("TEMPORAL_ADDRESS", "127.0.0.1:1");

    assertThat(alone.run("files", "--task", task, "a.txt", "-o", folder.toString())).isZero();
    assertThat(alone.run("logs", "--task", task, "-o", folder.toString())).isZero();

    assertThat(left()).containsExactlyInAnyOrder(task + ".log", "a.txt");
  }

  @Test
  void aRunThatWasCancelledOrThatLastsHasItsLogToo() throws Exception {
    addScenario(endless());
    CompletableFuture<Integer> exit = cli.start("run", "--id", "logs-2", "Find milk");
    await().atMost(WAIT_LIMIT).until(() -> cli.err().contains("was created"));

    Cli running = cli();
    assertThat(running.run("logs", "logs-2")).as(running::err).isZero();
    cli.interrupt();
    exit.get(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS);
    Cli cancelled = cli();
    assertThat(cancelled.run("logs", "logs-2")).as(cancelled::err).isZero();

    assertThat(running.out()).isNotBlank();
    assertThat(cancelled.out()).isNotBlank();
  }

  @Test
  void noWorkerNeedsToBeUp() throws Exception {
    addScenario(endless());
    Cli brief = cli();
    CompletableFuture<Integer> exit = brief.start("worker", "--task-queue", "brief");
    await().atMost(WAIT_LIMIT).until(() -> brief.err().contains("Ready:"));
    cli.run("start", "--id", "logs-3", "--task-queue", "brief", "Find milk");
    Cli looking = cli();
    await()
        .atMost(WAIT_LIMIT)
        .until(() -> looking.run("logs", "logs-3", "-o", folder.toString()) == ExitCode.OK);
    brief.interrupt();
    exit.get(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS);

    Cli late = cli();
    assertThat(late.run("logs", "logs-3")).as(late::err).isZero();
    assertThat(late.out()).isNotBlank();
  }

  @Test
  void aRunThatFailedHasItsFilesToo() {
    addScenario(
        Scenario.newBuilder()
            .startDelay(Duration.ZERO)
            .steps(1)
            .stepDuration(Duration.ofMillis(100))
            .outcome(Scenario.Outcome.FAILED)
            .outputFiles(List.of(Scenario.File.of("a.txt", "abc")))
            .build());
    cli.run("run", "--id", "files-7", "--fail-unless-successful", "Find milk");

    Cli person = cli();
    assertThat(person.run("files", "files-7", "-o", folder.toString())).as(person::err).isZero();
    assertThat(left()).containsExactly("a.txt");
  }

  @Test
  void withoutAKeyTheServiceCannotBeAsked() {
    addScenario(leaves(Scenario.File.of("a.txt", "abc")));
    cli.run("run", "--id", "files-8", "Find milk");

    for (String command : List.of("files", "logs")) {
      Cli keyless = cli().with("BROWSER_USE_API_KEY", "");
      assertThat(keyless.run(command, "files-8")).isEqualTo(ExitCode.USAGE);
      assertThat(keyless.err()).contains("BROWSER_USE_API_KEY must be set");
    }
  }

  private List<String> left() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Scenario leaves(Scenario.File... files) {
    return Scenario.newBuilder()
        .startDelay(Duration.ZERO)
        .steps(1)
        .stepDuration(Duration.ofMillis(100))
        .outputFiles(List.of(files))
        .build();
  }
}
