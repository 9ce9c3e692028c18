package com.browseruse.temporal.client.internal.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.client.internal.http.JsonBody;
import com.browseruse.temporal.client.internal.http.UnreadableResponseException;
import com.browseruse.temporal.task.SampleTasks;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class V2ResponsesTest {

  private static final String LEAST = "\"id\":\"t\",\"status\":\"created\"";

  @Test
  void aTaskIsReadWhole() throws Exception {
    Task task =
        V2Responses.task(
            body(
                """
                {"id": "t", "sessionId": "s", "llm": "m", "task": "T", "status": "finished",
                 "createdAt": "2026-08-01T10:00:00Z", "startedAt": "2026-08-01T10:00:01",
                 "finishedAt": "2026-08-01T12:00:02.5+02:00",
                 "metadata": {"a": "b", "n": 1, "deep": {"x": [true]}},
                 "steps": [{"number": 1, "memory": "m1", "evaluationPreviousGoal": "ok",
                            "nextGoal": "go", "url": "https://a.example", "duration": 1.25,
                            "screenshotUrl": "https://p.example/1.png",
                            "actions": ["{\\"click\\":1}"]}],
                 "outputFiles": [{"id": "f", "fileName": "a.csv"}],
                 "output": "done", "isSuccess": true, "judgement": "{}", "judgeVerdict": false,
                 "cost": "0.0123", "browserUseVersion": "0.9", "suggestions": [{"x": 1}],
                 "brandNew": null}
                """));

    assertThat(task)
        .isEqualTo(
            new Task(
                "t",
                "s",
                "m",
                "0.9",
                "T",
                TaskStatus.FINISHED,
                Instant.parse("2026-08-01T10:00:00Z"),
                Instant.parse("2026-08-01T10:00:01Z"),
                Instant.parse("2026-08-01T10:00:02.5Z"),
                Map.of("a", "b", "n", 1, "deep", Map.of("x", List.of(true))),
                List.of(
                    new Task.Step(
                        1,
                        "go",
                        "https://a.example",
                        "m1",
                        "ok",
                        List.of("{\"click\":1}"),
                        "https://p.example/1.png",
                        Duration.ofMillis(1250))),
                List.of(new Task.OutputFile("f", "a.csv")),
                "done",
                true,
                "{}",
                false,
                new BigDecimal("0.0123"),
                null,
                null,
                task.additionalFields()));
    Map<String, Object> beyond = new HashMap<>();
    beyond.put("suggestions", List.of(Map.of("x", 1)));
    beyond.put("brandNew", null);
    assertThat(task.additionalFields()).isEqualTo(beyond);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"steps\":null,\"outputFiles\":null,\"metadata\":null,\"isSuccess\":null,\"cost\":null,"
            + "\"output\":null,\"createdAt\":null,\"sessionId\":null",
        ",\"steps\":{},\"outputFiles\":\"x\",\"metadata\":[1],\"isSuccess\":\"maybe\","
            + "\"cost\":\"cheap\",\"createdAt\":\"yesterday\""
      })
  void whatIsMissingNullOrSenselessIsLeftOut(String fields) throws Exception {
    Task task = V2Responses.task(body("{" + LEAST + fields + "}"));

    assertThat(task)
        .isEqualTo(SampleTasks.bare("t", null, null, TaskStatus.CREATED, null, Map.of()));
  }

  @Test
  void anUnknownStatusPassesAndIsNotTerminal() throws Exception {
    TaskStatus status = V2Responses.task(body("{\"id\":\"t\",\"status\":\"queued\"}")).status();

    assertThat(status.word()).isEqualTo("queued");
    assertThat(status.isTerminal()).isFalse();
  }

  @Test
  void aBareStepHasEmptyTextsAndItsPlaceAsNumber() throws Exception {
    Task task =
        V2Responses.task(
            body("{" + LEAST + ",\"steps\":[{\"duration\":null,\"actions\":null},{}]}"));

    assertThat(task.steps())
        .containsExactly(
            new Task.Step(1, "", "", "", "", List.of(), null, null),
            new Task.Step(2, "", "", "", "", List.of(), null, null));
    assertThat(task.lastStep().number()).isEqualTo(2);
  }

  @Test
  void aFileWithoutAnIdIsLeftOut() throws Exception {
    assertThat(
            V2Responses.task(body("{" + LEAST + ",\"outputFiles\":[{\"fileName\":\"x\"}]}"))
                .outputFiles())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "\"0.05\", 0.05",
        "0.05, 0.05",
        "3, 3",
        "\" 1.50 \", 1.50",
        "\"\", null",
        "\"1e999999\", null",
        "1e400, null",
        "true, null",
        "[], null"
      })
  void aCostIsATextOrANumberOfSaneSize(String written, String cost) throws Exception {
    assertThat(V2Responses.snapshot(body("{" + LEAST + ",\"cost\":" + written + "}")).costUsd())
        .isEqualTo(cost);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {"2, PT2S", "0.0000001, PT0.0000001S", "\"1.5\", PT1.5S", "-1, null", "1e30, null"})
  void aDurationIsInSeconds(String written, Duration duration) throws Exception {
    Task task =
        V2Responses.task(body("{" + LEAST + ",\"steps\":[{\"duration\":" + written + "}]}"));

    assertThat(task.lastStep().duration()).isEqualTo(duration);
  }

  @Test
  void outputThatIsNoTextIsKeptAsJson() throws Exception {
    assertThat(V2Responses.task(body("{" + LEAST + ",\"output\":{\"a\":[1]}}")).output())
        .isEqualTo("{\"a\":[1]}");
  }

  @Test
  void aSnapshotIsRead() throws Exception {
    assertThat(
            V2Responses.snapshot(
                body(
                    "{\"id\":\"t\",\"status\":\"failed\",\"output\":\"o\",\"isSuccess\":false,"
                        + "\"finishedAt\":\"2026-08-01T10:00:00\",\"cost\":\"1\"}")))
        .isEqualTo(
            new TaskSnapshot(
                "t", TaskStatus.FAILED, null, null, "1", Instant.parse("2026-08-01T10:00:00Z")));
  }

  @Test
  void aCreatedTaskIsRead() throws Exception {
    assertThat(V2Responses.created(body("{\"id\":\"t\",\"sessionId\":\"s\",\"more\":1}")))
        .isEqualTo(new Task.Ref("t", "s"));
    // The id is what matters: a task that is known can be stopped.
    assertThat(V2Responses.created(body("{\"id\":\"t\"}"))).isEqualTo(new Task.Ref("t", null));
  }

  @Test
  void aSessionIsRead() throws Exception {
    assertThat(
            V2Responses.session(
                body(
                    "{\"id\":\"s\",\"status\":\"active\",\"liveUrl\":\"https://live.example/1\","
                        + "\"startedAt\":\"2026-08-01T10:00:00Z\",\"finishedAt\":null,"
                        + "\"tasks\":[],\"keepAlive\":true}")))
        .isEqualTo(
            new Session(
                "s",
                "active",
                "https://live.example/1",
                null,
                null,
                true,
                null,
                Instant.parse("2026-08-01T10:00:00Z"),
                null));
  }

  @Test
  void aPageIsReadWithTheServersOwnNumbers() throws Exception {
    Task.Page page =
        V2Responses.page(
            body("{\"items\":[{" + LEAST + "}],\"totalItems\":9,\"pageNumber\":2,\"pageSize\":1}"),
            Task.Query.all().nextPage());

    assertThat(page.items()).extracting(Task::id).containsExactly("t");
    assertThat(List.of(page.totalItems(), page.pageNumber(), page.pageSize()))
        .isEqualTo(List.of(9, 2, 1));
    assertThat(page.hasNext()).isTrue();
  }

  @Test
  void aPageThatIsNotTheOneAskedForIsRefusedSinceReadingOnWouldNeverEnd() {
    assertThatThrownBy(
            () ->
                V2Responses.page(
                    body("{\"items\":[{" + LEAST + "}],\"totalItems\":900,\"pageNumber\":1}"),
                    Task.Query.all().nextPage()))
        .hasMessageContaining("page 2 was asked for, but came 1");
  }

  @Test
  void aPageWithoutItsNumberIsTheOneThatWasAskedFor() throws Exception {
    Task.Page page = V2Responses.page(body("{\"items\":[],\"totalItems\":0}"), Task.Query.all());

    assertThat(Arrays.asList(page.pageNumber(), page.pageSize())).isEqualTo(List.of(1, 100));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"totalItems\":0}",
        "{\"items\":null,\"totalItems\":0}",
        "{\"items\":[]}",
        "{\"items\":[{\"status\":\"created\"}],\"totalItems\":1}",
        "{\"items\":[7],\"totalItems\":1}"
      })
  void aPageThatMayHideATaskIsRefused(String body) {
    assertThatThrownBy(() -> V2Responses.page(body(body), Task.Query.all()))
        .isInstanceOf(UnreadableResponseException.class);
  }

  @Test
  void aLinkIsKeptToTheLetter() throws Exception {
    String link = "https://b.example/a%2Fb?X-Sig=a%2Bb%3D&e=60";

    assertThat(V2Responses.downloadUrl(body("{\"downloadUrl\":\"" + link + "\"}")))
        .isEqualTo(URI.create(link));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"file:///etc/passwd\"", "\"/x\"", "\"https://a b\""})
  void aLinkThatLeadsNowhereOnTheWebIsRefusedAndNotQuoted(String link) {
    assertThatThrownBy(() -> V2Responses.downloadUrl(body("{\"downloadUrl\":" + link + "}")))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageNotContainingAny("passwd", "a b")
        .hasNoCause();
  }

  private static JsonBody body(String text) {
    return new JsonBody(new Buffer().writeUtf8(text));
  }
}
