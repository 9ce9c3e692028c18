package com.browseruse.temporal.testing.internal.v2;

import static com.browseruse.temporal.testing.EmulatorFixture.V2;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.EmulatorFixture;
import com.browseruse.temporal.testing.EmulatorFixture.HttpResult;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.testing.internal.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class V2TasksTest {

  private final EmulatorFixture fixture = new EmulatorFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void withoutAScenarioATaskPlaysAFewSecondsAndSucceeds() {
    String id = fixture.create("Look at https://shop.example/lamps, please.");
    assertThat(fixture.view(id).at("status")).isEqualTo("created");
    fixture.clock.advance("PT1.3S");
    HttpResult running = fixture.view(id);
    assertThat(running.at("status")).isEqualTo("started");
    assertThat(running.at("startedAt")).isEqualTo("2026-03-01T10:00:00.500000Z");
    assertThat(running.json().at("/steps")).hasSize(1);
    assertThat(running.at("steps/0/url")).isEqualTo("https://shop.example/lamps");
    assertThat(running.at("cost")).isEqualTo("0.01");
    assertThat(running.json().at("/output").isNull()).isTrue();
    fixture.clock.advance("PT1H");
    HttpResult over = fixture.view(id);
    assertThat(over.at("status")).isEqualTo("finished");
    assertThat(over.at("finishedAt")).isEqualTo("2026-03-01T10:00:04.500000Z");
    assertThat(over.json().at("/isSuccess").booleanValue()).isTrue();
    assertThat(over.json().at("/steps")).hasSize(5);
    assertThat(over.at("output")).contains("emulator");
    assertThat(over.at("cost")).isEqualTo("0.05");
    assertThat(over.json().at("/outputFiles")).hasSize(1);
  }

  @Test
  void theStatusCallTellsWhatTheViewTells() {
    String id = fixture.create("t");
    fixture.clock.advance("PT5S");
    JsonNode status = fixture.get(V2 + "/tasks/" + id + "/status").json();
    JsonNode view = fixture.view(id).json();
    assertThat(status).hasSize(6);
    status.properties().forEach(f -> assertThat(f.getValue()).isEqualTo(view.get(f.getKey())));
  }

  @Test
  void theLastScenarioThatMatchesDecides() {
    fixture.scenario(Scenario.matching("lamp").output("first"));
    fixture.scenario(Scenario.matching("^Buy").output("second"));
    fixture.scenario(Scenario.matching("chair").output("third"));
    String id = fixture.create("Buy a lamp");
    String other = fixture.create("Sell a lamp");
    fixture.clock.advance("PT1M");
    assertThat(fixture.view(id).at("output")).isEqualTo("second");
    assertThat(fixture.view(other).at("output")).isEqualTo("first");
  }

  @ParameterizedTest
  @EnumSource(names = {"FINISHED", "FAILED", "STOPPED"})
  void aTaskEndsAsItsScenarioSays(Scenario.Outcome outcome) {
    fixture.scenario(Scenario.newBuilder().outcome(outcome).steps(2));
    String id = fixture.create("t");
    fixture.clock.advance("PT1M");
    HttpResult view = fixture.view(id);
    assertThat(view.at("status")).isEqualToIgnoringCase(outcome.name());
    String success =
        outcome == Scenario.Outcome.STOPPED ? "null" : "" + (outcome == Scenario.Outcome.FINISHED);
    assertThat(view.at("isSuccess")).isEqualTo(success);
    assertThat(view.json().at("/output").isNull()).isEqualTo(outcome != Scenario.Outcome.FINISHED);
  }

  @Test
  void aClaimOrAnOutputOfNullIsNotTheDefault() {
    fixture.scenario(Scenario.newBuilder().isSuccess(null).output(null));
    String id = fixture.create("t");
    fixture.clock.advance("PT1M");
    assertThat(fixture.view(id).json().at("/isSuccess").isNull()).isTrue();
    assertThat(fixture.view(id).json().at("/output").isNull()).isTrue();
  }

  @Test
  void aTaskThatNeverEndsCostsMoreAndMoreUntilItIsStopped() {
    fixture.scenario(
        Scenario.newBuilder()
            .outcome(Scenario.Outcome.NEVER)
            .stepDuration(Duration.ofSeconds(1))
            .costPerStep(new BigDecimal("0.25")));
    String id = fixture.create("t");
    fixture.clock.advance("PT1000.5S");
    assertThat(fixture.view(id).at("status")).isEqualTo("started");
    assertThat(fixture.view(id).at("cost")).isEqualTo("250.00");
    fixture.act(id, "stop");
    fixture.clock.advance("PT1H");
    assertThat(fixture.view(id).at("status")).isEqualTo("stopped");
    assertThat(fixture.view(id).at("cost")).isEqualTo("250.00");
  }

  @Test
  void aTaskThatRunsOutOfStepsFinishesWithoutSuccess() {
    String id = fixture.createWith("{\"task\": \"t\", \"maxSteps\": 2}").at("id");
    fixture.clock.advance("PT1M");
    HttpResult view = fixture.view(id);
    assertThat(view.at("status")).isEqualTo("finished");
    assertThat(view.json().at("/isSuccess").booleanValue()).isFalse();
    assertThat(view.json().at("/steps")).hasSize(2);
  }

  @Test
  void aTaskThatNeverEndsRunsOutOfStepsAsWell() {
    fixture.emulator.addScenario(
        Scenario.newBuilder().outcome(Scenario.Outcome.NEVER).match("endless").build());
    String id = fixture.createWith("{\"task\": \"endless\", \"maxSteps\": 5}").at("id");
    fixture.clock.advance("PT1M");
    HttpResult view = fixture.view(id);
    assertThat(view.at("status")).isEqualTo("finished");
    assertThat(view.json().at("/steps")).hasSize(5);
  }

  @Test
  void aRequestedSchemaShapesTheOutput() throws IOException {
    String id =
        fixture
            .createWith(
                """
                {"task": "t", "structuredOutput":
                 "{\\"type\\": \\"object\\", \\"properties\\": {\\"n\\": {\\"type\\": \\"integer\\"}}}"}
                """)
            .at("id");
    fixture.clock.advance("PT1M");
    assertThat(Json.read(fixture.view(id).at("output")).get("n").isInt()).isTrue();
  }

  @Test
  void aJudgeReportsOnlyWhereAskedAndOnlyAtTheEnd() throws IOException {
    String id = fixture.createWith("{\"task\": \"t\", \"judge\": true}").at("id");
    assertThat(fixture.view(id).json().at("/judgeVerdict").isNull()).isTrue();
    fixture.clock.advance("PT1M");
    assertThat(fixture.view(id).json().at("/judgeVerdict").booleanValue()).isTrue();
    assertThat(Json.read(fixture.view(id).at("judgement")).isObject()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "stop_task_and_session"})
  void aStopTakesEffectAtOnceAndLeavesNothing(String action) {
    String id = fixture.create("t");
    fixture.clock.advance("PT2.5S");
    HttpResult stopped = fixture.act(id, action);
    assertThat(stopped.status()).isEqualTo(200);
    assertThat(stopped.at("status")).isEqualTo("stopped");
    assertThat(stopped.at("finishedAt")).isEqualTo("2026-03-01T10:00:02.500000Z");
    fixture.clock.advance("PT1H");
    assertThat(fixture.view(id).json().at("/output").isNull()).isTrue();
    assertThat(fixture.view(id).json().at("/outputFiles")).isEmpty();
    assertThat(fixture.view(id).json().at("/steps")).hasSize(2);
  }

  @Test
  void aStopOfAnEndedTaskIsCountedAndChangesNothing() {
    String id = fixture.create("t");
    fixture.clock.advance("PT1M");
    JsonNode before = fixture.view(id).json().get("finishedAt");
    assertThat(fixture.act(id, "stop").status()).isEqualTo(200);
    assertThat(fixture.view(id).at("status")).isEqualTo("finished");
    assertThat(fixture.view(id).json().get("finishedAt")).isEqualTo(before);
    assertThat(fixture.emulator.tasks().get(0).stops()).isEqualTo(1);
  }

  @Test
  void aTaskMayIgnoreStopsAndGoOn() {
    fixture.scenario(Scenario.newBuilder().ignoreStop(true));
    String id = fixture.create("t");
    fixture.clock.advance("PT1S");
    assertThat(fixture.act(id, "stop").at("status")).isEqualTo("started");
    HttpResult result = fixture.act(id, "stop_task_and_session");
    assertThat(result.status()).isEqualTo(200);
    assertThat(fixture.get(V2 + "/sessions/" + result.at("sessionId")).at("status"))
        .isEqualTo("active");
    assertThat(fixture.emulator.tasks().get(0).stops()).isEqualTo(2);
    fixture.clock.advance("PT1M");
    assertThat(fixture.view(id).at("status")).isEqualTo("finished");
  }

  @Test
  void anEndedTaskDoesNotKeepItsSessionFromStopping() {
    fixture.scenario(Scenario.newBuilder().ignoreStop(true));
    String session = fixture.post(V2 + "/sessions", "{}").at("id");
    String body = Json.object().put("task", "t").put("sessionId", session).toString();
    String id = fixture.createWith(body).at("id");
    fixture.clock.advance("PT1M");
    fixture.act(id, "stop_task_and_session");
    assertThat(fixture.get(V2 + "/sessions/" + session).at("status")).isEqualTo("stopped");
  }

  @Test
  void aTaskCanBePausedOnlyIfItsScenarioSaysSo() {
    fixture.scenario(Scenario.newBuilder().pausable(true));
    String id = fixture.create("t");
    fixture.clock.advance("PT1.5S");
    assertThat(fixture.act(id, "pause").at("status")).isEqualTo("paused");
    fixture.clock.advance("PT1H");
    assertThat(fixture.view(id).json().at("/steps")).hasSize(1);
    assertThat(fixture.act(id, "resume").at("status")).isEqualTo("started");
    fixture.clock.advance("PT3S");
    assertThat(fixture.view(id).at("status")).isEqualTo("finished");
  }

  @Test
  void anUnknownTaskIsNotFoundAnywhere() {
    String path = V2 + "/tasks/" + UUID.randomUUID();
    for (HttpResult result :
        new HttpResult[] {
          fixture.get(path),
          fixture.get(path + "/status"),
          fixture.get(path + "/logs"),
          fixture.patch(path, "{\"action\": \"stop\"}"),
          fixture.get(path.replace("/tasks", "/files/tasks") + "/output-files/" + UUID.randomUUID())
        }) {
      assertThat(result.status()).isEqualTo(404);
      assertThat(result.at("detail")).isEqualTo("Task not found");
    }
  }

  @Test
  void theLedgerKeepsWhatHappened() {
    String id = fixture.createWith("{\"task\": \"t\", \"metadata\": {\"k\": \"v\"}}").at("id");
    fixture.view(id);
    fixture.get(V2 + "/tasks/" + id + "/status");
    fixture.get(V2 + "/tasks/" + id + "/logs");
    fixture.clock.advance("PT1S");
    fixture.act(id, "stop");
    RecordedTask task = fixture.emulator.tasks().get(0);
    assertThat(task.id()).isEqualTo(id);
    assertThat(task.metadata()).containsOnlyKeys("k").containsEntry("k", "v");
    assertThat(task.apiVersion()).isEqualTo("v2");
    assertThat(task.status()).isEqualTo("stopped");
    assertThat(task.stoppedAt()).isEqualTo(fixture.clock.instant());
    assertThat(task.finishedAt()).isEqualTo(fixture.clock.instant());
    assertThat(task.startedAt()).isEqualTo("2026-03-01T10:00:00.5Z");
    assertThat(task.reads()).isEqualTo(2);
    assertThat(task.stops()).isEqualTo(1);
  }
}
