package com.browseruse.temporal.testing.internal.v2;

import static com.browseruse.temporal.testing.Lab.V2;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.Lab;
import com.browseruse.temporal.testing.Lab.Got;
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

  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void withoutAScenarioATaskPlaysAFewSecondsAndSucceeds() {
    String id = lab.create("Look at https://shop.example/lamps, please.");
    assertThat(lab.view(id).at("status")).isEqualTo("created");
    lab.clock.advance("PT1.3S");
    Got running = lab.view(id);
    assertThat(running.at("status")).isEqualTo("started");
    assertThat(running.at("startedAt")).isEqualTo("2026-03-01T10:00:00.500000Z");
    assertThat(running.json().at("/steps")).hasSize(1);
    assertThat(running.at("steps/0/url")).isEqualTo("https://shop.example/lamps");
    assertThat(running.at("cost")).isEqualTo("0.01");
    assertThat(running.json().at("/output").isNull()).isTrue();
    lab.clock.advance("PT1H");
    Got over = lab.view(id);
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
    String id = lab.create("t");
    lab.clock.advance("PT5S");
    JsonNode status = lab.get(V2 + "/tasks/" + id + "/status").json();
    JsonNode view = lab.view(id).json();
    assertThat(status).hasSize(6);
    status.properties().forEach(f -> assertThat(f.getValue()).isEqualTo(view.get(f.getKey())));
  }

  @Test
  void theLastScenarioThatMatchesDecides() {
    lab.scenario(Scenario.matching("lamp").output("first"));
    lab.scenario(Scenario.matching("^Buy").output("second"));
    lab.scenario(Scenario.matching("chair").output("third"));
    String id = lab.create("Buy a lamp");
    String other = lab.create("Sell a lamp");
    lab.clock.advance("PT1M");
    assertThat(lab.view(id).at("output")).isEqualTo("second");
    assertThat(lab.view(other).at("output")).isEqualTo("first");
  }

  @ParameterizedTest
  @EnumSource(names = {"FINISHED", "FAILED", "STOPPED"})
  void aTaskEndsAsItsScenarioSays(Scenario.Outcome outcome) {
    lab.scenario(Scenario.newBuilder().outcome(outcome).steps(2));
    String id = lab.create("t");
    lab.clock.advance("PT1M");
    Got view = lab.view(id);
    assertThat(view.at("status")).isEqualToIgnoringCase(outcome.name());
    String success =
        outcome == Scenario.Outcome.STOPPED ? "null" : "" + (outcome == Scenario.Outcome.FINISHED);
    assertThat(view.at("isSuccess")).isEqualTo(success);
    assertThat(view.json().at("/output").isNull()).isEqualTo(outcome != Scenario.Outcome.FINISHED);
  }

  @Test
  void aClaimOrAnOutputOfNullIsNotTheDefault() {
    lab.scenario(Scenario.newBuilder().isSuccess(null).output(null));
    String id = lab.create("t");
    lab.clock.advance("PT1M");
    assertThat(lab.view(id).json().at("/isSuccess").isNull()).isTrue();
    assertThat(lab.view(id).json().at("/output").isNull()).isTrue();
  }

  @Test
  void aTaskThatNeverEndsCostsMoreAndMoreUntilItIsStopped() {
    lab.scenario(
        Scenario.newBuilder()
            .outcome(Scenario.Outcome.NEVER)
            .stepDuration(Duration.ofSeconds(1))
            .costPerStep(new BigDecimal("0.25")));
    String id = lab.create("t");
    lab.clock.advance("PT1000.5S");
    assertThat(lab.view(id).at("status")).isEqualTo("started");
    assertThat(lab.view(id).at("cost")).isEqualTo("250.00");
    lab.act(id, "stop");
    lab.clock.advance("PT1H");
    assertThat(lab.view(id).at("status")).isEqualTo("stopped");
    assertThat(lab.view(id).at("cost")).isEqualTo("250.00");
  }

  @Test
  void aTaskThatRunsOutOfStepsFinishesWithoutSuccess() {
    String id = lab.createWith("{\"task\": \"t\", \"maxSteps\": 2}").at("id");
    lab.clock.advance("PT1M");
    Got view = lab.view(id);
    assertThat(view.at("status")).isEqualTo("finished");
    assertThat(view.json().at("/isSuccess").booleanValue()).isFalse();
    assertThat(view.json().at("/steps")).hasSize(2);
  }

  @Test
  void aRequestedSchemaShapesTheOutput() throws IOException {
    String id =
        lab.createWith(
                """
                {"task": "t", "structuredOutput":
                 "{\\"type\\": \\"object\\", \\"properties\\": {\\"n\\": {\\"type\\": \\"integer\\"}}}"}
                """)
            .at("id");
    lab.clock.advance("PT1M");
    assertThat(Json.read(lab.view(id).at("output")).get("n").isInt()).isTrue();
  }

  @Test
  void aJudgeReportsOnlyWhereAskedAndOnlyAtTheEnd() throws IOException {
    String id = lab.createWith("{\"task\": \"t\", \"judge\": true}").at("id");
    assertThat(lab.view(id).json().at("/judgeVerdict").isNull()).isTrue();
    lab.clock.advance("PT1M");
    assertThat(lab.view(id).json().at("/judgeVerdict").booleanValue()).isTrue();
    assertThat(Json.read(lab.view(id).at("judgement")).isObject()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "stop_task_and_session"})
  void aStopTakesEffectAtOnceAndLeavesNothing(String action) {
    String id = lab.create("t");
    lab.clock.advance("PT2.5S");
    Got stopped = lab.act(id, action);
    assertThat(stopped.status()).isEqualTo(200);
    assertThat(stopped.at("status")).isEqualTo("stopped");
    assertThat(stopped.at("finishedAt")).isEqualTo("2026-03-01T10:00:02.500000Z");
    lab.clock.advance("PT1H");
    assertThat(lab.view(id).json().at("/output").isNull()).isTrue();
    assertThat(lab.view(id).json().at("/outputFiles")).isEmpty();
    assertThat(lab.view(id).json().at("/steps")).hasSize(2);
  }

  @Test
  void aStopOfAnEndedTaskIsCountedAndChangesNothing() {
    String id = lab.create("t");
    lab.clock.advance("PT1M");
    JsonNode before = lab.view(id).json().get("finishedAt");
    assertThat(lab.act(id, "stop").status()).isEqualTo(200);
    assertThat(lab.view(id).at("status")).isEqualTo("finished");
    assertThat(lab.view(id).json().get("finishedAt")).isEqualTo(before);
    assertThat(lab.emulator.tasks().get(0).stops()).isEqualTo(1);
  }

  @Test
  void aTaskMayIgnoreStopsAndGoOn() {
    lab.scenario(Scenario.newBuilder().ignoreStop(true));
    String id = lab.create("t");
    lab.clock.advance("PT1S");
    assertThat(lab.act(id, "stop").at("status")).isEqualTo("started");
    Got got = lab.act(id, "stop_task_and_session");
    assertThat(got.status()).isEqualTo(200);
    assertThat(lab.get(V2 + "/sessions/" + got.at("sessionId")).at("status")).isEqualTo("active");
    assertThat(lab.emulator.tasks().get(0).stops()).isEqualTo(2);
    lab.clock.advance("PT1M");
    assertThat(lab.view(id).at("status")).isEqualTo("finished");
  }

  @Test
  void anEndedTaskDoesNotKeepItsSessionFromStopping() {
    lab.scenario(Scenario.newBuilder().ignoreStop(true));
    String session = lab.post(V2 + "/sessions", "{}").at("id");
    String body = Json.object().put("task", "t").put("sessionId", session).toString();
    String id = lab.createWith(body).at("id");
    lab.clock.advance("PT1M");
    lab.act(id, "stop_task_and_session");
    assertThat(lab.get(V2 + "/sessions/" + session).at("status")).isEqualTo("stopped");
  }

  @Test
  void aTaskCanBePausedOnlyIfItsScenarioSaysSo() {
    lab.scenario(Scenario.newBuilder().pausable(true));
    String id = lab.create("t");
    lab.clock.advance("PT1.5S");
    assertThat(lab.act(id, "pause").at("status")).isEqualTo("paused");
    lab.clock.advance("PT1H");
    assertThat(lab.view(id).json().at("/steps")).hasSize(1);
    assertThat(lab.act(id, "resume").at("status")).isEqualTo("started");
    lab.clock.advance("PT3S");
    assertThat(lab.view(id).at("status")).isEqualTo("finished");
  }

  @Test
  void anUnknownTaskIsNotFoundAnywhere() {
    String path = V2 + "/tasks/" + UUID.randomUUID();
    for (Got got :
        new Got[] {
          lab.get(path),
          lab.get(path + "/status"),
          lab.get(path + "/logs"),
          lab.patch(path, "{\"action\": \"stop\"}"),
          lab.get(path.replace("/tasks", "/files/tasks") + "/output-files/" + UUID.randomUUID())
        }) {
      assertThat(got.status()).isEqualTo(404);
      assertThat(got.at("detail")).isEqualTo("Task not found");
    }
  }

  @Test
  void theLedgerKeepsWhatHappened() {
    String id = lab.createWith("{\"task\": \"t\", \"metadata\": {\"k\": \"v\"}}").at("id");
    lab.view(id);
    lab.get(V2 + "/tasks/" + id + "/status");
    lab.get(V2 + "/tasks/" + id + "/logs");
    lab.clock.advance("PT1S");
    lab.act(id, "stop");
    RecordedTask task = lab.emulator.tasks().get(0);
    assertThat(task.id()).isEqualTo(id);
    assertThat(task.metadata()).containsOnlyKeys("k").containsEntry("k", "v");
    assertThat(task.apiVersion()).isEqualTo("v2");
    assertThat(task.status()).isEqualTo("stopped");
    assertThat(task.stoppedAt()).isEqualTo(lab.clock.instant());
    assertThat(task.finishedAt()).isEqualTo(lab.clock.instant());
    assertThat(task.startedAt()).isEqualTo("2026-03-01T10:00:00.5Z");
    assertThat(task.reads()).isEqualTo(2);
    assertThat(task.stops()).isEqualTo(1);
  }
}
