package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.worker.cli.view.EndingText;
import com.browseruse.temporal.worker.cli.view.Terminal;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.run.OpenRuns;
import com.browseruse.temporal.worker.run.RunOutcome;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine.ExitCode;

/** The commands about sessions: the in-process Temporal server, the emulator, a real worker. */
@Timeout(120)
class SessionCommandsTest extends CommandTestBase {
  private static String often() {
    return "--input=" + Cli.OFTEN;
  }

  @Test
  void aSessionIsOpenedRunsTasksAndIsClosed() throws Exception {
    addScenario(quick());
    assertThat(cli.run("session", "open", "--json", "--viewport=1280x800", "shop-1")).isZero();
    JsonNode opened = CliContext.JSON.readTree(cli.out());
    assertThat(opened.path("workflowId").asText()).isEqualTo("shop-1");
    assertThat(opened.path("phase").asText()).isEqualTo("IDLE");
    assertThat(opened.path("sessionId").asText()).isEqualTo(emulator.sessions().get(0).id());

    Cli again = cli();
    assertThat(again.run("session", "open", "--viewport=1280x800", "shop-1")).isZero();
    assertThat(again.err()).contains("the id shop-1 has a session already");
    assertThat(again.out()).contains("open, waits for a task");

    Cli first = cli();
    assertThat(first.run("session", "run", "shop-1", "--key=1", often(), "Find milk")).isZero();
    assertThat(first.out()).startsWith("SUCCEEDED").contains("Milk costs $2");
    Cli once = cli();
    assertThat(once.run("session", "run", "--json", "shop-1", "--key=1", often(), "Find milk"))
        .isZero();
    JsonNode result = CliContext.JSON.readTree(once.out());
    assertThat(result.path("taskId").asText()).isEqualTo(onlyTask().id());
    assertThat(result.path("sessionId").asText()).isEqualTo(opened.path("sessionId").asText());

    Cli described = cli();
    assertThat(described.run("session", "describe", "shop-1")).isZero();
    assertThat(described.out()).contains("1 done, 0 failed, 0 waiting", "SUCCEEDED, shop-1-task-1");

    Cli closed = cli();
    assertThat(closed.run("session", "close", "shop-1")).isZero();
    assertThat(closed.out()).contains("closed: it was asked to close", "1 done, 0 failed");
    assertThat(emulator.sessions().get(0).finishedAt()).isNotNull();

    Cli late = cli();
    assertThat(late.run("session", "run", "shop-1", "Find oats")).isEqualTo(ExitCode.SOFTWARE);
    assertThat(late.err()).contains("The session shop-1 is over");
    Cli over = cli();
    assertThat(over.run("session", "open", "--viewport=1280x800", "shop-1"))
        .isEqualTo(ExitCode.SOFTWARE);
    assertThat(over.err()).contains("The session shop-1 is over: it was asked to close");
  }

  @Test
  void whatIsWrongIsSaidInASentence() {
    for (String[] wrong :
        new String[][] {
          {"There is no workflow with the id none", "session", "run", "none", "Find milk"},
          {"--viewport must be a width and a height", "session", "open", "--viewport=big", "x"},
          {"options.maxAge must be more than zero", "session", "open", "--max-age=0s", "x"},
          {"Say what the agent is to do", "session", "run", "x"},
        }) {
      Cli asked = cli();
      String[] arguments = Arrays.copyOfRange(wrong, 1, wrong.length);
      assertThat(asked.run(arguments)).isNotZero();
      assertThat(asked.err()).contains(wrong[0]);
    }
  }

  @Test
  void whoEndsAServerEndsItsSessionsFirst() {
    assertThat(cli.run("session", "open", "shop-4")).isZero();
    assertThat(cli().run("session", "open", "shop-5")).isZero();
    Map<String, RunOutcome> told = new ConcurrentHashMap<>();
    try (TemporalConnection connection =
        TemporalConnection.open(
            Map.of("TEMPORAL_ADDRESS", temporal.address(), "TEMPORAL_CONFIG_FILE", "/nowhere"),
            false)) {
      new OpenRuns(connection).end(told::put);
    }
    assertThat(told).containsKeys("shop-4", "shop-5");
    assertThat(new EndingText(Terminal.NONE, false).ended("shop-4", told.get("shop-4")))
        .isEqualTo("Session shop-4: its browser is closed.");
    assertThat(emulator.sessions())
        .hasSize(2)
        .allSatisfy(session -> assertThat(session.finishedAt()).isNotNull());
  }

  @Test
  void anOpenThatIsRefusedSaysWhy() {
    emulator.addFault(
        Fault.on("POST", "/sessions$")
            .times(1)
            .status(422)
            .body("{\"detail\": \"There is no such profile.\"}")
            .build());
    assertThat(cli.run("session", "open", "shop-3")).isEqualTo(ExitCode.SOFTWARE);
    assertThat(cli.err()).contains("InvalidRequest", "There is no such profile");
    assertThat(cli().run("session", "open", "--new", "shop-3")).isZero();
    assertThat(cli().run("session", "close", "shop-3")).isZero();
  }
}
