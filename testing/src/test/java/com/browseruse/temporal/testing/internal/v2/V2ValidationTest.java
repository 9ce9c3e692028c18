package com.browseruse.temporal.testing.internal.v2;

import static com.browseruse.temporal.testing.EmulatorFixture.V2;
import static com.browseruse.temporal.testing.EmulatorFixture.assertViolation;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.EmulatorFixture;
import com.browseruse.temporal.testing.EmulatorFixture.HttpResult;
import com.browseruse.temporal.testing.internal.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class V2ValidationTest {

  private final EmulatorFixture fixture = new EmulatorFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                 | body.task            | missing",
        "{\"task\": \"\"}                                   | body.task            |"
            + " string_too_short",
        "{\"task\": null}                                   | body.task            | string_type",
        "{\"task\": 3}                                      | body.task            | string_type",
        "{\"task\": \"t\", \"llm\": 4}                      | body.llm             | string_type",
        "{\"task\": \"t\", \"llm\": null}                   | body.llm             | string_type",
        "{\"task\": \"t\", \"startUrl\": []}                | body.startUrl        | string_type",
        "{\"task\": \"t\", \"maxSteps\": 0}                 | body.maxSteps        |"
            + " greater_than_equal",
        "{\"task\": \"t\", \"maxSteps\": 10001}             | body.maxSteps        |"
            + " less_than_equal",
        "{\"task\": \"t\", \"maxSteps\": 99999999999}       | body.maxSteps        |"
            + " less_than_equal",
        "{\"task\": \"t\", \"maxSteps\": \"5\"}             | body.maxSteps        | int_type",
        "{\"task\": \"t\", \"maxSteps\": 1.5}               | body.maxSteps        | int_type",
        "{\"task\": \"t\", \"maxSteps\": 10001.0}           | body.maxSteps        |"
            + " less_than_equal",
        "{\"task\": \"t\", \"maxSteps\": 1e999999999}       | body.maxSteps        |"
            + " less_than_equal",
        "{\"task\": \"t\", \"structuredOutput\": {}}        | body.structuredOutput | string_type",
        "{\"task\": \"t\", \"structuredOutput\": \"hi\"}    | body.structuredOutput | value_error",
        "{\"task\": \"t\", \"sessionId\": \"1-1-1-1-1\"}    | body.sessionId       | uuid_parsing",
        "{\"task\": \"t\", \"metadata\": \"x\"}             | body.metadata        | dict_type",
        "{\"task\": \"t\", \"metadata\": {\"k\": 1}}        | body.metadata.k      | string_type",
        "{\"task\": \"t\", \"secrets\": {\"k\": null}}      | body.secrets.k       | string_type",
        "{\"task\": \"t\", \"allowedDomains\": \"a.example\"} | body.allowedDomains | list_type",
        "{\"task\": \"t\", \"allowedDomains\": [\"a\", 2]}  | body.allowedDomains.1 | string_type",
        "{\"task\": \"t\", \"judge\": \"yes\"}              | body.judge           | bool_type",
        "{\"task\": \"t\", \"flashMode\": 1}                | body.flashMode       | bool_type",
        "{\"task\": \"t\", \"vision\": \"sometimes\"}       | body.vision          | bool_type",
        "{\"task\": \"t\", \"sessionSettings\": 1}          | body.sessionSettings |"
            + " model_attributes_type",
        "{\"task\": \"t\", \"sessionSettings\": {\"browserScreenWidth\": 1}}"
            + " | body.sessionSettings.browserScreenWidth | greater_than_equal",
        "{\"task\": \"t\", \"sessionSettings\": {\"proxyCountryCode\": \"zz\"}}"
            + " | body.sessionSettings.proxyCountryCode | enum",
        "[1]                                                | body                 |"
            + " model_attributes_type",
        "{\"task\": \"t\"                                   | body                 | json_invalid",
      })
  void aWrongFieldOfACreateIsNamed(String body, String loc, String type) {
    assertViolation(fixture.createWith(body), loc, type);
    assertThat(fixture.emulator.tasks()).isEmpty();
  }

  @Test
  void aBodyIsRequired() {
    assertViolation(fixture.createWith(""), "body", "missing");
  }

  @Test
  void aTaskMayHaveFiftyThousandCharactersOfAnyPlane() {
    assertThat(fixture.createWith(task("\ud83d\ude00".repeat(50_000))).status()).isEqualTo(202);
    assertViolation(fixture.createWith(task("x".repeat(50_001))), "body.task", "string_too_long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "2.0", "2.00", "0.2e1"})
  void aWholeNumberMayHaveAFractionOfZero(String number) {
    String id = fixture.createWith("{\"task\": \"t\", \"maxSteps\": " + number + "}").at("id");
    fixture.clock.advance("PT1M");
    assertThat(fixture.view(id).json().get("steps")).hasSize(2);
  }

  @Test
  void metadataMayHaveTenPairs() {
    ObjectNode body = Json.object().put("task", "t");
    ObjectNode metadata = body.putObject("metadata");
    for (int i = 0; i < 10; i++) {
      metadata.put("k" + i, "v");
    }
    assertThat(fixture.createWith(body.toString()).status()).isEqualTo(202);
    metadata.put("k10", "v");
    assertViolation(fixture.createWith(body.toString()), "body.metadata", "too_long");
  }

  @Test
  void everyMistakeIsTold() {
    HttpResult result = fixture.createWith("{\"task\": \"\", \"maxSteps\": 0, \"judge\": 1}");
    assertThat(result.json().at("/detail")).hasSize(3);
  }

  @Test
  void everyFieldOfTheRequestIsAccepted() {
    HttpResult result =
        fixture.createWith(
            """
            {"task": "t", "llm": "a-model-of-next-month", "startUrl": null, "maxSteps": 5,
             "structuredOutput": "{}", "sessionId": null, "metadata": {"a": "b"},
             "secrets": {"a": "b"}, "allowedDomains": ["a.example"], "opVaultId": null,
             "sessionSettings": {"profileId": null, "proxyCountryCode": "de",
               "browserScreenWidth": 800, "browserScreenHeight": 600, "enableRecording": false},
             "highlightElements": true, "flashMode": false, "thinking": true,
             "thinkingLevel": "high", "vision": "auto", "systemPromptExtension": "",
             "judge": true, "judgeGroundTruth": "x", "judgeLlm": "y", "skillIds": ["z"],
             "aFieldOfNextMonth": {}}
            """);
    assertThat(result.status()).as(result.text()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource({
    "pageSize=0, query.pageSize, greater_than_equal",
    "pageSize=101, query.pageSize, less_than_equal",
    "pageSize=many, query.pageSize, int_parsing",
    "pageNumber=0, query.pageNumber, greater_than_equal",
    "pageNumber=, query.pageNumber, int_parsing",
    "sessionId=7, query.sessionId, uuid_parsing",
    "filterBy=paused, query.filterBy, enum",
    "after=yesterday, query.after, datetime_parsing",
    "after=2026-03-01T10:00:03+02:00, query.after, datetime_parsing",
    "after=2026-03-01T10:00:03ZZ, query.after, datetime_parsing",
    "sessionId=0123456789abcdef0123456789abcde, query.sessionId, uuid_parsing",
    "sessionId=01234567-89ab-cdef0123456789abcdef, query.sessionId, uuid_parsing",
    "before=2026-13-01T00:00:00Z, query.before, datetime_parsing",
  })
  void aWrongQueryOfAListIsNamed(String query, String loc, String type) {
    assertViolation(fixture.get(V2 + "/tasks?" + query), loc, type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tasks/7", "/tasks/7/status", "/tasks/7/logs"})
  void aTaskIdMustBeAUuid(String path) {
    assertViolation(fixture.get(V2 + path), "path.task_id", "uuid_parsing");
  }

  @Test
  void otherIdsMustBeUuidsToo() {
    assertViolation(fixture.get(V2 + "/sessions/7"), "path.session_id", "uuid_parsing");
    assertViolation(
        fixture.get(V2 + "/files/tasks/" + UUID.randomUUID() + "/output-files/7"),
        "path.file_id",
        "uuid_parsing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "resume", "halt"})
  void anActionThatTheProviderDoesNotDescribeIsRefused(String action) {
    assertViolation(fixture.act(fixture.create("t"), action), "body.action", "enum");
  }

  @Test
  void anUpdateNeedsAnAction() {
    String path = V2 + "/tasks/" + fixture.create("t");
    assertViolation(fixture.patch(path, "{}"), "body.action", "missing");
    assertViolation(fixture.patch(path, "{\"action\": 1}"), "body.action", "string_type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"keepAlive\": 1}                  | body.keepAlive            | bool_type",
        "{\"profileId\": \"x\"}              | body.profileId            | uuid_parsing",
        "{\"proxyCountryCode\": \"USA\"}     | body.proxyCountryCode     | enum",
        "{\"proxyCountryCode\": \"zz\"}      | body.proxyCountryCode     | enum",
        "{\"proxyCountryCode\": \"\"}        | body.proxyCountryCode     | enum",
        "{\"browserScreenHeight\": 4000}     | body.browserScreenHeight  | less_than_equal",
        "{\"customProxy\": {\"port\": 1}}    | body.customProxy.host     | missing",
        "{\"customProxy\": {\"host\": \"h\", \"port\": 0}} | body.customProxy.port |"
            + " greater_than_equal",
      })
  void aWrongFieldOfASessionIsNamed(String body, String loc, String type) {
    assertViolation(fixture.post(V2 + "/sessions", body), loc, type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"ad\"", "\"uk\"", "\"us\"", "\"zw\"", "null"})
  void aSessionMayBeInACountryWithProxies(String country) {
    String body = "{\"proxyCountryCode\": " + country + "}";
    assertThat(fixture.post(V2 + "/sessions", body).status()).isEqualTo(201);
  }

  @Test
  void aSessionCanOnlyBeStopped() {
    String id = fixture.post(V2 + "/sessions", "").at("id");
    assertViolation(
        fixture.patch(V2 + "/sessions/" + id, "{\"action\": \"start\"}"), "body.action", "enum");
    assertViolation(fixture.get(V2 + "/sessions?filterBy=finished"), "query.filterBy", "enum");
  }

  private static String task(String text) {
    return Json.object().put("task", text).toString();
  }
}
