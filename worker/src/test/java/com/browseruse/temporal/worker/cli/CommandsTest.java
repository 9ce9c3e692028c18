package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.testing.Scenario;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** Every command in one process: the in-process Temporal server, the emulator, a real worker. */
@Timeout(120)
class CommandsTest extends CommandTestBase {
  @Test
  void aRunPrintsItsResult() {
    addScenario(quick());

    assertThat(cli.run("run", "Find milk")).isZero();

    assertThat(cli.out()).startsWith("SUCCEEDED, 2 steps").contains("Milk costs $2");
    assertThat(cli.err()).contains("was created", "step 1: ", "step 2: ");
  }

  @Test
  void aMachineGetsOneJsonDocument() throws IOException {
    addScenario(quick());

    assertThat(cli.run("run", "--json", "--id", "json-1", "Find milk")).isZero();

    JsonNode result = CliContext.JSON.readTree(cli.out());
    assertThat(result.path("workflowId").asText()).isEqualTo("json-1");
    assertThat(result.path("outcome").asText()).isEqualTo("SUCCEEDED");
    assertThat(result.path("output").asText()).isEqualTo("Milk costs $2");
    assertThat(result.path("taskId").asText()).isEqualTo(onlyTask().id());
  }

  @Test
  @DisplayName("an id is paid for once (core 6) (new-user 2)")
  void anIdIsPaidForOnce() throws IOException {
    addScenario(quick());
    assertThat(cli.run("run", "--id", "once-1", "Find milk")).isZero();

    Cli again = cli();
    assertThat(again.run("run", "--id", "once-1", "Find milk")).isZero();
    assertThat(again.out()).startsWith("SUCCEEDED").contains("Milk costs $2");
    assertThat(again.err()).contains("the id once-1 has a run already");
    Cli started = cli();
    String sameInput = "--input=" + Cli.OFTEN;
    assertThat(started.run("start", "--json", "--id", "once-1", sameInput, "Find milk")).isZero();
    assertThat(CliContext.JSON.readTree(started.out()).path("isNew").booleanValue()).isFalse();
    assertThat(emulator.tasks()).hasSize(1);

    Cli kept = cli();
    assertThat(kept.run("run", "--new", "--id", "once-1", "Find milk")).isZero();
    assertThat(kept.out()).contains("Milk costs $2");
    Cli other = cli();
    assertThat(other.run("run", "--id", "once-1", "Find oats")).isEqualTo(ExitCode.SOFTWARE);
    assertThat(other.err()).contains("The id once-1 has run another task already");
    assertThat(emulator.tasks()).hasSize(1);
  }

  @Test
  void aServerWithoutSchedulesIsNamed() {
    for (String[] command :
        List.of(
            new String[] {"schedule", "list"},
            new String[] {"schedule", "describe", "x"},
            new String[] {"schedule", "create", "--id", "x", "--every", "1h", "Find milk"})) {
      Cli scheduler = cli();
      assertThat(scheduler.run(command)).isEqualTo(ExitCode.SOFTWARE);
      assertThat(scheduler.err()).contains("This Temporal server has no schedules");
    }
  }

  @Test
  void anIdWhoseRunHasFailedIsStartedAnewIfToldTo() {
    addScenario(endless());
    assertThat(cli.run("run", "--timeout=2s", "--id", "failed-1", "Find milk"))
        .isEqualTo(ExitCode.SOFTWARE);
    addScenario(quick());
    Cli again = cli();
    assertThat(again.run("run", "--timeout=2s", "--id", "failed-1", "Find milk"))
        .isEqualTo(ExitCode.SOFTWARE);
    assertThat(again.err()).contains("has a run already", "Browser task timed out");
    assertThat(emulator.tasks()).hasSize(1);

    assertThat(cli().run("run", "--new", "--id", "failed-1", "Find milk")).isZero();
    assertThat(emulator.tasks()).hasSize(2);
  }

