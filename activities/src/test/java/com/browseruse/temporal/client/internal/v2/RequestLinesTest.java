package com.browseruse.temporal.client.internal.v2;

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

  private static final String LINK = "{\"downloadUrl\":\"https://files.example/x\"}";
  private static final String PAGE =
      "{\"items\":[],\"totalItems\":0,\"pageNumber\":1,\"pageSize\":100}";
  private static final String SESSION = "{\"id\":\"s-1\",\"status\":\"active\"}";

  private static final String SHARE = "{\"shareUrl\":\"https://share.example/s-1\"}";

  @RegisterExtension final Api api = new Api();

  static Stream<Arguments> calls() {
    return Stream.of(
        call(
            "POST /api/v2/tasks",
            Api.TASK,
            c -> c.createTask(buyMilk()),
            "{\"task\":\"Buy milk\"}"),
        call("GET /api/v2/tasks/t-1", Api.TASK, c -> c.getTask("t-1"), ""),
        call("GET /api/v2/tasks/t-1/status", Api.TASK, c -> c.getTaskSnapshot("t-1"), ""),
        update(Task.Action.STOP, "stop"),
        update(Task.Action.STOP_TASK_AND_SESSION, "stop_task_and_session"),
        update(Task.Action.PAUSE, "pause"),
        update(Task.Action.RESUME, "resume"),
        call("GET /api/v2/tasks/t-1/logs", LINK, c -> c.getTaskLogs("t-1"), ""),
        call(
            "GET /api/v2/files/tasks/t-1/output-files/f-1",
            LINK,
            c -> c.getOutputFile("t-1", "f-1"),
            ""),
        call(
            "GET /api/v2/tasks?pageSize=100&pageNumber=1",
            PAGE,
            c -> c.listTasks(Task.Query.all()),
            ""),
        call("GET /api/v2/sessions/s-1", SESSION, c -> c.sessions().get("s-1"), ""),
        call("DELETE /api/v2/sessions/s-1", "", c -> c.sessions().delete("s-1"), ""),
        call("POST /api/v2/sessions/s-1/public-share", SHARE, c -> c.sessions().share("s-1"), ""),
        call("GET /api/v2/sessions/s-1/public-share", SHARE, c -> c.sessions().getShare("s-1"), ""),
        call("DELETE /api/v2/sessions/s-1/public-share", "", c -> c.sessions().unshare("s-1"), ""));
  }

  @ParameterizedTest(name = "{0} {3}")
  @MethodSource("calls")
  void everyCallHasItsRouteItsHeadersAndItsBody(
      String line, String answer, Consumer<BrowserUseClient> call, String body) throws Exception {
    api.answers(200, answer);

    call.accept(api.client());

    RecordedRequest request = api.request();
    assertThat(request.getMethod() + " " + request.getTarget()).isEqualTo(line);
    assertThat(request.getHeaders().get("X-Browser-Use-API-Key")).isEqualTo(Api.KEY);
    assertThat(request.getHeaders().get("User-Agent")).isEqualTo("browser-use-temporal");
    assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
    assertThat(request.getHeaders().get("Content-Type"))
        .isEqualTo(body.isEmpty() ? null : "application/json");
    assertThat(request.getBody() == null ? "" : request.getBody().utf8()).isEqualTo(body);
    assertThat(api.requests()).isEqualTo(1);
  }

  @Test
  void aListIsFilteredByAllThatIsSet() throws Exception {
    api.answers(200, PAGE);

    api.client()
        .listTasks(
            new Task.Query(
                20,
                3,
                "s 1&x",
                TaskStatus.FAILED,
                Instant.parse("2026-08-01T10:00:00Z"),
                Instant.parse("2026-08-01T11:00:00.5Z")));

    assertThat(api.request().getTarget())
        .isEqualTo(
            "/api/v2/tasks?pageSize=20&pageNumber=3&sessionId=s%201%26x&filterBy=failed"
                + "&after=2026-08-01T10%3A00%3A00Z&before=2026-08-01T11%3A00%3A00.500Z");
  }

  @Test
  void instantsFinerThanTheServersAreRoundedSoThatNoTaskIsLost() throws Exception {
    api.answers(200, PAGE);
    Instant fine = Instant.parse("2026-08-01T10:00:00.123456789Z");

    api.client().listTasks(new Task.Query(1, 1, null, null, fine, fine));

    assertThat(api.request().getTarget())
        .endsWith("&after=2026-08-01T10%3A00%3A00.123456Z&before=2026-08-01T10%3A00%3A00.123457Z");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", ".", "..", "t-1/logs", "../sessions", "a\\b", "a\nb"})
  void anIdThatCouldLeadToAnotherRouteIsNotSent(String id) {
    BrowserUseClient client = api.client();

    assertThatThrownBy(() -> client.getTask(id)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client.getTaskSnapshot(id))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client.getTaskLogs(id)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client.sessions().get(id))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client.getOutputFile("t-1", id))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client.updateTask(id, Task.Action.STOP))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(api.requests()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"a?b=c, a%3Fb=c", "a#b, a%23b", "a%2Fb, a%252Fb", "%2e%2e, %252e%252e", "ü, %C3%BC"})
  void anOddIdIsEncodedIntoOneSegment(String id, String segment) throws Exception {
    api.answers(200, Api.TASK);

    api.client().getTask(id);

    assertThat(api.request().getTarget()).isEqualTo("/api/v2/tasks/" + segment);
  }

  private static TaskRequest buyMilk() {
    return TaskRequest.newBuilder("Buy milk").build();
  }

  private static Arguments update(Task.Action action, String word) {
    return call(
        "PATCH /api/v2/tasks/t-1",
        Api.TASK,
        c -> c.updateTask("t-1", action),
        "{\"action\":\"" + word + "\"}");
  }

  private static Arguments call(
      String line, String answer, Consumer<BrowserUseClient> call, String body) {
    return Arguments.of(line, answer, call, body);
  }
}
