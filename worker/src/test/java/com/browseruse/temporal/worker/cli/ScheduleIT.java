package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.CpuBudget;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import picocli.CommandLine.ExitCode;

/** Tasks on schedules of a real server. */
@ExtendWith(TemporalServerExtension.class)
@Timeout(300)
@ResourceLock(CpuBudget.OWNERS)
@Tag("undisturbed")
class ScheduleIT {
  /** The server may be shared. */
  private static final String QUEUE = "scheduled-tasks";

  private static final ScheduleSpec HOURLY =
      ScheduleSpec.newBuilder()
          .setIntervals(List.of(new ScheduleIntervalSpec(Duration.ofHours(1))))
          .build();

  private static ReaperFixture fixture;

  @BeforeAll
  static void start(TemporalServer server) {
    fixture = new ReaperFixture(server.address(), QUEUE);
  }

  @AfterAll
  static void end() throws Exception {
    if (fixture != null) {
      fixture.close();
    }
  }

  @AfterEach
  void forget() {
    fixture.forget();
  }

  private static BrowserTasks tasks() {
    return BrowserTasks.newBuilder(fixture.client()).taskQueue(QUEUE).build();
  }

  private static void addQuickScenario() {
    fixture.emulator.addScenario(
        Scenario.newBuilder()
            .startDelay(Duration.ZERO)
            .steps(1)
            .stepDuration(Duration.ofMillis(100))
            .output("42")
            .build());
  }

  private static JsonNode json(String... arguments) throws IOException {
    Cli cli = fixture.cli();
    assertThat(cli.run(arguments)).as(cli::err).isZero();
    return CliContext.JSON.readTree(cli.out());
  }

  private static JsonNode describe(String id) throws IOException {
    return json("schedule", "describe", "--json", id);
  }

