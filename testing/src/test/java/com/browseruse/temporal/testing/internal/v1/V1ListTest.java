package com.browseruse.temporal.testing.internal.v1;

import static com.browseruse.temporal.testing.EmulatorFixture.V1;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.EmulatorFixture;
import com.browseruse.temporal.testing.EmulatorFixture.HttpResult;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class V1ListTest {

  private final EmulatorFixture fixture = new EmulatorFixture(builder -> builder.sessionLimit(200));

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void isPagedNewestFirst() {
    List<String> ids = IntStream.range(0, 23).mapToObj(i -> fixture.runV1("task " + i)).toList();
    assertThat(list("")).hasSize(10).startsWith(ids.get(22), ids.get(21));
    assertThat(list("?page=3&limit=10")).containsExactly(ids.get(2), ids.get(1), ids.get(0));
    assertThat(list("?page=4")).isEmpty();
    assertThat(list("?page=2147483647&limit=100")).isEmpty();
    JsonNode page = fixture.get(V1 + "/tasks?page=2&limit=11").json();
    assertThat(page.get("total_count").intValue()).isEqualTo(23);
    assertThat(page.get("total_pages").intValue()).isEqualTo(3);
    assertThat(page.get("page").intValue()).isEqualTo(2);
    assertThat(page.get("limit").intValue()).isEqualTo(11);
  }

  @Test
  void anEmptyListHasNoPages() {
    assertThat(fixture.get(V1 + "/tasks").text())
        .isEqualTo("{\"tasks\":[],\"total_pages\":0,\"page\":1,\"limit\":10,\"total_count\":0}");
  }

  @Test
  void itemsHaveOutputsButNoMetadata() {
    String id = fixture.runV1With("{\"task\": \"t\", \"metadata\": {\"k\": \"v\"}}").at("id");
    fixture.clock.advance("PT1M");
    JsonNode item = fixture.get(V1 + "/tasks").json().at("/tasks/0");
    assertThat(item.get("id").textValue()).isEqualTo(id);
    assertThat(item.get("output").textValue()).startsWith("Done.");
    assertThat(item.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "id", "task", "output", "status", "created_at", "finished_at", "live_url");
  }

  @Test
  void aNewTaskMayShowUpLate() {
    fixture.emulator.setListLag(Duration.ofSeconds(2));
    String id = fixture.runV1("t");
    assertThat(list("")).isEmpty();
    assertThat(fixture.viewV1(id).status()).isEqualTo(200);
    fixture.clock.advance("PT2S");
    assertThat(list("")).containsExactly(id);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit, greater_than_equal",
    "limit=101, limit, less_than_equal",
    "limit=ten, limit, int_parsing",
    "page=0, page, greater_than_equal",
    "page=, page, int_parsing",
  })
  void boundsAreHeld(String query, String name, String type) {
    HttpResult result = fixture.get(V1 + "/tasks?" + query);
    assertThat(result.status()).isEqualTo(422);
    assertThat(result.at("detail/0/loc/0")).isEqualTo("query");
    assertThat(result.at("detail/0/loc/1")).isEqualTo(name);
    assertThat(result.at("detail/0/type")).isEqualTo(type);
  }

  private List<String> list(String query) {
    return fixture.get(V1 + "/tasks" + query).json().get("tasks").findValuesAsText("id");
  }
}
