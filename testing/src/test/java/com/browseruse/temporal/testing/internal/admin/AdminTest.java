package com.browseruse.temporal.testing.internal.admin;

import static com.browseruse.temporal.testing.EmulatorFixture.V2;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.EmulatorFixture;
import com.browseruse.temporal.testing.EmulatorFixture.HttpResult;
import com.browseruse.temporal.testing.RawHttp;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminTest {

  private final EmulatorFixture fixture = new EmulatorFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void theLedgerHasTheseFields() {
    String id = fixture.createWith("{\"task\": \"t\", \"metadata\": {\"k\": \"v\"}}").at("id");
    fixture.clock.advance("PT1S");
    fixture.act(id, "stop");
    JsonNode ledger = fixture.get("/__admin/tasks").json();
    assertThat(ledger).hasSize(1);
    assertThat(ledger.get(0).fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "sessionId",
            "task",
            "status",
            "metadata",
            "apiVersion",
            "createdAt",
            "startedAt",
            "finishedAt",
            "stoppedAt",
            "stops",
            "reads");
    assertThat(ledger.at("/0/id").textValue()).isEqualTo(id);
    assertThat(ledger.at("/0/status").textValue()).isEqualTo("stopped");
    assertThat(ledger.at("/0/metadata/k").textValue()).isEqualTo("v");
    assertThat(ledger.at("/0/stoppedAt").textValue()).isEqualTo("2026-03-01T10:00:01.000000Z");
    assertThat(ledger.at("/0/stops").intValue()).isEqualTo(1);
  }

  @Test
  void theLedgerIsOldestFirst() {
    String first = fixture.create("first");
    String second = fixture.create("second");
    assertThat(fixture.get("/__admin/tasks").json().findValuesAsText("id"))
        .containsExactly(first, second);
  }

  @Test
  void requestsAreCountedPerRouteAndAdminCallsAreNot() {
    String id = fixture.create("t");
    fixture.get(V2 + "/tasks/" + id + "/status");
    fixture.get(V2 + "/tasks/" + id + "/status");
    fixture.get(V2 + "/tasks/not-an-id");
    fixture.get(V2 + "/nowhere");
    fixture.get("/__admin/tasks");
    JsonNode counts = fixture.get("/__admin/requests").json();
    assertThat(counts).hasSize(4);
    assertThat(counts.get("POST /api/v2/tasks").intValue()).isEqualTo(1);
    assertThat(counts.get("GET /api/v2/tasks/{id}/status").intValue()).isEqualTo(2);
    assertThat(counts.get("GET /api/v2/tasks/{id}").intValue()).isEqualTo(1);
    assertThat(counts.get("GET /api/v2/nowhere").intValue()).isEqualTo(1);
  }

  @Test
  void spoiltRequestsAreCountedToo() {
    tell("faults", "{\"effect\": {\"status\": 500}}");
    fixture.create("t");
    assertThat(fixture.emulator.requests()).containsEntry("POST /api/v2/tasks", 1);
  }

  @Test
  void everyFieldOfAScenarioIsTaken() {
    tell(
        "scenarios",
        """
        {"match": "^lamp", "startDelay": "PT1S", "steps": 2, "stepDuration": "PT2S",
         "outcome": "finished", "isSuccess": false, "output": {"a": [1]}, "costPerStep": 0.5,
         "outputFiles": [{"fileName": "a.txt", "text": "A"}], "ignoreStop": true,
         "pausable": true}
        """);
    String id = fixture.create("lamp");
    fixture.clock.advance("PT4.999S");
    assertThat(fixture.act(id, "stop").at("status")).isEqualTo("started");
    assertThat(fixture.act(id, "pause").at("status")).isEqualTo("paused");
    fixture.act(id, "resume");
    fixture.clock.advance("PT0.001S");
    HttpResult view = fixture.view(id);
    assertThat(view.at("status")).isEqualTo("finished");
    assertThat(view.at("isSuccess")).isEqualTo("false");
    assertThat(view.at("output")).isEqualTo("{\"a\":[1]}");
    assertThat(view.at("cost")).isEqualTo("1.0");
    assertThat(view.at("outputFiles/0/fileName")).isEqualTo("a.txt");
  }

  @Test
  void aTextIsAnOutputAsItIsAndNullIsNone() {
    tell("scenarios", "{\"match\": \"text\", \"output\": \"plain\"}");
    tell("scenarios", "{\"match\": \"none\", \"output\": null, \"isSuccess\": null}");
    String text = fixture.create("text");
    String none = fixture.create("none");
    fixture.clock.advance("PT1M");
    assertThat(fixture.view(text).at("output")).isEqualTo("plain");
    assertThat(fixture.view(none).json().get("output").isNull()).isTrue();
    assertThat(fixture.view(none).json().get("isSuccess").isNull()).isTrue();
  }

  @Test
  void everyFieldOfAFaultIsTaken() {
    tell(
        "faults",
        """
        {"method": "post", "path": "/tasks$", "after": 1, "times": 1, "effect":
          {"status": 429, "body": {"error": "rate_limited"}, "headers": {"Retry-After": 5},
           "delay": "PT0.001S", "commitDelay": "PT10S"}}
        """);
    fixture.create("t");
    HttpResult result = fixture.createWith("{\"task\": \"t\"}");
    assertThat(result.status()).isEqualTo(429);
    assertThat(result.at("error")).isEqualTo("rate_limited");
    assertThat(result.response().headers().firstValue("Retry-After")).hasValue("5");
    assertThat(fixture.emulator.tasks()).hasSize(1);
    fixture.clock.advance("PT10S");
    assertThat(fixture.emulator.tasks()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"before, 0", "after, 1", "midBody, 1"})
  void disconnectsHaveTheseNames(String name, int tasks) throws Exception {
    tell("faults", "{\"effect\": {\"disconnect\": \"" + name + "\"}}");
    RawHttp.post(fixture.emulator.port(), V2 + "/tasks", "{\"task\": \"t\"}");
    assertThat(fixture.emulator.tasks()).hasSize(tasks);
  }

  @Test
  void garbageAndCommitAreFlags() {
    tell("faults", "{\"effect\": {\"garbage\": true, \"commit\": true}}");
    assertThat(fixture.createWith("{\"task\": \"t\"}").text()).startsWith("<html>");
    assertThat(fixture.emulator.tasks()).hasSize(1);
  }

  @Test
  void listLagIsSet() {
    tell("listLag", "{\"lag\": \"PT2S\"}");
    fixture.create("t");
    assertThat(fixture.get(V2 + "/tasks").json().get("totalItems").intValue()).isZero();
  }

  @Test
  void aDeleteForgetsEverything() {
    tell("scenarios", "{\"outcome\": \"never\"}");
    tell("faults", "{\"path\": \"sessions\", \"effect\": {\"status\": 500}}");
    tell("listLag", "{\"lag\": \"PT1H\"}");
    String id = fixture.create("t");
    assertThat(fixture.delete("/__admin").status()).isEqualTo(200);
    assertThat(fixture.view(id).status()).isEqualTo(404);
    assertThat(fixture.emulator.tasks()).isEmpty();
    assertThat(fixture.get(V2 + "/sessions").json().get("totalItems").intValue()).isZero();
    fixture.create("t");
    assertThat(fixture.get(V2 + "/tasks").json().get("totalItems").intValue()).isEqualTo(1);
    fixture.clock.advance("PT1M");
    assertThat(fixture.emulator.tasks().get(0).status()).isEqualTo("finished");
    assertThat(fixture.emulator.requests()).containsEntry("POST /api/v2/tasks", 1);
  }

  @Test
  void needsNoKey() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(fixture.request("/__admin/scenarios").build().uri());
    assertThat(fixture.send(request.POST(BodyPublishers.ofString("{}"))).status()).isEqualTo(200);
    assertThat(fixture.get("/__admin").text()).contains("emulator");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "scenarios | {\"speed\": 1}                | no field speed",
        "scenarios | []                            | scenario must be a JSON object.",
        "scenarios | {                             | must be one JSON object",
        "scenarios | ``                          | must be a JSON object",
        "scenarios | {\"match\": \"(\"}            | match must be a regular expression",
        "scenarios | {\"match\": 1}                | match must be a string.",
        "scenarios | {\"startDelay\": \"1s\"}      | startDelay must be an ISO-8601 duration",
        "scenarios | {\"stepDuration\": 2}         | stepDuration must be an ISO-8601 duration",
        "scenarios | {\"startDelay\": \"-PT1S\"}   | startDelay must be a duration from PT0S to P365D.",
        "scenarios | {\"steps\": -1}               | steps must be from 0 to 10000.",
        "scenarios | {\"steps\": \"2\"}            | steps must be a whole number.",
        "scenarios | {\"outcome\": \"lost\"}       | outcome must be one of: finished, failed, stopped, never.",
        "scenarios | {\"isSuccess\": \"yes\"}      | isSuccess must be true or false.",
        "scenarios | {\"costPerStep\": \"cheap\"}  | costPerStep must be a decimal",
        "scenarios | {\"costPerStep\": -1}         | costPerStep must be an amount of dollars from 0 to 1000.",
        "scenarios | {\"outputFiles\": [{}]}       | fileName must not be empty",
        "scenarios | {\"outputFiles\": [{\"name\": \"a\"}]} | outputFiles has no field name",
        "scenarios | {\"outputFiles\": [{\"fileName\": \"a\", \"size\": -1}]} | size must be at least 0.",
        "scenarios | {\"outputFiles\": [{\"fileName\": \"a\", \"size\": 1, \"text\": \"\"}]} | leave out text",
        "scenarios | {\"outputSize\": 1, \"output\": \"\"} | leave out output",
        "scenarios | {\"outcome\": \"never\", \"stepDuration\": \"PT0S\"} | stepDuration must be longer than PT0S",
        "faults    | {}                            | effect must be a JSON object.",
        "faults    | {\"effect\": {}}              | effect must have at least one of",
        "faults    | {\"effect\": {\"sleep\": 1}}  | effect has no field sleep",
        "faults    | {\"effect\": {\"status\": 99}} | status must be from 200 to 599.",
        "faults    | {\"effect\": {\"status\": 500, \"headers\": {\"a\": []}}} | headers.a must be a string or a number.",
        "faults    | {\"effect\": {\"status\": 500, \"headers\": {\"a b\": \"c\"}}} | header's name must be a token",
        "faults    | {\"effect\": {\"disconnect\": \"late\"}} | disconnect must be one of: before, after, midBody.",
        "faults    | {\"after\": -1, \"effect\": {\"status\": 500}} | after must be at least 0.",
        "faults    | {\"times\": 0, \"effect\": {\"status\": 500}} | times must be at least 1.",
        "faults    | {\"path\": \"[\", \"effect\": {\"status\": 500}} | path must be a regular expression",
        "listLag   | {}                            | lag is required.",
        "listLag   | {\"lag\": \"soon\"}           | lag must be an ISO-8601 duration",
      })
  void badInputGetsASentenceThatNamesTheField(String call, String body, String sentence) {
    HttpResult result = fixture.post("/__admin/" + call, body);
    assertThat(result.status()).isEqualTo(400);
    assertThat(result.at("detail")).contains(sentence).endsWith(".");
  }

  private void tell(String call, String body) {
    assertThat(fixture.post("/__admin/" + call, body).status()).isEqualTo(200);
  }
}