  private static String triggered(String id) {
    Cli cli = fixture.cli();
    assertThat(cli.run("schedule", "trigger", id)).as(cli::err).isZero();
    assertThat(cli.out()).contains("Schedule " + id + " triggered.");
    await().atMost(ReaperFixture.WAIT_LIMIT).until(() -> describe(id).path("recent").size() == 1);
    try {
      return describe(id).path("recent").path(0).path("workflowId").asText();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aScheduleIsCreatedFiresIsPausedChangedAndDeleted() throws IOException {
    addQuickScenario();
    String[] create = {
      "schedule",
      "create",
      "--json",
      "--id",
      "milk-daily",
      "--cron",
      "0 9 * * MON-FRI",
      "--time-zone",
      "Europe/Berlin",
      "--jitter",
      "5m",
      "--overlap",
      "cancel-other",
      "--catch-up",
      "1h",
      "--max-cost",
      "0.50",
      "Find milk"
    };
    JsonNode created = json(create);
    assertThat(created.path("cron"))
        .extracting(JsonNode::asText)
        .containsExactly("0 9 * * MON-FRI");
    assertThat(created.path("timeZone").asText()).isEqualTo("Europe/Berlin");
    assertThat(created.path("jitter").asText()).isEqualTo("PT5M");
    assertThat(created.path("overlap").asText()).isEqualTo("cancel-other");
    assertThat(created.path("catchUp").asText()).isEqualTo("PT1H");
    assertThat(created.path("text").asText()).isEqualTo("Find milk");
    assertThat(created.path("next")).isNotEmpty();

    BrowserTaskHandle run = tasks().find(triggered("milk-daily"));
    assertThat(run.id()).startsWith("milk-daily-");
    assertThat(run.result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(run.workflow().describe().getStaticSummary())
        .isEqualTo("browser task, at most 1 h and $0.50");
    assertThat(fixture.emulator.tasks()).hasSize(1);

    Cli pauser = fixture.cli();
    assertThat(pauser.run("schedule", "pause", "--note", "closed", "milk-daily")).isZero();
    create[14] = "2h";
    JsonNode changed = json(create);
    assertThat(changed.path("catchUp").asText()).isEqualTo("PT2H");
    assertThat(changed.path("paused").booleanValue()).as("stays paused").isTrue();
    assertThat(changed.path("note").asText()).isEqualTo("closed");
    await()
        .atMost(ReaperFixture.WAIT_LIMIT)
        .until(() -> json("schedule", "list", "--json").toString().contains("\"paused\":true"));
    Cli lister = fixture.cli();
    assertThat(lister.run("schedule", "list")).isZero();
    assertThat(lister.out()).contains("milk-daily", "paused", "0 9 * * MON-FRI (Europe/Berlin)");
    Cli resumer = fixture.cli();
    assertThat(resumer.run("schedule", "resume", "milk-daily")).isZero();
    assertThat(describe("milk-daily").path("paused").booleanValue()).isFalse();

    Cli deleter = fixture.cli();
    assertThat(deleter.run("schedule", "delete", "milk-daily")).isZero();
    Cli again = fixture.cli();
    assertThat(again.run("schedule", "describe", "milk-daily")).isEqualTo(ExitCode.SOFTWARE);
    assertThat(again.err()).contains("There is no schedule milk-daily");
  }

  @Test
  void whatAServiceSchedulesSkipsAndIsNotCaughtUpForLong() throws IOException {
    ScheduleHandle schedule = tasks().schedule("oats", BrowserTask.of("Find oats"), HOURLY);
    assertThat(describe("oats").path("overlap").asText()).isEqualTo("skip");
    assertThat(describe("oats").path("catchUp").asText()).isEqualTo("PT10M");
    assertThat(describe("oats").path("every")).extracting(JsonNode::asText).containsExactly("PT1H");

    BrowserTaskHandle run = tasks().find(triggered("oats"));
    await().atMost(ReaperFixture.WAIT_LIMIT).until(() -> fixture.emulator.tasks().size() == 1);
    schedule.trigger();
    await()
        .atMost(ReaperFixture.WAIT_LIMIT)
        .until(() -> describe("oats").path("counts").path("skippedSinceOneLasted").asInt() == 1);
    assertThat(fixture.emulator.tasks()).hasSize(1);
    run.stop();
    schedule.delete();
  }

  @Test
  void aRunThatIsCancelledForTheNextStopsItsTaskFirst() throws IOException {
    SchedulePolicy cancelling =
        SchedulePolicy.newBuilder()
            .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_CANCEL_OTHER)
            .build();
    ScheduleHandle schedule =
        tasks().schedule("rye", BrowserTask.of("Find rye"), HOURLY, cancelling);
    triggered("rye");
    await().atMost(ReaperFixture.WAIT_LIMIT).until(() -> fixture.emulator.tasks().size() == 1);
    schedule.trigger();
    await().atMost(ReaperFixture.WAIT_LIMIT).until(() -> fixture.emulator.tasks().size() == 2);
    assertThat(fixture.emulator.tasks().get(0).status()).isEqualTo("stopped");
    String second = fixture.emulator.tasks().get(1).metadata().get("temporal_workflow_id");
    tasks().find(second).stop();
    schedule.delete();
  }

  @Test
  void thePolicyThatTerminatesIsRefused() {
    SchedulePolicy terminating =
        SchedulePolicy.newBuilder()
            .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_TERMINATE_OTHER)
            .build();
    assertThatThrownBy(
            () -> tasks().schedule("x", BrowserTask.of("Find milk"), HOURLY, terminating))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot stop its task");
  }

  @Test
  void aScheduleOfSomethingElseIsLeftAlone() throws IOException {
    String id = "something-else";
    ScheduleHandle other =
        ScheduleClient.newInstance(fixture.client().getWorkflowServiceStubs())
            .createSchedule(
                id,
                Schedule.newBuilder()
                    .setAction(
                        ScheduleActionStartWorkflow.newBuilder()
                            .setWorkflowType("SomethingElse")
                            .setOptions(
                                WorkflowOptions.newBuilder()
                                    .setWorkflowId(id)
                                    .setTaskQueue(QUEUE)
                                    .build())
                            .build())
                    .setSpec(HOURLY)
                    .build(),
                ScheduleOptions.newBuilder().build());
    for (String command : List.of("describe", "trigger", "pause", "resume", "delete")) {
      Cli cli = fixture.cli();
      assertThat(cli.run("schedule", command, id)).isEqualTo(ExitCode.SOFTWARE);
      assertThat(cli.err()).contains("starts something else than browser tasks");
    }
    assertThatThrownBy(() -> tasks().schedule(id, BrowserTask.of("Find milk"), HOURLY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("starts something else than a RunBrowserTaskWorkflow");
    assertThat(
            StreamSupport.stream(json("schedule", "list", "--json").spliterator(), false)
                .map(schedule -> schedule.path("scheduleId").asText()))
        .doesNotContain(id);
    other.delete();
  }

  @Test
  void whatTemporalRefusesIsSaid() {
    Cli cli = fixture.cli();
    assertThat(cli.run("schedule", "create", "--id", "bad", "--cron", "every day", "Find milk"))
        .isEqualTo(ExitCode.SOFTWARE);
    assertThat(cli.err()).contains("Temporal answered: INVALID_ARGUMENT");
  }
}
