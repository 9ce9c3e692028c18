package com.browseruse.temporal.testing.internal.v1;

import static com.browseruse.temporal.testing.EmulatorFixture.V1;
import static com.browseruse.temporal.testing.EmulatorFixture.V2;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.EmulatorFixture;
import com.browseruse.temporal.testing.EmulatorFixture.HttpResult;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.testing.internal.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class V1TasksTest {

  private final EmulatorFixture fixture = new EmulatorFixture(builder -> builder.sessionLimit(2));

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aTaskRunsToItsEnd() {
    String id = fixture.runV1("t");
    assertThat(status(id)).isEqualTo("created");
    fixture.clock.advance("PT1.3S");
    assertThat(status(id)).isEqualTo("running");
    HttpResult running = fixture.viewV1(id);
    assertThat(running.json().get("steps")).hasSize(1);
    assertThat(running.at("steps/0/step")).isEqualTo("1");
    assertThat(running.at("live_url")).startsWith("https://");
    assertThat(running.json().get("output").isNull()).isTrue();
    assertThat(running.json().get("output_files")).isEmpty();
    fixture.clock.advance("PT10S");
    HttpResult view = fixture.viewV1(id);
    assertThat(view.at("status")).isEqualTo("finished");
    assertThat(view.at("finished_at")).isEqualTo("2026-03-01T10:00:04.500000Z");
    assertThat(view.at("output")).startsWith("Done.");
    assertThat(view.at("output_files/0")).isEqualTo("summary.md");
    assertThat(view.json().get("live_url").isNull()).isTrue();
  }

  @Test
  void theStatusIsABareString() {
    HttpResult result = fixture.get(V1 + "/task/" + fixture.runV1("t") + "/status");
    assertThat(result.text()).isEqualTo("\"created\"");
    assertThat(result.response().headers().firstValue("Content-Type")).hasValue("application/json");
  }

  @Test
  void whatWasAskedForShowsInTheView() {
    String id =
        fixture
            .runV1With(
                """
                {"task": "t", "metadata": {"k": "v"}, "included_file_names": ["a.txt", "b.csv"],
                 "save_browser_data": true, "something_new": 1}
                """)
            .at("id");
    HttpResult running = fixture.viewV1(id);
    assertThat(running.at("metadata/k")).isEqualTo("v");
    assertThat(running.json().get("user_uploaded_files").toString())
        .isEqualTo("[\"a.txt\",\"b.csv\"]");
    assertThat(running.json().get("browser_data").isNull()).isTrue();
    fixture.clock.advance("PT1M");
    assertThat(fixture.viewV1(id).json().get("browser_data").toString())
        .isEqualTo("{\"cookies\":[]}");
    assertThat(view("t").json().get("browser_data").isNull()).isTrue();
  }

  @Test
  void thereIsNoCostAndNoClaimOfSuccess() {
    fixture.scenario(Scenario.newBuilder().isSuccess(false));
    assertThat(view("t").json().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "id",
            "task",
            "output",
            "status",
            "created_at",
            "steps",
            "live_url",
            "finished_at",
            "browser_data",
            "user_uploaded_files",
            "output_files",
            "public_share_url",
            "metadata");
  }

  @Test
  void anOutputFitsTheSchemaThatWasAskedFor() {
    String schema = "{\"type\": \"object\", \"properties\": {\"price\": {\"type\": \"integer\"}}}";
    String body = Json.object().put("task", "t").put("structured_output_json", schema).toString();
    String id = fixture.runV1With(body).at("id");
    fixture.clock.advance("PT1M");
    assertThat(fixture.viewV1(id).at("output")).isEqualTo("{\"price\":1}");
  }

  @ParameterizedTest
  @CsvSource({"failed, FAILED", "stopped, STOPPED"})
  void aTaskMayEndOtherwise(String word, Scenario.Outcome outcome) {
    fixture.scenario(Scenario.newBuilder().outcome(outcome));
    assertThat(view("t").at("status")).isEqualTo(word);
  }

  @Test
  void aTaskTakesAtMostSeventyFiveStepsUnlessToldOtherwise() {
    fixture.scenario(Scenario.newBuilder().steps(150));
    String usual = fixture.runV1("t");
    String more = fixture.runV1With("{\"task\": \"t\", \"max_agent_steps\": 200}").at("id");
    fixture.clock.advance("PT1H");
    assertThat(fixture.viewV1(usual).json().get("steps")).hasSize(75);
    assertThat(fixture.viewV1(more).json().get("steps")).hasSize(150);
  }

  @Test
  void everyTaskCanBePausedAndResumed() {
    String id = fixture.runV1("t");
    fixture.clock.advance("PT1S");
    HttpResult paused = fixture.actV1(id, "pause");
    assertThat(paused.status()).isEqualTo(200);
    assertThat(paused.text()).isEmpty();
    fixture.clock.advance("PT1H");
    assertThat(status(id)).isEqualTo("paused");
    fixture.actV1(id, "resume");
    assertThat(status(id)).isEqualTo("running");
    fixture.clock.advance("PT3.5S");
    assertThat(status(id)).isEqualTo("finished");
  }

  @Test
  void aStopEndsATaskForGood() {
    String id = fixture.runV1("t");
    fixture.clock.advance("PT1S");
    assertThat(fixture.actV1(id, "stop").status()).isEqualTo(200);
    fixture.actV1(id, "resume");
    assertThat(status(id)).isEqualTo("stopped");
    assertThat(fixture.viewV1(id).json().get("live_url").isNull()).isTrue();
    RecordedTask recorded = fixture.emulator.tasks().get(0);
    assertThat(recorded.stops()).isEqualTo(1);
    assertThat(recorded.stoppedAt()).isEqualTo("2026-03-01T10:00:01Z");
  }

  @Test
  void aTaskMayIgnoreAStop() {
    fixture.scenario(Scenario.newBuilder().ignoreStop(true));
    String id = fixture.runV1("t");
    fixture.clock.advance("PT1S");
    assertThat(fixture.actV1(id, "stop").status()).isEqualTo(200);
    assertThat(status(id)).isEqualTo("running");
    assertThat(fixture.emulator.tasks().get(0).stops()).isEqualTo(1);
  }

  @Test
  void whatIsMadeThroughOneVersionIsInvisibleInTheOther() {
    String v1 = fixture.runV1("one");
    String v2 = fixture.create("two");
    assertThat(fixture.viewV1(v2).status()).isEqualTo(404);
    assertThat(fixture.actV1(v2, "stop").status()).isEqualTo(404);
    assertThat(fixture.view(v1).status()).isEqualTo(404);
    assertThat(fixture.act(v1, "stop").status()).isEqualTo(404);
    assertThat(fixture.get(V2 + "/tasks/" + v1 + "/logs").status()).isEqualTo(404);
    assertThat(fixture.get(V1 + "/tasks").json().findValuesAsText("id")).containsExactly(v1);
    assertThat(fixture.get(V2 + "/tasks").json().findValuesAsText("id")).containsExactly(v2);
    assertThat(fixture.emulator.tasks())
        .extracting(RecordedTask::id, RecordedTask::apiVersion)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(v1, "v1"),
            org.assertj.core.groups.Tuple.tuple(v2, "v2"));
    assertThat(fixture.emulator.tasks()).allMatch(task -> task.stops() == 0);
  }

  @Test
  void aSessionCountsTowardsTheLimitButIsNotShown() {
    String first = fixture.runV1("t");
    fixture.runV1("t");
    HttpResult refused = fixture.runV1With("{\"task\": \"t\"}");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.at("detail")).startsWith("Too many concurrent active sessions.");
    assertThat(fixture.createWith("{\"task\": \"t\"}").status()).isEqualTo(429);
    assertThat(fixture.get(V2 + "/sessions").at("totalItems")).isEqualTo("0");
    String session = fixture.emulator.tasks().get(0).sessionId();
    assertThat(fixture.get(V2 + "/sessions/" + session).status()).isEqualTo(404);
    fixture.actV1(first, "stop");
    assertThat(fixture.createWith("{\"task\": \"t\"}").status()).isEqualTo(202);
  }

  @Test
  void aSharedTaskHasAPageForEverybody() {
    fixture.scenario(Scenario.newBuilder().output("2 < 3 & 4"));
    String id = fixture.runV1With("{\"task\": \"<b>t\", \"enable_public_share\": true}").at("id");
    fixture.clock.advance("PT1M");
    String link = fixture.viewV1(id).at("public_share_url");
    HttpResult page = fixture.send(HttpRequest.newBuilder(java.net.URI.create(link)).GET());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("&lt;b&gt;t", "finished", "2 &lt; 3 &amp; 4");
    assertThat(view("t").json().get("public_share_url").isNull()).isTrue();
  }

  @Test
  void anOutputFileIsFetchedByItsName() {
    fixture.scenario(
        Scenario.newBuilder().outputFiles(List.of(Scenario.File.of("ä b.csv", "1;ü"))));
    String id = view("t").at("id");
    assertThat(fixture.viewV1(id).at("output_files/0")).isEqualTo("ä b.csv");
    HttpResult link = fixture.get(V1 + "/task/" + id + "/output-file/%C3%A4%20b.csv");
    HttpResult file =
        fixture.send(HttpRequest.newBuilder(java.net.URI.create(link.at("download_url"))).GET());
    assertThat(file.text()).isEqualTo("1;ü");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"00000000-0000-4000-8000-000000000000", "task_1234567890abcdef", "1-1-1-1-1"})
  void anIdOfNoTaskIsNotFoundWhateverItsForm(String id) {
    for (HttpResult result :
        new HttpResult[] {
          fixture.viewV1(id),
          fixture.get(V1 + "/task/" + id + "/status"),
          fixture.get(V1 + "/task/" + id + "/output-file/a.txt"),
          fixture.actV1(id, "stop"),
          fixture.actV1(id, "pause"),
          fixture.actV1(id, "resume")
        }) {
      assertThat(result.status()).isEqualTo(404);
      assertThat(result.text()).isEqualTo("{\"detail\":\"Task not found\"}");
    }
  }

  @Test
  void readsAreCountedAndRoutesAreCountedByTemplate() {
    String id = fixture.runV1("t");
    status(id);
    fixture.viewV1(id);
    fixture.get(V1 + "/tasks");
    fixture.actV1(id, "stop");
    assertThat(fixture.emulator.tasks().get(0).reads()).isEqualTo(2);
    JsonNode counts = fixture.get("/__admin/requests").json();
    assertThat(counts.fieldNames())
        .toIterable()
        .containsExactly(
            "GET /api/v1/task/{id}",
            "GET /api/v1/task/{id}/status",
            "GET /api/v1/tasks",
            "POST /api/v1/run-task",
            "PUT /api/v1/stop-task");
  }

  @Test
  void faultsHitItToo() {
    fixture.emulator.addFault(Fault.on("POST", "/run-task$").status(500).commit().times(1).build());
    assertThat(fixture.runV1With("{\"task\": \"t\"}").status()).isEqualTo(500);
    assertThat(fixture.emulator.tasks()).hasSize(1);
  }

  private String status(String id) {
    return fixture.get(V1 + "/task/" + id + "/status").json().textValue();
  }

  private HttpResult view(String text) {
    String id = fixture.runV1(text);
    fixture.clock.advance("PT1M");
    return fixture.viewV1(id);
  }
}
