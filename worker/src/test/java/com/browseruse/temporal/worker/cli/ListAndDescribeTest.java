package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine.ExitCode;

/** Commands that only look: at one run, and at all remote tasks. */
@Timeout(120)
class ListAndDescribeTest extends CommandTestBase {

  @Test
  void theStepsOfTheTaskAreShown() throws IOException {
    addScenario(quick());
    cli.run("run", "--id", "steps-1", "Find milk");

    Cli describer = cli();
    assertThat(describer.run("describe", "steps-1")).isZero();
    Cli machine = cli();
    machine.run("describe", "--json", "steps-1");

    assertThat(describer.out())
        .contains("Text        Find milk", "Elapsed     0:0")
        .contains("COMPLETED", "Cost", "Session", onlyTask().sessionId(), "STEP", "GOAL")
        .containsPattern("\n2 +0.1 s +\\S+ +\\S+")
        .doesNotContain("/live/");
    JsonNode step = CliContext.JSON.readTree(machine.out()).path("steps").path(1);
    assertThat(step.path("number").asInt()).isEqualTo(2);
    assertThat(step.path("nextGoal").asText()).isNotEmpty();
    assertThat(step.path("url").asText()).startsWith("http");
    assertThat(step.path("duration").asText()).isEqualTo("PT0.1S");
    assertThat(machine.out()).doesNotContain("liveUrl\" : \"", "screenshot");
  }

  /** (new-user 5) */
  @Test
  void aTerminatedRunIsNotTakenForOneWithoutAWorker() {
    addScenario(endless());
    cli.run("start", "--id", "ended-1", "Find milk");
    await().atMost(WAIT_LIMIT).until(() -> emulator.tasks().size() == 1);
    try (TemporalConnection connection =
        TemporalConnection.open(temporal.address(), null, "default")) {
      await().atMost(WAIT_LIMIT).until(() -> cliOut("describe", "ended-1").contains("RUNNING"));
      connection.client().newUntypedWorkflowStub("ended-1").terminate("by hand");
    }

    assertThat(cliOut("describe", "ended-1"))
        .contains(
            "TERMINATED", "The run was terminated and can no longer be asked", onlyTask().id())
        .doesNotContain("No worker");
    Cli watcher = cli();
    assertThat(watcher.run("watch", "ended-1")).isEqualTo(ExitCode.SOFTWARE);
    assertThat(watcher.err()).contains("Terminated", "stop --task " + onlyTask().id());
  }

  private String cliOut(String... arguments) {
    Cli each = cli();
    each.run(arguments);
    return each.out();
  }

  @Test
  void withoutAKeyARunIsDescribedWithoutItsSteps() {
    addScenario(quick());
    cli.run("run", "--id", "steps-2", "Find milk");

    Cli keyless = cli().with("BROWSER_USE_API_KEY", "");
    assertThat(keyless.run("describe", "steps-2")).isZero();

    assertThat(keyless.out())
        .contains("SUCCEEDED", "The steps are shown when BROWSER_USE_API_KEY is set.")
        .doesNotContain("GOAL");
  }

  @Test
  void aServiceThatDoesNotAnswerHidesOnlyTheSteps() {
    addScenario(quick());
    cli.run("run", "--id", "steps-3", "Find milk");
    emulator.addFault(Fault.on("GET", "/tasks/[^/]+$").status(500).build());

    Cli describer = cli();
    assertThat(describer.run("describe", "steps-3")).isZero();

    assertThat(describer.out()).contains("SUCCEEDED", "The steps could not be read: ");
  }

  @Test
  void theLiveViewIsShownOnlyToWhomAsksForIt() throws IOException {
    addScenario(endless());
    cli.run("start", "--id", "live-1", "--expose-live-url", "Find milk");
    await()
        .atMost(WAIT_LIMIT)
        .until(
            () -> {
              Cli watcher = cli();
              watcher.run("describe", "--live", "--json", "live-1");
              return CliContext.JSON.readTree(watcher.out()).path("progress").hasNonNull("liveUrl");
            });

    Cli usual = cli();
    usual.run("describe", "live-1");
    Cli machine = cli();
    machine.run("describe", "--json", "live-1");
    Cli asking = cli();
    asking.run("describe", "--live", "live-1");
    Cli asks = cli();
    asks.run("describe", "--live", "--json", "live-1");

    String link = CliContext.JSON.readTree(asks.out()).path("liveUrl").asText();
    assertThat(link).startsWith("http");
    assertThat(asking.out()).containsOnlyOnce(link);
    assertThat(usual.out()).doesNotContain(link);
    assertThat(machine.out()).doesNotContain(link);
    assertThat(cli().run("stop", "live-1")).isZero();
  }

  @Test
  void remoteTasksAreListedWithTheirWorkflow() throws IOException {
    addScenario(quick());
    cli.run("run", "--id", "listed-1", "Find milk");

    Cli lister = cli();
    assertThat(lister.run("list")).isZero();
    assertThat(lister.out()).contains("ID", "finished", "listed-1", "Find milk");
    assertThat(listed()).hasSize(1);
    assertThat(listed().path(0).path("workflowId").asText()).isEqualTo("listed-1");
  }

  /** (new-user 33) */
  @Test
  void aServerThatCannotListRunsSaysSo() {
    Cli lister = cli();
    assertThat(lister.run("list", "--runs")).isEqualTo(ExitCode.SOFTWARE);
    assertThat(lister.err()).contains("This Temporal server cannot list runs");
  }

  /** (new-user 32) */
  @Test
  void aWordThatIsNoStatusIsToldByTheNameOfTheOption() {
    Cli lister = cli();
    assertThat(lister.run("list", "--status", "foo")).isEqualTo(ExitCode.USAGE);
    assertThat(lister.err()).contains("--status must be one of created, started");
  }

  @Test
  void filtersNarrowTheListTogether() throws IOException {
    addScenario(quick());
    cli.run("run", "--id", "filtered-1", "Find milk");
    String session = onlyTask().sessionId();

    assertThat(listed("--after=1h", "--status=finished", "--session", session)).hasSize(1);
    assertThat(listed("--after=2999-01-01")).isEmpty();
    assertThat(listed("--before=1h")).isEmpty();
    assertThat(listed("--before=2999-01-01T00:00:00Z", "--after=2020-01-01")).hasSize(1);
    assertThat(listed("--status=failed")).isEmpty();
    assertThat(listed("--session=00000000-0000-4000-8000-000000000000")).isEmpty();
  }

  @Test
  void whatIsNotShownIsTold() {
    addScenario(quick());
    cli.run("run", "Find milk");
    cli.run("run", "Find bread");

    Cli lister = cli();
    assertThat(lister.run("list", "--limit=1")).isZero();
    Cli empty = cli();
    assertThat(empty.run("list", "--status=failed")).isZero();

    assertThat(lister.out()).contains("Find bread").doesNotContain("Find milk");
    assertThat(lister.err()).contains("Showing 1 of 2; see --limit.");
    assertThat(empty.out()).isEmpty();
    assertThat(empty.err()).contains("There are no such tasks.");
  }

  private JsonNode listed(String... filters) throws IOException {
    String[] arguments = new String[filters.length + 2];
    arguments[0] = "list";
    arguments[1] = "--json";
    System.arraycopy(filters, 0, arguments, 2, filters.length);
    Cli lister = cli();
    assertThat(lister.run(arguments)).as(lister::err).isZero();
    return CliContext.JSON.readTree(lister.out());
  }
}
