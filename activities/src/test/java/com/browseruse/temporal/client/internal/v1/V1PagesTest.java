package com.browseruse.temporal.client.internal.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.client.internal.http.UnreadableResponseException;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskStatus;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks of these tests are named after the minute of their creation. */
class V1PagesTest {

  private static final Task.Query ALL = new Task.Query(3, 1, null, null, null, null);

  @Test
  void anItemDoesNotTellItsMetadata() throws Exception {
    Task.Page page = read(page("12,11", ",\"total_count\":2"), ALL);

    assertThat(page.items()).extracting(Task::metadata).containsOnlyNulls();
    assertThat(page.items()).extracting(Task::status).containsOnly(TaskStatus.STARTED);
    assertThat(page.items()).extracting(Task::liveUrl).containsOnly("https://live.example/1");
    assertThat(page.totalItems()).isEqualTo(2);
    assertThat(page.hasNext()).isFalse();
  }

  @Test
  void aServerThatTellsTheMetadataIsBelieved() throws Exception {
    Task.Page page =
        read(
            "{\"tasks\":[{\"id\":\"t\",\"status\":\"s\",\"metadata\":{\"a\":\"b\"}}],"
                + "\"total_count\":1}",
            ALL);

    assertThat(page.items().get(0).metadata()).containsEntry("a", "b");
  }

  @Test
  void tasksAreFilteredByStatusInTheWordsOfTheVocabulary() throws Exception {
    String body =
        "{\"tasks\":[{\"id\":\"a\",\"status\":\"running\"},{\"id\":\"b\",\"status\":\"paused\"}],"
            + "\"total_count\":2}";

    assertThat(ids(read(body, status(TaskStatus.STARTED)))).isEqualTo("a");
    assertThat(ids(read(body, status(new TaskStatus("running"))))).isEqualTo("a");
    assertThat(ids(read(body, status(TaskStatus.PAUSED)))).isEqualTo("b");
    assertThat(ids(read(body, status(TaskStatus.FAILED)))).isEmpty();
  }

  @Test
  void tasksAreFilteredByAgeAndOneThatMayMatchIsKept() throws Exception {
    String body = page("14,13,null,12,11,10", ",\"total_count\":6");

    assertThat(ids(read(body, created("11", "13")))).isEqualTo("13,null,12,11");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        // number, limit, what is told, whether there is more
        "1, 2, ',\"total_count\":3', true",
        "2, 3, ',\"total_count\":4', false",
        "1, 2, ',\"total_pages\":2', true",
        "2, 3, ',\"total_pages\":2', false",
        // A full page may be followed by another, whatever the server counts (api 10).
        "2, 2, ',\"total_count\":1', true",
        "2, 2, ',\"total_pages\":2', true",
        "1, 2, ',\"total_count\":2,\"total_pages\":2', true",
        "1, 2, ',\"total_count\":3,\"total_pages\":1', true"
      })
  void thereIsMoreIfTheServersOwnNumbersSaySo(int number, int limit, String told, boolean more)
      throws Exception {
    String body = page("12,11", told + ",\"page\":" + number + ",\"limit\":" + limit);

    // The server may put fewer on a page than it was asked for.
    assertThat(read(body, new Task.Query(50, number, null, null, null, null)).hasNext())
        .isEqualTo(more);
  }

  @Test
  void aPageOfWhichNothingMatchesIsNotTheLast() throws Exception {
    Task.Page page = read(page("12,11,10", ",\"total_count\":9"), status(TaskStatus.FAILED));

    assertThat(page.items()).isEmpty();
    assertThat(page.hasNext()).isTrue();
  }

  @Test
  void anEmptyPageIsTheLastWhateverTheNumbersSay() throws Exception {
    assertThat(read("{\"tasks\":[],\"total_count\":9,\"total_pages\":9}", ALL).hasNext()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'12,11,10', false",
    "'12,11,11', true",
    "'13,12,11', true",
    "'12,null,10', true",
    "'12,11,null', true",
    "'12,13,10', true",
    "'10,11,12', true",
    "'10,10,10', false"
  })
  void readingEndsOnceTheNewestFirstAreOlderThanWhatIsAskedFor(String tasks, boolean more)
      throws Exception {
    assertThat(read(page(tasks, ",\"total_count\":99"), created("11", null)).hasNext())
        .isEqualTo(more);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"total_count\":0}",
        "{\"tasks\":null,\"total_count\":0}",
        "{\"tasks\":{},\"total_count\":0}",
        "{\"tasks\":[]}",
        "{\"tasks\":[{\"status\":\"created\"}],\"total_count\":1}",
        "{\"tasks\":[{\"id\":\"t\"}],\"total_count\":1}",
        "{\"tasks\":[7],\"total_count\":1}",
        "{\"tasks\":[{\"id\":\"t\",\"status\":\"s\"}],\"total_count\":9,\"page\":2}",
        "[]"
      })
  void aPageThatMayHideATaskIsRefused(String body) {
    assertThatThrownBy(() -> read(body, ALL)).isInstanceOf(UnreadableResponseException.class);
  }

  private static Task.Page read(String body, Task.Query query) throws Exception {
    return V1Responses.page(V1Bodies.body(body), query);
  }

  private static Task.Query status(TaskStatus status) {
    return new Task.Query(3, 1, null, status, null, null);
  }

  private static Task.Query created(String after, String before) {
    return new Task.Query(3, 1, null, null, instant(after), instant(before));
  }

  private static Instant instant(String minute) {
    return minute == null ? null : Instant.parse("2026-08-01T10:" + minute + ":00Z");
  }

  private static String ids(Task.Page page) {
    return page.items().stream().map(Task::id).collect(Collectors.joining(","));
  }

  private static String page(String minutes, String numbers) {
    return Stream.of(minutes.split(","))
        .map(
            minute ->
                "{\"id\":\"%s\",\"status\":\"running\",\"live_url\":\"https://live.example/1\","
                        .formatted(minute)
                    + "\"created_at\":%s}"
                        .formatted(minute.equals("null") ? null : '"' + "" + instant(minute) + '"'))
        .collect(Collectors.joining(",", "{\"tasks\":[", "]" + numbers + "}"));
  }
}
