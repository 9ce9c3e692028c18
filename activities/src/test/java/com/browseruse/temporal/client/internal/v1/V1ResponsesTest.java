package com.browseruse.temporal.client.internal.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.client.internal.http.UnreadableResponseException;
import com.browseruse.temporal.task.SampleTasks;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class V1ResponsesTest {

  private static final String LEAST = "\"id\":\"t\",\"status\":\"created\"";

  @Test
  void aTaskIsReadWhole() throws Exception {
    Task task =
        task(
            """
            {"id": "t", "task": "T", "output": "done", "status": "finished",
             "created_at": "2026-08-01T10:00:00Z", "finished_at": "2026-08-01T10:00:02.5",
             "live_url": "https://live.example/t", "public_share_url": "https://share.example/t",
             "steps": [{"id": "x", "step": 1, "next_goal": "go", "url": "https://a.example",
                        "evaluation_previous_goal": "ok", "memory": "m"}],
             "output_files": ["a.csv", "b c.txt"], "user_uploaded_files": ["in.pdf"],
             "browser_data": {"cookies": [{"value": "hunter2"}]},
             "metadata": {"a": "b"}, "brand_new": 1}
            """);

    assertThat(task)
        .isEqualTo(
            new Task(
                "t",
                null,
                null,
                null,
                "T",
                TaskStatus.FINISHED,
                Instant.parse("2026-08-01T10:00:00Z"),
                null,
                Instant.parse("2026-08-01T10:00:02.5Z"),
                Map.of("a", "b"),
                List.of(
                    new Task.Step(1, "go", "https://a.example", "m", "ok", List.of(), null, null)),
                List.of(
                    new Task.OutputFile("a.csv", "a.csv"),
                    new Task.OutputFile("b c.txt", "b c.txt")),
                "done",
                true,
                null,
                null,
                null,
                "https://live.example/t",
                "https://share.example/t",
                Map.of("user_uploaded_files", List.of("in.pdf"), "brand_new", 1)));
  }

  @Test
  void whatTheBrowserHasSavedIsNotKeptSinceItHoldsCookies() throws Exception {
    Task task = task("{" + LEAST + ",\"browser_data\":{\"cookies\":[\"hunter2\"]}}");

    assertThat(task.toString()).doesNotContain("hunter2", "browser_data");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"steps\":null,\"output_files\":null,\"metadata\":null,\"output\":null,"
            + "\"created_at\":null,\"live_url\":null",
        ",\"steps\":{},\"output_files\":\"x\",\"metadata\":[1],\"created_at\":\"yesterday\""
      })
  void whatIsMissingNullOrSenselessIsLeftOut(String fields) throws Exception {
    assertThat(task("{" + LEAST + fields + "}"))
        .isEqualTo(SampleTasks.bare("t", null, null, TaskStatus.CREATED, null, Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "created, created, null",
        "running, started, null",
        "finished, finished, true",
        "stopped, stopped, null",
        "paused, paused, null",
        "failed, failed, null",
        "queued, queued, null"
      })
  void finishedIsSuccessAndRunningIsStarted(String word, TaskStatus status, Boolean isSuccess)
      throws Exception {
    Task task = task("{\"id\":\"t\",\"status\":\"" + word + "\"}");

    assertThat(task.status()).isEqualTo(status);
    assertThat(task.isSuccess()).isEqualTo(isSuccess);
    assertThat(V1Responses.state("t", "\"" + word + "\""))
        .isEqualTo(TaskSnapshot.of("t", status, null));
  }

  @Test
  void aStepIsNumberedByTheServerOrByItsPlace() throws Exception {
    Task task =
        task(
            "{"
                + LEAST
                + ",\"steps\":[{\"step\":4},{\"number\":5},{\"step\":0},{\"step\":\"x\"},7,null]}");

    assertThat(task.steps()).extracting(Task.Step::number).containsExactly(4, 5, 3, 4, 5, 6);
  }

  @Test
  void aFileWithoutANameIsLeftOut() throws Exception {
    assertThat(task("{" + LEAST + ",\"output_files\":[\"\",null,{\"a\":1},\"x\"]}").outputFiles())
        .containsExactly(new Task.OutputFile("x", "x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"running\"",
        " \"running\"\n",
        "running",
        "running\n",
        "{\"status\":\"running\"}",
        "{\"id\":\"t\",\"status\":\"running\",\"output\":null}"
      })
  void aStatusIsABareTextWithOrWithoutQuotesOrAField(String body) throws Exception {
    assertThat(V1Responses.state("t", body).status()).isEqualTo(TaskStatus.STARTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"\"",
        "\" \"",
        "null",
        "true",
        "7",
        "[]",
        "[\"running\"]",
        "{}",
        "{\"status\":null}",
        "\"runn",
        "is running",
        "<html>running</html>",
        "\"running\" \"finished\""
      })
  void aBodyWithoutAStatusIsNoStatus(String body) {
    assertThatThrownBy(() -> V1Responses.state("t", body))
        .isInstanceOf(UnreadableResponseException.class);
  }

  @Test
  void aLinkIsKeptToTheLetter() throws Exception {
    String link = "https://b.example/a%2Fb?X-Sig=a%2Bb%3D&e=60";

    assertThat(V1Responses.downloadUrl(V1Bodies.body("{\"download_url\":\"" + link + "\"}")))
        .isEqualTo(URI.create(link));
  }

  private static Task task(String text) throws Exception {
    return V1Responses.task(V1Bodies.body(text));
  }
}
