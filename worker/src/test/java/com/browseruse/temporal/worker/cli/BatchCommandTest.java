package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.Scenario;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

@Timeout(120)
class BatchCommandTest extends CommandTestBase {
  private static final String OFTEN =
      "\"options\": {\"polling\": {\"initialInterval\": \"PT0.1S\"}}";

  @TempDir Path folder;

  private String file(String... lines) throws IOException {
    return Files.write(folder.resolve("tasks.jsonl"), List.of(lines)).toString();
  }

  private static Map<String, JsonNode> byId(String jsonl) throws IOException {
    Map<String, JsonNode> lines = new TreeMap<>();
    for (String line : jsonl.lines().toList()) {
      JsonNode json = CliContext.JSON.readTree(line);
      lines.put(json.path("id").asText(), json);
    }
    return lines;
  }

  @Test
  void eachLineGivesALineWithItsResult() throws IOException {
    addScenario(quick());
    String file =
        file("\"Find milk\"", "", "{\"id\": \"b\", \"task\": \"Find bread\"," + OFTEN + "}");

    assertThat(cli.run("batch", "--id", "lines", file)).as(cli::err).isZero();

    Map<String, JsonNode> lines = byId(cli.out());
    assertThat(lines.keySet()).containsExactly("1", "b");
    assertThat(lines.get("1").path("workflowId").asText()).isEqualTo("lines/1");
    assertThat(lines.get("b").path("result").path("output").asText()).isEqualTo("Milk costs $2");
    assertThat(cli.err()).contains("Batch              lines", "2 of 2 succeeded");
  }

  @Test
  void badLinesAreRefusedByTheirNumbersBeforeAnythingIsStarted() throws IOException {
    String file =
        file(
            "\"Find milk\"",
            "{\"task\": \"Find bread\", \"maxStep\": 3}",
            "{\"task\": ",
            "{\"id\": \"1\", \"task\": \"Find milk\"}");

    assertThat(cli.run("batch", file)).isEqualTo(ExitCode.USAGE);

    assertThat(cli.err())
        .contains(
            "line 2: maxStep",
            "line 3: ",
            "line 4: id 1 is given to two tasks: each needs one of its own",
            "Error: 3 lines of FILE cannot be read, so nothing was started.");
    assertThat(emulator.tasks()).isEmpty();
  }

  @Test
  void limitsOutOfBoundsAreNamedAsTheyWereGiven() throws IOException {
    assertThat(cli.run("batch", "--concurrency", "0", file("\"a\""))).isEqualTo(ExitCode.USAGE);
    assertThat(cli.err()).contains("--concurrency must be between 1 and 200, but is 0");
    Cli empty = cli();
    assertThat(empty.run("batch", file())).isEqualTo(ExitCode.USAGE);
    assertThat(empty.err()).contains("The tasks of FILE must be 1 to 10000, but are 0");
    Cli missing = cli();
    assertThat(missing.run("batch", folder + "/nothing")).isEqualTo(ExitCode.USAGE);
    assertThat(missing.err()).contains("FILE cannot be read: there is no file");
  }

  @Test
  void aSecondRunDoesWhatIsMissingAndTellsAll() throws IOException {
    addScenario(quick());
    emulator.addFault(
        Fault.on("POST", "/tasks$").times(1).status(422).body("{\"detail\": \"no\"}").build());
    String file = file("\"Find milk\"", "\"Find bread\"");
    Path output = folder.resolve("out.jsonl");

    assertThat(
            cli.run(
                "batch",
                "--id",
                "twice",
                "--concurrency",
                "1",
                "--output",
                output.toString(),
                file))
        .isEqualTo(ExitCode.SOFTWARE);
    assertThat(byId(Files.readString(output)).get("1").path("failure").path("type").asText())
        .isEqualTo("InvalidRequest");
    assertThat(cli.err())
        .contains("1 of 2 succeeded", "1 failed, InvalidRequest", "batch --id twice " + file);

    Cli again = cli();
    assertThat(again.run("batch", "--json", "--id", "twice", "--output", output.toString(), file))
        .as(again::err)
        .isZero();
    assertThat(byId(Files.readString(output)))
        .hasSize(2)
        .allSatisfy(
            (id, line) ->
                assertThat(line.path("result").path("outcome").asText()).isEqualTo("SUCCEEDED"));
    JsonNode counts = CliContext.JSON.readTree(again.out());
    assertThat(counts.path("ranBefore").intValue()).isEqualTo(1);
    assertThat(counts.path("workflowId").asText()).isEqualTo("twice");
    assertThat(emulator.tasks()).hasSize(2);
  }

