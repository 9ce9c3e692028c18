package com.browseruse.temporal.testing.internal.v2;

import static com.browseruse.temporal.testing.EmulatorFixture.V2;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.EmulatorFixture;
import com.browseruse.temporal.testing.EmulatorFixture.HttpResult;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.testing.internal.http.Json;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class V2SessionsTest {

  private final EmulatorFixture fixture = new EmulatorFixture(builder -> builder.sessionLimit(2));

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void anAutomaticSessionEndsWithItsTask() {
    String id = fixture.createWith("{\"task\": \"t\"}").at("sessionId");
    assertThat(session(id).at("status")).isEqualTo("active");
    assertThat(session(id).at("liveUrl")).startsWith("https://live.example/");
    fixture.clock.advance("PT1H");
    HttpResult over = session(id);
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
    fixture.clock.advance("PT1H");
    assertThat(session(stays).at("status")).isEqualTo("active");
    assertThat(session(goes).at("status")).isEqualTo("stopped");
    assertThat(taskIn(stays).status()).isEqualTo(202);
  }

  @Test
  void aSessionRunsOneTaskAtATime() {
    String id = open("");
    taskIn(id);
    HttpResult second = taskIn(id);
    assertThat(second.status()).isEqualTo(400);
    assertThat(second.at("detail")).contains("already has a running task");
    assertThat(fixture.emulator.tasks()).hasSize(1);
  }

  @Test
  void stoppingASessionStopsEvenATaskThatIgnoresStops() {
    fixture.scenario(Scenario.newBuilder().ignoreStop(true));
    String id = open("");
    String task = taskIn(id).at("id");
    HttpResult stopped = fixture.patch(V2 + "/sessions/" + id, "{\"action\": \"stop\"}");
    assertThat(stopped.status()).isEqualTo(200);
    assertThat(stopped.at("status")).isEqualTo("stopped");
    assertThat(fixture.view(task).at("status")).isEqualTo("stopped");
    assertThat(fixture.emulator.tasks().get(0).stops()).isZero();
  }

  @Test
  void stoppingATaskMayStopItsSessionToo() {
    String first = open("");
    fixture.act(taskIn(first).at("id"), "stop");
    assertThat(session(first).at("status")).isEqualTo("active");
    fixture.act(taskIn(first).at("id"), "stop_task_and_session");
    assertThat(session(first).at("status")).isEqualTo("stopped");
  }

  @Test
  void aDeletedSessionIsGoneWithItsTasksButNotFromTheLedger() {
    String id = open("");
    String task = taskIn(id).at("id");
    HttpResult deleted = fixture.delete(V2 + "/sessions/" + id);
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.text()).isEmpty();
    assertThat(session(id).status()).isEqualTo(404);
    assertThat(fixture.view(task).status()).isEqualTo(404);
    assertThat(fixture.get(V2 + "/tasks").json().get("totalItems").intValue()).isZero();
    assertThat(fixture.emulator.tasks().get(0).status()).isEqualTo("stopped");
  }

  @Test
  void onlySoManySessionsMayBeActive() {
    String kept = open("");
    fixture.create("t");
    for (HttpResult refused :
        new HttpResult[] {
          fixture.post(V2 + "/sessions", ""), fixture.createWith("{\"task\": \"t\"}")
        }) {
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.at("detail")).startsWith("Too many concurrent active sessions.");
    }
    assertThat(taskIn(kept).status()).isEqualTo(202);
    assertThat(fixture.emulator.tasks()).hasSize(2);
    fixture.clock.advance("PT1M");
    assertThat(fixture.createWith("{\"task\": \"t\"}").status()).isEqualTo(202);
    assertThat(fixture.createWith("{\"task\": \"t\"}").status()).isEqualTo(429);
    fixture.patch(V2 + "/sessions/" + kept, "{\"action\": \"stop\"}");
    assertThat(fixture.createWith("{\"task\": \"t\"}").status()).isEqualTo(202);
  }

  @Test
  void sessionsAreListedNewestFirstAndByStatus() {
    String first = open("");
    String second = open("{\"persistMemory\": false}");
    fixture.patch(V2 + "/sessions/" + first, "{\"action\": \"stop\"}");
    HttpResult all = fixture.get(V2 + "/sessions");
    assertThat(all.at("items/0/id")).isEqualTo(second);
    assertThat(all.at("items/1/id")).isEqualTo(first);
    assertThat(fixture.get(V2 + "/sessions?filterBy=stopped").at("items/0/id")).isEqualTo(first);
    assertThat(fixture.get(V2 + "/sessions?filterBy=active").at("totalItems")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PATCH", "DELETE", "POST"})
  void anUnknownSessionIsNotFound(String method) {
    String id = UUID.randomUUID().toString();
    HttpResult result =
        switch (method) {
          case "GET" -> session(id);
          case "PATCH" -> fixture.patch(V2 + "/sessions/" + id, "{\"action\": \"stop\"}");
          case "DELETE" -> fixture.delete(V2 + "/sessions/" + id);
          default -> taskIn(id);
        };
    assertThat(result.status()).isEqualTo(404);
    assertThat(result.at("detail")).isEqualTo("Session not found");
  }

  @Test
  void theAccountKnowsItsSessionsAndItsBalance() {
    open("");
    fixture.create("t");
    fixture.clock.advance("PT3S");
    HttpResult account = fixture.get(V2 + "/billing/account");
    assertThat(account.at("activeSessionCount")).isEqualTo("2");
    assertThat(account.at("concurrentSessionLimit")).isEqualTo("2");
    assertThat(account.at("totalCreditsBalanceUsd")).isEqualTo("99.97");
  }

  private String open(String body) {
    return fixture.post(V2 + "/sessions", body).at("id");
  }

  private HttpResult session(String id) {
    return fixture.get(V2 + "/sessions/" + id);
  }

  private HttpResult taskIn(String session) {
    return fixture.createWith(Json.object().put("task", "t").put("sessionId", session).toString());
  }
}
