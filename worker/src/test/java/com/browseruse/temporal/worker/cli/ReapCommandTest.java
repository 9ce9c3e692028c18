package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.worker.dev.DevTemporal;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine.ExitCode;

/** The command on the in-process Temporal server. */
@Timeout(180)
class ReapCommandTest {
  private static DevTemporal temporal;
  private static ReaperFixture fixture;

  private final Cli cli = fixture.cli();

  @BeforeAll
  static void start() {
    temporal = DevTemporal.start(Map.of("PATH", ""), DevTemporal.Ports.ANY, "default", () -> false);
    fixture = new ReaperFixture(temporal.address());
  }

  @AfterAll
  static void end() throws Exception {
    fixture.close();
    temporal.close();
  }

  @AfterEach
  void forget() {
    fixture.forget();
  }

  private static String orphan(String workflowId) {
    fixture.start(workflowId, null).terminate("for the test");
    return fixture.newestTask();
  }

  @Test
  void aDryRunTellsWhatItWouldStopAndHow() {
    String taskId = orphan("dry-1");

    assertThat(cli.run("reap")).as(cli::err).isZero();

    assertThat(cli.out())
        .contains("DECISION", "would stop", taskId, "dry-1", "its workflow has ended (TERMINATED)")
        .contains("Looked at 1 remote task: 1 alive and made by workflows of namespace default.")
        .contains("1 would be stopped, 0 left.");
    assertThat(cli.err()).contains("Nothing was stopped", "--apply");
    fixture.assertUntouched(taskId);
  }

  @Test
  void withApplyTheTaskIsStopped() throws IOException {
    String taskId = orphan("apply-1");

    assertThat(cli.run("reap", "--apply", "--json")).as(cli::err).isZero();

    JsonNode result = CliContext.JSON.readTree(cli.out());
    assertThat(result.path("stopped").intValue()).isEqualTo(1);
    assertThat(result.path("tasks").path(0).path("taskId").asText()).isEqualTo(taskId);
    assertThat(fixture.ledger(taskId).status()).isEqualTo("stopped");
  }

  @Test
  void whatIsYoungerThanAskedForIsLeft() {
    String taskId = orphan("young-1");

    assertThat(cli.run("reap", "--apply", "--older-than", "45m")).as(cli::err).isZero();

    assertThat(cli.out()).contains("0 stopped, 1 left (1: it is too young).");
    fixture.assertUntouched(taskId);
  }

  @Test
  void thereIsOneReaperByHandAtATimeAndCtrlCCancelsIt() throws Exception {
    Cli first = fixture.cli();
    CompletableFuture<Integer> exit = first.start("reap", "--task-queue", "nobody-listens");
    await()
        .atMost(ReaperFixture.WAIT_LIMIT)
        .until(() -> first.err().contains("No worker on task queue"));

    assertThat(cli.run("reap")).isEqualTo(ExitCode.SOFTWARE);
    assertThat(cli.err())
        .contains(
            "A reaper that was started by hand is under way already"
                + " (workflow browser-task-reaper)");

    first.interrupt();
    assertThat(exit.get(ReaperFixture.WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo(RootCommand.INTERRUPTED);
    assertThat(first.err()).contains("Cancelled: no further task is stopped.");
    fixture.client().newUntypedWorkflowStub("browser-task-reaper").terminate("for the test");
  }

  @Test
  void aServerWithoutSchedulesIsToldInOneSentence() {
    assertThat(cli.run("reap", "--every", "1h")).isEqualTo(ExitCode.SOFTWARE);
    assertThat(cli.err().lines())
        .singleElement()
        .asString()
        .startsWith("Error: This Temporal server has no schedules");
    Cli remover = fixture.cli();
    assertThat(remover.run("reap", "--remove")).isEqualTo(ExitCode.SOFTWARE);
    assertThat(remover.err()).contains("has no schedules");
  }
}