  @Test
  void ctrlCStopsAllTasksAndNamesWhatDidNotRun() throws Exception {
    addScenario(endless());
    String file =
        file(
            "{\"id\": \"a\", \"task\": \"a\"}",
            "{\"id\": \"b\", \"task\": \"b\"}",
            "{\"id\": \"c\", \"task\": \"c\"}");
    CompletableFuture<Integer> exit = cli.start("batch", "--concurrency", "2", file);
    await().atMost(WAIT_LIMIT).until(() -> emulator.tasks().size() == 2);

    cli.interrupt();

    assertThat(exit.get(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo(RootCommand.INTERRUPTED);
    assertThat(emulator.tasks()).extracting(RecordedTask::status).containsOnly("stopped");
    Map<String, JsonNode> lines = byId(cli.out());
    assertThat(lines.keySet()).containsExactly("a", "b", "c");
    assertThat(lines.get("a").path("failure").path("type").asText()).isEqualTo("Cancelled");
    assertThat(lines.get("a").path("failure").path("stop").asText()).isEqualTo("STOPPED");
    assertThat(lines.get("c").path("failure").path("type").asText()).isEqualTo("NotRun");
    assertThat(cli.err()).contains("1 not run: the batch was cancelled");
  }

  @Test
  void aBatchIsPausedResumedAndStoppedByItsId() throws Exception {
    addScenario(endless());
    CompletableFuture<Integer> exit =
        cli.start("batch", "--id", "ctl", "--concurrency", "1", file("\"a\"", "\"b\""));
    await().atMost(WAIT_LIMIT).until(() -> emulator.tasks().size() == 1);

    // Where it is, it tells a moment after its first task was made.
    await()
        .atMost(WAIT_LIMIT)
        .untilAsserted(
            () -> {
              Cli pause = cli();
              assertThat(pause.run("pause", "ctl")).as(pause::err).isZero();
              assertThat(pause.out()).contains("0 of 2 done, 1 running, 1 waiting, paused");
            });
    Cli resume = cli();
    assertThat(resume.run("resume", "--json", "ctl")).as(resume::err).isZero();
    assertThat(CliContext.JSON.readTree(resume.out()).path("phase").asText()).isEqualTo("RUNNING");
    Cli stop = cli();
    assertThat(stop.run("stop", "ctl")).as(stop::err).isZero();
    assertThat(stop.out().strip()).startsWith("1 of 2 done, 0 running, 1 waiting").endsWith("done");

    assertThat(exit.get(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(ExitCode.SOFTWARE);
    assertThat(cli.err()).contains("1 STOPPED", "1 not run: the batch was stopped");
    assertThat(onlyTask().status()).isEqualTo("stopped");
    Cli late = cli();
    assertThat(late.run("pause", "ctl")).isEqualTo(ExitCode.SOFTWARE);
    assertThat(late.err()).contains("The batch ctl is over already: there is nothing to pause");
  }

  @Test
  void aBatchIsCancelledByItsId() throws Exception {
    addScenario(endless());
    CompletableFuture<Integer> exit =
        cli.start("batch", "--id", "cancelled", file("\"a\"", "\"b\""));
    await().atMost(WAIT_LIMIT).until(() -> emulator.tasks().size() == 2);

    Cli cancel = cli();
    assertThat(cancel.run("cancel", "cancelled")).as(cancel::err).isZero();

    assertThat(cancel.out()).contains("2 of 2 done", "2 failed (Cancelled 2)");
    assertThat(emulator.tasks()).extracting(RecordedTask::status).containsOnly("stopped");
    assertThat(exit.get(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(ExitCode.SOFTWARE);
  }

  @Test
  void theBudgetEndsTheBatch() throws IOException {
    addScenario(
        Scenario.newBuilder()
            .startDelay(Duration.ZERO)
            .steps(1)
            .stepDuration(Duration.ofMillis(100))
            .costPerStep(new BigDecimal("0.50"))
            .build());

    assertThat(cli.run("batch", "--concurrency", "1", "--max-cost", "0.20", file("\"a\"", "\"b\"")))
        .isEqualTo(ExitCode.SOFTWARE);

    assertThat(cli.err()).contains("1 of 2 succeeded", "1 not run: the budget is spent");
    assertThat(emulator.tasks()).hasSize(1);
  }
}
