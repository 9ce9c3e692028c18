package com.browseruse.temporal.testing.internal.v2;

import static com.browseruse.temporal.testing.EmulatorFixture.V2;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.EmulatorFixture;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.testing.internal.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class V2ListTest {

  private final EmulatorFixture fixture = new EmulatorFixture(builder -> builder.sessionLimit(100));

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void isPagedNewestFirst() {
    List<String> ids = createEverySecond(23);
    assertThat(list("pageSize=10&pageNumber=1")).containsExactlyElementsOf(newest(ids, 0, 10));
    assertThat(list("pageSize=10&pageNumber=3")).containsExactlyElementsOf(newest(ids, 20, 23));
    assertThat(list("pageSize=10&pageNumber=4")).isEmpty();
    assertThat(list("pageNumber=2147483647&pageSize=100")).isEmpty();
    JsonNode page = fixture.get(V2 + "/tasks").json();
    assertThat(page.get("items")).hasSize(10);
    assertThat(page.get("totalItems").intValue()).isEqualTo(23);
    assertThat(page.get("pageNumber").intValue()).isEqualTo(1);
    assertThat(page.get("pageSize").intValue()).isEqualTo(10);
  }

  @Test
  void itemsCarryMetadataButNoSteps() {
    fixture.createWith("{\"task\": \"t\", \"metadata\": {\"k\": \"v\"}}");
    JsonNode item = fixture.get(V2 + "/tasks").json().at("/items/0");
    assertThat(item.at("/metadata/k").textValue()).isEqualTo("v");
    assertThat(item.has("steps")).isFalse();
    assertThat(item.has("outputFiles")).isFalse();
  }

  @Test
  void canBeFilteredByStatus() {
    fixture.scenario(Scenario.matching("fail").outcome(Scenario.Outcome.FAILED));
    String failed = fixture.create("fail");
    String finished = fixture.create("work");
    String stopped = fixture.create("stop");
    fixture.act(stopped, "stop");
    fixture.clock.advance("PT1M");
    String started = fixture.create("run");
    fixture.clock.advance("PT1S");
    String created = fixture.create("wait");
    assertThat(list("filterBy=failed")).containsExactly(failed);
    assertThat(list("filterBy=finished")).containsExactly(finished);
    assertThat(list("filterBy=stopped")).containsExactly(stopped);
    assertThat(list("filterBy=started")).containsExactly(started);
    assertThat(list("filterBy=created")).containsExactly(created);
  }

  @Test
  void canBeFilteredBySession() {
    fixture.create("another");
    String session = fixture.post(V2 + "/sessions", "{}").at("id");
    String body = Json.object().put("task", "t").put("sessionId", session).toString();
    String id = fixture.createWith(body).at("id");
    assertThat(list("sessionId=" + session)).containsExactly(id);
    assertThat(list("sessionId=" + session.replace("-", ""))).containsExactly(id);
    assertThat(fixture.view(id.replace("-", "")).at("id")).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({
    "after=2026-03-01T10:00:03Z, 3, 5",
    "after=2026-03-01T10:00:03, 3, 5",
    "after=2026-03-01T12:00:03%2B02:00, 3, 5",
    "after=2026-03-01T10:00:03.000001Z, 4, 5",
    "after=2026-03-01t10:00:03z, 3, 5",
    "after=2026-03-01%2010:00:03Z, 3, 5",
    "after=2026-03-01+10:00:03, 3, 5",
    "after=2026-03-02, 5, 5",
    "before=2026-03-01T10:00:01Z, 0, 2",
    "after=2026-03-01T10:00:01Z&before=2026-03-01T10:00:02.5Z, 1, 3",
  })
  void canBeFilteredByTimeOfCreation(String query, int from, int to) {
    List<String> ids = createEverySecond(5);
    assertThat(list(query)).containsExactlyInAnyOrderElementsOf(ids.subList(from, to));
  }

  @Test
  void aTaskIsNotNewerThanTheTimeItShows() {
    fixture.clock.advance("PT0.0000009S");
    String id = fixture.create("t");
    String shown = fixture.view(id).at("createdAt");
    assertThat(list("before=" + shown)).containsExactly(id);
    assertThat(list("after=" + shown)).containsExactly(id);
  }

  @Test
  void aNewTaskMayShowUpLate() {
    fixture.emulator.setListLag(Duration.ofSeconds(2));
    String id = fixture.create("t");
    assertThat(list("")).isEmpty();
    assertThat(fixture.view(id).status()).isEqualTo(200);
    fixture.clock.advance("PT1.999S");
    assertThat(list("")).isEmpty();
    fixture.clock.advance("PT0.001S");
    assertThat(list("")).containsExactly(id);
  }

  private List<String> createEverySecond(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              String id = fixture.create("task " + i);
              fixture.clock.advance("PT1S");
              return id;
            })
        .toList();
  }

  private static List<String> newest(List<String> ids, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> ids.get(ids.size() - 1 - i)).toList();
  }

  private List<String> list(String query) {
    JsonNode items = fixture.get(V2 + "/tasks?" + query).json().get("items");
    return StreamSupport.stream(items.spliterator(), false).map(t -> t.get("id").asText()).toList();
  }
}
