package com.browseruse.temporal.testing.internal.v1;

import static com.browseruse.temporal.testing.Lab.V1;
import static com.browseruse.temporal.testing.Lab.V2;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.Lab;
import com.browseruse.temporal.testing.Lab.Got;
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

  private final Lab lab = new Lab(builder -> builder.sessionLimit(2));

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aTaskRunsToItsEnd() {
    String id = lab.runV1("t");
    assertThat(status(id)).isEqualTo("created");
    lab.clock.advance("PT1.3S");
    assertThat(status(id)).isEqualTo("running");
    Got running = lab.viewV1(id);
    assertThat(running.json().get("steps")).hasSize(1);
    assertThat(running.at("steps/0/step")).isEqualTo("1");
    assertThat(running.at("live_url")).startsWith("https://");
    assertThat(running.json().get("output").isNull()).isTrue();
    assertThat(running.json().get("output_files")).isEmpty();
    lab.clock.advance("PT10S");
    Got view = lab.viewV1(id);
    assertThat(view.at("status")).isEqualTo("finished");
    assertThat(view.at("finished_at")).isEqualTo("2026-03-01T10:00:04.500000Z");
    assertThat(view.at("output")).startsWith("Done.");
    assertThat(view.at("output_files/0")).isEqualTo("summary.md");
    assertThat(view.json().get("live_url").isNull()).isTrue();
  }

  @Test
  void theStatusIsABareString() {
    Got got = lab.get(V1 + "/task/" + lab.runV1("t") + "/status");
    assertThat(got.text()).isEqualTo("\"created\"");
    assertThat(got.response().headers().firstValue("Content-Type")).hasValue("application/json");
  }

  @Test
  void whatWasAskedForShowsInTheView() {
    String id =
        lab.runV1With(
                """
                {"task": "t", "metadata": {"k": "v"}, "included_file_names": ["a.txt", "b.csv"],
                 "save_browser_data": true, "something_new": 1}
                """)
            .at("id");
    Got running = lab.viewV1(id);
    assertThat(running.at("metadata/k")).isEqualTo("v");
    assertThat(running.json().get("user_uploaded_files").toString())
        .isEqualTo("[\"a.txt\",\"b.csv\"]");
    assertThat(running.json().get("browser_data").isNull()).isTrue();
    lab.clock.advance("PT1M");
    assertThat(lab.viewV1(id).json().get("browser_data").toString()).isEqualTo("{\"cookies\":[]}");
    assertThat(view("t").json().get("browser_data").isNull()).isTrue();
  }

  @Test
  void thereIsNoCostAndNoClaimOfSuccess() {
    lab.scenario(Scenario.newBuilder().isSuccess(false));
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
    String id = lab.runV1With(body).at("id");
    lab.clock.advance("PT1M");
    assertThat(lab.viewV1(id).at("output")).isEqualTo("{\"price\":1}");
  }

  @ParameterizedTest
  @CsvSource({"failed, FAILED", "stopped, STOPPED"})
  void aTaskMayEndOtherwise(String word, Scenario.Outcome outcome) {
    lab.scenario(Scenario.newBuilder().outcome(outcome));
    assertThat(view("t").at("status")).isEqualTo(word);
  }

  @Test
  void aTaskTakesAtMostSeventyFiveStepsUnlessToldOtherwise() {
    lab.scenario(Scenario.newBuilder().steps(150));
    String usual = lab.runV1("t");
    String more = lab.runV1With("{\"task\": \"t\", \"max_agent_steps\": 200}").at("id");
    lab.clock.advance("PT1H");
    assertThat(lab.viewV1(usual).json().get("steps")).hasSize(75);
    assertThat(lab.viewV1(more).json().get("steps")).hasSize(150);
  }

  @Test
  void everyTaskCanBePausedAndResumed() {
    String id = lab.runV1("t");
    lab.clock.advance("PT1S");
    Got paused = lab.actV1(id, "pause");
    assertThat(paused.status()).isEqualTo(200);
    assertThat(paused.text()).isEmpty();
    lab.clock.advance("PT1H");
    assertThat(status(id)).isEqualTo("paused");
    lab.actV1(id, "resume");
    assertThat(status(id)).isEqualTo("running");
    lab.clock.advance("PT3.5S");
    assertThat(status(id)).isEqualTo("finished");
  }

  @Test
  void aStopEndsATaskForGood() {
    String id = lab.runV1("t");
    lab.clock.advance("PT1S");
    assertThat(lab.actV1(id, "stop").status()).isEqualTo(200);
    lab.actV1(id, "resume");
    assertThat(status(id)).isEqualTo("stopped");
    assertThat(lab.viewV1(id).json().get("live_url").isNull()).isTrue();
    RecordedTask recorded = lab.emulator.tasks().get(0);
    assertThat(recorded.stops()).isEqualTo(1);
    assertThat(recorded.stoppedAt()).isEqualTo("2026-03-01T10:00:01Z");
  }

  @Test
  void aTaskMayIgnoreAStop() {
    lab.scenario(Scenario.newBuilder().ignoreStop(true));
    String id = lab.runV1("t");
    lab.clock.advance("PT1S");
    assertThat(lab.actV1(id, "stop").status()).isEqualTo(200);
    assertThat(status(id)).isEqualTo("running");
    assertThat(lab.emulator.tasks().get(0).stops()).isEqualTo(1);
  }

  @Test
  void whatIsMadeThroughOneVersionIsInvisibleInTheOther() {
    String v1 = lab.runV1("one");
    String v2 = lab.create("two");
    assertThat(lab.viewV1(v2).status()).isEqualTo(404);
    assertThat(lab.actV1(v2, "stop").status()).isEqualTo(404);
    assertThat(lab.view(v1).status()).isEqualTo(404);
    assertThat(lab.act(v1, "stop").status()).isEqualTo(404);
    assertThat(lab.get(V2 + "/tasks/" + v1 + "/logs").status()).isEqualTo(404);
    assertThat(lab.get(V1 + "/tasks").json().findValuesAsText("id")).containsExactly(v1);
    assertThat(lab.get(V2 + "/tasks").json().findValuesAsText("id")).containsExactly(v2);
    assertThat(lab.emulator.tasks())
        .extracting(RecordedTask::id, RecordedTask::apiVersion)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(v1, "v1"),
            org.assertj.core.groups.Tuple.tuple(v2, "v2"));
    assertThat(lab.emulator.tasks()).allMatch(task -> task.stops() == 0);
  }

  @Test
  void aSessionCountsTowardsTheLimitButIsNotShown() {
    String first = lab.runV1("t");
    lab.runV1("t");
    Got refused = lab.runV1With("{\"task\": \"t\"}");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.at("detail")).startsWith("Too many concurrent active sessions.");
    assertThat(lab.createWith("{\"task\": \"t\"}").status()).isEqualTo(429);
    assertThat(lab.get(V2 + "/sessions").at("totalItems")).isEqualTo("0");
    String session = lab.emulator.tasks().get(0).sessionId();
    assertThat(lab.get(V2 + "/sessions/" + session).status()).isEqualTo(404);
    lab.actV1(first, "stop");
    assertThat(lab.createWith("{\"task\": \"t\"}").status()).isEqualTo(202);
  }

  @Test
  void aSharedTaskHasAPageForEverybody() {
    lab.scenario(Scenario.newBuilder().output("2 < 3 & 4"));
    String id = lab.runV1With("{\"task\": \"<b>t\", \"enable_public_share\": true}").at("id");
    lab.clock.advance("PT1M");
    String link = lab.viewV1(id).at("public_share_url");
    Got page = lab.send(HttpRequest.newBuilder(java.net.URI.create(link)).GET());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("&lt;b&gt;t", "finished", "2 &lt; 3 &amp; 4");
    assertThat(view("t").json().get("public_share_url").isNull()).isTrue();
  }

  @Test
  void anOutputFileIsFetchedByItsName() {
    lab.scenario(Scenario.newBuilder().outputFiles(List.of(Scenario.File.of("ä b.csv", "1;ü"))));
    String id = view("t").at("id");
    assertThat(lab.viewV1(id).at("output_files/0")).isEqualTo("ä b.csv");
    Got link = lab.get(V1 + "/task/" + id + "/output-file/%C3%A4%20b.csv");
    Got file = lab.send(HttpRequest.newBuilder(java.net.URI.create(link.at("download_url"))).GET());
    assertThat(file.text()).isEqualTo("1;ü");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"00000000-0000-4000-8000-000000000000", "task_1234567890abcdef", "1-1-1-1-1"})
  void anIdOfNoTaskIsNotFoundWhateverItsForm(String id) {
    for (Got got :
        new Got[] {
          lab.viewV1(id),
          lab.get(V1 + "/task/" + id + "/status"),
          lab.get(V1 + "/task/" + id + "/output-file/a.txt"),
          lab.actV1(id, "stop"),
          lab.actV1(id, "pause"),
          lab.actV1(id, "resume")
        }) {
      assertThat(got.status()).isEqualTo(404);
      assertThat(got.text()).isEqualTo("{\"detail\":\"Task not found\"}");
    }
  }

  @Test
  void readsAreCountedAndRoutesAreCountedByTemplate() {
    String id = lab.runV1("t");
    status(id);
    lab.viewV1(id);
    lab.get(V1 + "/tasks");
    lab.actV1(id, "stop");
    assertThat(lab.emulator.tasks().get(0).reads()).isEqualTo(2);
    JsonNode counts = lab.get("/__admin/requests").json();
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
    lab.emulator.addFault(Fault.on("POST", "/run-task$").status(500).commit().times(1).build());
    assertThat(lab.runV1With("{\"task\": \"t\"}").status()).isEqualTo(500);
    assertThat(lab.emulator.tasks()).hasSize(1);
  }

  private String status(String id) {
    return lab.get(V1 + "/task/" + id + "/status").json().textValue();
  }

  private Got view(String text) {
    String id = lab.runV1(text);
    lab.clock.advance("PT1M");
    return lab.viewV1(id);
  }
}
