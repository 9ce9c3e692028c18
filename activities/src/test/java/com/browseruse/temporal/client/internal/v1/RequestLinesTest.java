package com.browseruse.temporal.client.internal.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.client.Api;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.TaskStatus;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLinesTest {

  @RegisterExtension final Api api = V1Bodies.api();

  static Stream<Arguments> calls() {
    return Stream.of(
        call(
            "POST /api/v1/run-task",
            "{\"id\":\"t-1\"}",
            c -> c.createTask(TaskRequest.newBuilder("Buy milk").build()),
            "{\"task\":\"Buy milk\"}"),
        call("GET /api/v1/task/t-1", V1Bodies.TASK, c -> c.getTask("t-1"), ""),
        call("GET /api/v1/task/t-1/status", "\"running\"", c -> c.getTaskSnapshot("t-1"), ""),
        call(
            "GET /api/v1/task/t-1/output-file/a%20b.csv",
            V1Bodies.LINK, c -> c.getOutputFile("t-1", "a b.csv"), ""),
        call(
            "GET /api/v1/tasks?page=1&limit=100",
            V1Bodies.EMPTY_PAGE,
            c -> c.listTasks(Task.Query.all()),
            ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void everyCallHasItsRouteItsHeadersAndItsBody(
      String line, String answer, Consumer<BrowserUseClient> call, String body) throws Exception {
    api.answers(200, answer);

    call.accept(api.client());

    RecordedRequest request = api.request();
    assertThat(request.getMethod() + " " + request.getTarget()).isEqualTo(line);
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + Api.KEY);
    assertThat(request.getHeaders().get("X-Browser-Use-API-Key")).isNull();
    assertThat(request.getHeaders().get("User-Agent")).isEqualTo("browser-use-temporal");
    assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
    assertThat(request.getHeaders().get("Content-Type"))
        .isEqualTo(body.isEmpty() ? null : "application/json");
    assertThat(request.getBody() == null ? "" : request.getBody().utf8()).isEqualTo(body);
    assertThat(api.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, stop-task, ''",
    "STOP_TASK_AND_SESSION, stop-task, {}",
    "PAUSE, pause-task, null",
    "RESUME, resume-task, OK"
  })
  void anActionIsFollowedByALookAtTheTask(Task.Action action, String route, String answer)
      throws Exception {
    api.answers(200, answer).answers(200, V1Bodies.TASK);

    Task task = api.client().updateTask("t 1", action);

    assertThat(task.status()).isEqualTo(TaskStatus.STARTED);
    RecordedRequest request = api.request();
    assertThat(request.getMethod() + " " + request.getTarget())
        .isEqualTo("PUT /api/v1/" + route + "?task_id=t%201");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + Api.KEY);
    assertThat(request.getHeaders().get("Content-Length")).isEqualTo("0");
    assertThat(api.request().getTarget()).isEqualTo("/api/v1/task/t%201");
    assertThat(api.requests()).isEqualTo(2);
  }

  @Test
  void aCreatedTaskHasNoSession() {
    api.answers(200, "{\"id\":\"t-1\"}");

    assertThat(api.client().createTask(TaskRequest.newBuilder("T").build()))
        .isEqualTo(new Task.Ref("t-1", null));
  }

  @Test
  void aListIsAskedForByPageOnlySinceTheServerHasNoFilters() throws Exception {
    api.answers(200, V1Bodies.EMPTY_PAGE);
    Instant now = Instant.parse("2026-08-01T10:00:00Z");

    api.client().listTasks(new Task.Query(20, 3, null, TaskStatus.FAILED, now, now));

    assertThat(api.request().getTarget()).isEqualTo("/api/v1/tasks?page=3&limit=20");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", ".", "..", "t-1/status", "../tasks", "a\\b", "a\nb"})
  void anIdThatCouldLeadToAnotherRouteIsNotSent(String id) {
    BrowserUseClient client = api.client();

    assertThatThrownBy(() -> client.getTask(id)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client.getTaskSnapshot(id))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client.getOutputFile("t-1", id))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client.updateTask(id, Task.Action.STOP))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(api.requests()).isZero();
  }

  private static Arguments call(
      String line, String answer, Consumer<BrowserUseClient> call, String body) {
    return Arguments.of(line, answer, call, body);
  }
}
