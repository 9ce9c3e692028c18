package com.browseruse.temporal.testing.internal.v2;

import static com.browseruse.temporal.testing.Lab.V2;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.Lab;
import com.browseruse.temporal.testing.Lab.Got;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.testing.internal.http.Json;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class V2SessionsTest {

  private final Lab lab = new Lab(builder -> builder.sessionLimit(2));

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void anAutomaticSessionEndsWithItsTask() {
    String id = lab.createWith("{\"task\": \"t\"}").at("sessionId");
    assertThat(session(id).at("status")).isEqualTo("active");
    assertThat(session(id).at("liveUrl")).startsWith("https://live.example/");
    lab.clock.advance("PT1H");
    Got over = session(id);
    assertThat(over.at("status")).isEqualTo("stopped");
    assertThat(over.at("finishedAt")).isEqualTo("2026-03-01T10:00:04.500000Z");
    assertThat(over.json().at("/liveUrl").isNull()).isTrue();
    assertThat(over.json().at("/tasks")).hasSize(1);
    assertThat(taskIn(id).at("detail")).startsWith("Browser session is stopped.");
  }

  @Test
  void aSessionStaysUnlessToldOtherwise() {
    String stays = open("");
    String goes = open("{\"keepAlive\": false}");
    taskIn(stays);
    taskIn(goes);
    lab.clock.advance("PT1H");
    assertThat(session(stays).at("status")).isEqualTo("active");
    assertThat(session(goes).at("status")).isEqualTo("stopped");
    assertThat(taskIn(stays).status()).isEqualTo(202);
  }

  @Test
  void aSessionRunsOneTaskAtATime() {
    String id = open("");
    taskIn(id);
    Got second = taskIn(id);
    assertThat(second.status()).isEqualTo(400);
    assertThat(second.at("detail")).contains("already has a running task");
    assertThat(lab.emulator.tasks()).hasSize(1);
  }

  @Test
  void stoppingASessionStopsEvenATaskThatIgnoresStops() {
    lab.scenario(Scenario.newBuilder().ignoreStop(true));
    String id = open("");
    String task = taskIn(id).at("id");
    Got stopped = lab.patch(V2 + "/sessions/" + id, "{\"action\": \"stop\"}");
    assertThat(stopped.status()).isEqualTo(200);
    assertThat(stopped.at("status")).isEqualTo("stopped");
    assertThat(lab.view(task).at("status")).isEqualTo("stopped");
    assertThat(lab.emulator.tasks().get(0).stops()).isZero();
  }

  @Test
  void stoppingATaskMayStopItsSessionToo() {
    String first = open("");
    lab.act(taskIn(first).at("id"), "stop");
    assertThat(session(first).at("status")).isEqualTo("active");
    lab.act(taskIn(first).at("id"), "stop_task_and_session");
    assertThat(session(first).at("status")).isEqualTo("stopped");
  }

  @Test
  void aDeletedSessionIsGoneWithItsTasksButNotFromTheLedger() {
    String id = open("");
    String task = taskIn(id).at("id");
    Got deleted = lab.delete(V2 + "/sessions/" + id);
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.text()).isEmpty();
    assertThat(session(id).status()).isEqualTo(404);
    assertThat(lab.view(task).status()).isEqualTo(404);
    assertThat(lab.get(V2 + "/tasks").json().get("totalItems").intValue()).isZero();
    assertThat(lab.emulator.tasks().get(0).status()).isEqualTo("stopped");
  }

  @Test
  void onlySoManySessionsMayBeActive() {
    String kept = open("");
    lab.create("t");
    for (Got refused :
        new Got[] {lab.post(V2 + "/sessions", ""), lab.createWith("{\"task\": \"t\"}")}) {
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.at("detail")).startsWith("Too many concurrent active sessions.");
    }
    assertThat(taskIn(kept).status()).isEqualTo(202);
    assertThat(lab.emulator.tasks()).hasSize(2);
    lab.clock.advance("PT1M");
    assertThat(lab.createWith("{\"task\": \"t\"}").status()).isEqualTo(202);
    assertThat(lab.createWith("{\"task\": \"t\"}").status()).isEqualTo(429);
    lab.patch(V2 + "/sessions/" + kept, "{\"action\": \"stop\"}");
    assertThat(lab.createWith("{\"task\": \"t\"}").status()).isEqualTo(202);
  }

  @Test
  void sessionsAreListedNewestFirstAndByStatus() {
    String first = open("");
    String second = open("{\"persistMemory\": false}");
    lab.patch(V2 + "/sessions/" + first, "{\"action\": \"stop\"}");
    Got all = lab.get(V2 + "/sessions");
    assertThat(all.at("items/0/id")).isEqualTo(second);
    assertThat(all.at("items/1/id")).isEqualTo(first);
    assertThat(lab.get(V2 + "/sessions?filterBy=stopped").at("items/0/id")).isEqualTo(first);
    assertThat(lab.get(V2 + "/sessions?filterBy=active").at("totalItems")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PATCH", "DELETE", "POST"})
  void anUnknownSessionIsNotFound(String method) {
    String id = UUID.randomUUID().toString();
    Got got =
        switch (method) {
          case "GET" -> session(id);
          case "PATCH" -> lab.patch(V2 + "/sessions/" + id, "{\"action\": \"stop\"}");
          case "DELETE" -> lab.delete(V2 + "/sessions/" + id);
          default -> taskIn(id);
        };
    assertThat(got.status()).isEqualTo(404);
    assertThat(got.at("detail")).isEqualTo("Session not found");
  }

  @Test
  void theAccountKnowsItsSessionsAndItsBalance() {
    open("");
    lab.create("t");
    lab.clock.advance("PT3S");
    Got account = lab.get(V2 + "/billing/account");
    assertThat(account.at("activeSessionCount")).isEqualTo("2");
    assertThat(account.at("concurrentSessionLimit")).isEqualTo("2");
    assertThat(account.at("totalCreditsBalanceUsd")).isEqualTo("99.97");
  }

  private String open(String body) {
    return lab.post(V2 + "/sessions", body).at("id");
  }

  private Got session(String id) {
    return lab.get(V2 + "/sessions/" + id);
  }

  private Got taskIn(String session) {
    return lab.createWith(Json.object().put("task", "t").put("sessionId", session).toString());
  }
}
