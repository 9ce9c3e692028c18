package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.testing.Scenario;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** Version 1 of the API: what it has works, and what it lacks is said in plain words. */
@Timeout(120)
class Version1CommandsTest extends CommandTestBase {
  private static final String QUEUE = "old-api";

  @TempDir Path folder;

  @Test
  void aWorkerOnVersionOneSaysSo() throws Exception {
    Cli old = old();
    CompletableFuture<Integer> exit = old.start("worker", "--task-queue", "told");
    await().atMost(WAIT_LIMIT).until(() -> old.err().contains("Ready:"));
    old.interrupt();

    assertThat(exit.get(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS)).isZero();
    assertThat(old.err()).contains(emulator.baseUrl() + " (version 1 of its API)");
    assertThat(worker.err()).doesNotContain("version 1");
  }

  @Test
  void theDemoNeedsNoKeyEither() throws IOException {
    Cli demo = new Cli().pollingOften().with("PATH", "").with("BROWSER_USE_API_VERSION", "v1");

    assertThat(demo.run("run", "--dev", "--json", "Find milk")).as(demo::err).isZero();

    assertThat(CliContext.JSON.readTree(demo.out()).path("outcome").asText())
        .isEqualTo("SUCCEEDED");
    assertThat(demo.err()).contains("the emulator, costs nothing, version 1 of its API");
  }

  @Test
  void aRunHasItsFilesAndItsStepsButNoLogs() throws IOException {
    addScenario(
        Scenario.newBuilder()
            .startDelay(Duration.ZERO)
            .steps(2)
            .stepDuration(Duration.ofMillis(100))
            .outputFiles(List.of(Scenario.File.of("a.txt", "abc")))
            .build());
    Cli runner = old();
    assertThat(
            runner.run(
                "run",
                "--dev",
                "--task-queue",
                QUEUE,
                "--id",
                "old-1",
                "--field=enable_public_share=true",
                "Find milk"))
        .as(runner::err)
        .isZero();

    Cli files = old();
    assertThat(files.run("files", "old-1", "-o", folder.toString())).as(files::err).isZero();
    Cli logs = old();
    assertThat(logs.run("logs", "old-1")).isEqualTo(ExitCode.SOFTWARE);
    Cli described = old();
    assertThat(described.run("describe", "old-1", "--live", "--json")).isZero();

    assertThat(folder.resolve("a.txt")).hasContent("abc");
    assertThat(logs.err().lines()).containsExactly("Error: This version of the API has no logs.");
    JsonNode run = CliContext.JSON.readTree(described.out());
    assertThat(run.path("steps")).hasSize(2);
    assertThat(run.path("publicShareUrl").asText()).startsWith("http");
    assertThat(onlyTask().apiVersion()).isEqualTo("v1");
  }

  @Test
  void theListHasNoSessionsToFilterBy() {
    Cli lister = old();

    assertThat(lister.run("list", "--session", "s-1")).isEqualTo(ExitCode.USAGE);
    assertThat(lister.err().lines())
        .containsExactly(
            "Error: --session cannot be used: this version of the API has no sessions.");
    assertThat(old().run("list", "--status=finished", "--after=1h")).isZero();
  }

  private Cli old() {
    return cli().with("BROWSER_USE_API_VERSION", "v1");
  }
}