  @Test
  @DisplayName("Ctrl-C does not cancel a run that another command has started (core 6)")
  void whoIsAttachedDoesNotCancel() throws Exception {
    addScenario(endless());
    cli.run("start", "--id", "once-2", "Find milk");
    Cli attached = cli();
    CompletableFuture<Integer> exit = attached.start("run", "--id", "once-2", "Find milk");
    await()
        .atMost(WAIT_LIMIT)
        .until(() -> emulator.tasks().size() == 1 && attached.err().contains("has a run already"));

    attached.interrupt();

    assertThat(exit.get(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo(RootCommand.INTERRUPTED);
    assertThat(attached.err()).contains("the run goes on");
    assertThat(onlyTask().status()).isEqualTo("started");
    assertThat(cli().run("stop", "once-2")).isZero();
  }

  @Test
  void anOutcomeThatIsNoSuccessEndsWithOne() {
    addScenario(
        Scenario.newBuilder()
            .startDelay(Duration.ZERO)
            .steps(1)
            .stepDuration(Duration.ofMillis(100))
            .outcome(Scenario.Outcome.FAILED)
            .build());

    assertThat(cli.run("run", "Find milk")).isEqualTo(ExitCode.SOFTWARE);
    assertThat(cli.out()).startsWith("FAILED");
  }

  @Test
  void aFailureIsToldWithWhatBecameOfTheTask() throws IOException {
    addScenario(endless());

    assertThat(cli.run("run", "--json", "--timeout=2s", "Find milk")).isEqualTo(ExitCode.SOFTWARE);

    JsonNode failure = CliContext.JSON.readTree(cli.out()).path("failure");
    assertThat(failure.path("type").asText()).isEqualTo("BrowserTaskTimedOut");
    assertThat(failure.path("stop").asText()).isEqualTo("STOPPED");
    assertThat(cli.err()).contains("Browser task timed out", onlyTask().id() + ", stopped");
  }

  @Test
  void ctrlCStopsTheRemoteTaskBeforeTheRunEnds() throws Exception {
    addScenario(endless());
    CompletableFuture<Integer> exit = cli.start("run", "Find milk");
    await().atMost(WAIT_LIMIT).until(() -> cli.err().contains("was created"));

    cli.interrupt();

    assertThat(exit.get(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo(RootCommand.INTERRUPTED);
    assertThat(onlyTask().status()).isEqualTo("stopped");
    assertThat(cli.err()).contains("Cancelling the run", onlyTask().id() + ", stopped");
  }

  @Test
  void aRunCanBeStartedWatchedDescribedAndStoppedPieceByPiece() throws Exception {
    addScenario(endless());
    assertThat(cli.run("start", "--id", "piece-1", "--summary", "Milk", "Find milk")).isZero();
    assertThat(cli.out()).isEqualToNormalizingNewlines("piece-1\n");
    Cli watcher = cli();
    CompletableFuture<Integer> watching = watcher.start("watch", "piece-1");
    await().atMost(WAIT_LIMIT).until(() -> watcher.err().contains("was created"));

    Cli describer = cli();
    assertThat(describer.run("describe", "piece-1")).isZero();
    assertThat(describer.out()).contains("piece-1", "RUNNING", onlyTask().id());

    Cli again = cli();
    assertThat(again.run("start", "--new", "--id", "piece-1", "Find milk")).isZero();
    assertThat(again.err()).contains("the id piece-1 has a run already");

    Cli stopper = cli();
    assertThat(stopper.run("stop", "piece-1")).as(stopper::err).isZero();
    assertThat(watching.get(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(ExitCode.SOFTWARE);
    assertThat(watcher.out()).startsWith("STOPPED");
    assertThat(onlyTask().status()).isEqualTo("stopped");

    Cli late = cli();
    assertThat(late.run("stop", "piece-1")).isEqualTo(ExitCode.SOFTWARE);
    assertThat(late.err()).contains("is over already (Completed)");
  }

  @Test
  void whoeverStopsWatchingLeavesTheRunAlone() throws Exception {
    addScenario(endless());
    cli.run("start", "--id", "watched-1", "Find milk");
    Cli watcher = cli();
    CompletableFuture<Integer> watching = watcher.start("watch", "watched-1");
    await().atMost(WAIT_LIMIT).until(() -> watcher.err().contains("was created"));

    watcher.interrupt();

    assertThat(watching.get(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo(RootCommand.INTERRUPTED);
    assertThat(watcher.err()).contains("the run goes on");
    assertThat(onlyTask().status()).isEqualTo("started");
    assertThat(cli().run("stop", "watched-1")).isZero();
  }

  @Test
  void aPauseThatTheApiCannotDoIsToldSo() {
    addScenario(endless());
    cli.run("start", "--id", "paused-1", "Find milk");
    await().atMost(WAIT_LIMIT).until(() -> emulator.tasks().size() == 1);

    Cli pauser = cli();
    assertThat(pauser.run("pause", "paused-1")).isEqualTo(ExitCode.SOFTWARE);

    assertThat(pauser.err()).contains("does not support pause");
    assertThat(cli().run("stop", "paused-1")).isZero();
  }

  @Test
  void aTaskThatCanBePausedIsPausedAndResumed() {
    addScenario(
        Scenario.newBuilder()
            .startDelay(Duration.ZERO)
            .outcome(Scenario.Outcome.NEVER)
            .pausable(true)
            .build());
    cli.run("start", "--id", "paused-2", "Find milk");
    await().atMost(WAIT_LIMIT).until(() -> emulator.tasks().size() == 1);

    Cli pauser = cli();
    assertThat(pauser.run("pause", "paused-2")).as(pauser::err).isZero();
    assertThat(pauser.out()).contains("PAUSED");
    assertThat(onlyTask().status()).isEqualTo("paused");
    Cli resumer = cli();
    assertThat(resumer.run("resume", "paused-2")).as(resumer::err).isZero();
    assertThat(onlyTask().status()).isEqualTo("started");
    assertThat(cli().run("stop", "paused-2")).isZero();
  }

  @Test
  void anUnknownIdIsToldSo() {
    for (String command :
        List.of(
            "watch", "result", "describe", "pause", "resume", "stop", "cancel", "logs", "files")) {
      Cli each = cli();
      assertThat(each.run(command, "nobody")).isEqualTo(ExitCode.SOFTWARE);
      assertThat(each.err()).contains("There is no workflow with the id nobody");
    }
  }

  @Test
  @DisplayName("the answer can be piped (new-user 28)")
  void theAnswerCanBePiped() {
    addScenario(quick());
    assertThat(cli.run("run", "-q", "--id", "pipe-1", "Find milk")).isZero();
    assertThat(cli.out()).isEqualToNormalizingNewlines("Milk costs $2\n");
    assertThat(cli.err()).doesNotContain("Workflow", "was created", "step");

    Cli later = cli();
    assertThat(later.run("result", "pipe-1")).isZero();
    assertThat(later.out()).isEqualToNormalizingNewlines("Milk costs $2\n");
  }

  @Test
  @DisplayName("an output that breaks its schema ends with one (new-user 3)")
  void anOutputThatBreaksItsSchemaEndsWithOne(@TempDir Path folder) throws IOException {
    addScenario(quick());
    Path schema =
        Files.writeString(
            folder.resolve("schema.json"), "{\"type\": \"object\", \"required\": [\"price\"]}");

    assertThat(cli.run("run", "--id", "prose-1", "--structured-output", schema.toString(), "Find"))
        .isEqualTo(ExitCode.SOFTWARE);

    assertThat(cli.out()).contains("Milk costs $2", "the output does not follow the schema");
    Cli later = cli();
    assertThat(later.run("result", "prose-1")).isEqualTo(ExitCode.SOFTWARE);
    assertThat(later.err()).contains("the output does not follow the schema");
  }

  @Test
  @DisplayName("a run is cancelled by its id (new-user 26)")
  void aRunIsCancelledByItsId() {
    addScenario(endless());
    cli.run("start", "--id", "cancel-1", "Find milk");
    await().atMost(WAIT_LIMIT).until(() -> emulator.tasks().size() == 1);

    Cli canceller = cli();
    assertThat(canceller.run("cancel", "cancel-1")).as(canceller::err).isZero();

    assertThat(onlyTask().status()).isEqualTo("stopped");
    assertThat(canceller.err()).contains("Cancelled", onlyTask().id() + ", stopped");
    assertThat(cli().run("cancel", "cancel-1")).isEqualTo(ExitCode.SOFTWARE);
  }

  @Test
  @DisplayName("a task that no run follows is stopped by its id (new-user 26)")
  void aTaskIsStoppedByItsId() throws IOException {
    addScenario(endless());
    String taskId;
    try (BrowserUseClient client =
        BrowserUseClient.create(
            BrowserUseClientOptions.newBuilder("k").baseUrl(emulator.baseUrl()).build())) {
      taskId = client.createTask(TaskRequest.newBuilder("Find milk").build()).taskId();
    }

    Cli stopper = cli();
    assertThat(stopper.run("stop", "--json", "--task", taskId)).as(stopper::err).isZero();
    assertThat(CliContext.JSON.readTree(stopper.out()).path("stop").asText()).isEqualTo("STOPPED");
    assertThat(onlyTask().status()).isEqualTo("stopped");
    Cli late = cli();
    assertThat(late.run("stop", "--task", taskId)).isZero();
    assertThat(late.out()).contains("had finished before");
    Cli unknown = cli();
    assertThat(unknown.run("stop", "--task", UUID.randomUUID().toString()))
        .isEqualTo(ExitCode.SOFTWARE);
    assertThat(unknown.err()).contains("There is no task with the id");
  }

  private String taskOfSomethingElse() {
    try (BrowserUseClient client =
        BrowserUseClient.create(
            BrowserUseClientOptions.newBuilder("k").baseUrl(emulator.baseUrl()).build())) {
      return client.createTask(TaskRequest.newBuilder("Find milk").build()).taskId();
    }
  }

  @Test
  void aTaskThatSomethingElseMadeIsTakenOver() throws IOException {
    addScenario(quick());
    String taskId = taskOfSomethingElse();

    Cli attacher = cli();
    assertThat(attacher.run("attach", "--json", taskId)).as(attacher::err).isZero();
    JsonNode result = CliContext.JSON.readTree(attacher.out());
    assertThat(result.path("workflowId").asText()).isEqualTo("attach-" + taskId);
    assertThat(result.path("creation").asText()).isEqualTo("ATTACHED");
    assertThat(result.path("output").asText()).isEqualTo("Milk costs $2");
    assertThat(onlyTask().id()).isEqualTo(taskId);
    Cli unknown = cli();
    assertThat(unknown.run("attach", UUID.randomUUID().toString())).isEqualTo(ExitCode.SOFTWARE);
    assertThat(unknown.err()).contains("Task not found");
  }

  @Test
  void aTaskThatIsToBeLeftSurvivesCtrlC() throws Exception {
    addScenario(endless());
    String taskId = taskOfSomethingElse();
    CompletableFuture<Integer> exit = cli.start("attach", "--leave", taskId);
    await().atMost(WAIT_LIMIT).until(() -> onlyTask().reads() > 0);

    cli.interrupt();

    assertThat(exit.get(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(130);
    assertThat(cli.err()).contains("the remote task is left alone", "was left alone", taskId);
    assertThat(onlyTask().stops()).isZero();
    assertThat(onlyTask().status()).isEqualTo("started");
  }

  @Test
  @DisplayName("dev stops the tasks of its runs before it ends (new-user 1)")
  void devStopsTheTasksOfItsRuns() throws Exception {
    addScenario(endless());
    Cli dev = cli().with("PATH", "");
    CompletableFuture<Integer> exit = dev.start("dev");
    await().atMost(WAIT_LIMIT).until(() -> dev.err().contains("Ctrl-C cancels"));
    String address =
        dev.out().lines().findFirst().orElseThrow().replace("export TEMPORAL_ADDRESS=", "");
    cli().with("TEMPORAL_ADDRESS", address).run("start", "--id", "dev-1", "Find milk");
    await().atMost(WAIT_LIMIT).until(() -> emulator.tasks().size() == 1);

    dev.interrupt();

    assertThat(exit.get(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS)).as(dev::err).isZero();
    assertThat(onlyTask().status()).isEqualTo("stopped");
    assertThat(dev.err()).contains("Run dev-1: task " + onlyTask().id() + " stopped.");
  }

  @Test
  @DisplayName("a second Ctrl-C leaves at once and says what is left (new-user 9)")
  void aSecondCtrlCSaysWhatIsLeft() throws Exception {
    addScenario(
        Scenario.newBuilder()
            .startDelay(Duration.ZERO)
            .outcome(Scenario.Outcome.NEVER)
            .ignoreStop(true)
            .build());
    cli.start("run", "--id", "left-1", "Find milk");
    await().atMost(WAIT_LIMIT).until(() -> cli.err().contains("was created"));

    assertThat(cli.interrupt()).isFalse();
    await().atMost(WAIT_LIMIT).until(() -> cli.err().contains("Cancelling the run"));
    assertThat(cli.interrupt()).isTrue();

    assertThat(cli.err())
        .contains("Left: run left-1 with task " + onlyTask().id())
        .contains("stop --task " + onlyTask().id());
  }

  @Test
  void devBringsUpWhatIsMissing() throws IOException {
    Cli dev = new Cli().pollingOften().with("PATH", "");

    assertThat(dev.run("run", "--dev", "--json", "Find milk")).isZero();

    assertThat(CliContext.JSON.readTree(dev.out()).path("outcome").asText()).isEqualTo("SUCCEEDED");
    assertThat(dev.err()).contains("in-process", "the emulator, costs nothing", "Artifacts  ");
  }

  @Test
  @DisplayName("what run --dev has brought up can be kept to look at (new-user 21)")
  @Tag("sweep")
  void whatDevHasBroughtUpCanBeKept() throws Exception {
    Cli dev = new Cli().pollingOften().with("PATH", "");
    CompletableFuture<Integer> exit = dev.start("run", "--dev", "--keep", "Find milk");
    await().atMost(WAIT_LIMIT).until(() -> dev.err().contains("Everything stays up"));
    assertThat(exit).isNotDone();

    dev.interrupt();

    assertThat(exit.get(WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS)).isZero();
    assertThat(dev.out()).startsWith("SUCCEEDED");
  }

  @Test
  void devUsesWhatIsConfigured() {
    addScenario(quick());
    String queue = "dev-queue";

    assertThat(cli.run("run", "--dev", "--task-queue", queue, "Find milk")).isZero();

    assertThat(cli.err())
        .contains(temporal.address() + " (as configured)", emulator.baseUrl().toString(), queue);
    assertThat(emulator.tasks()).hasSize(1);
  }
}
