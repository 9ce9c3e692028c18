package com.browseruse.temporal.client.internal.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.client.Api;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.Traces;
import com.browseruse.temporal.client.internal.http.CallExecutor;
import com.browseruse.temporal.client.internal.http.JsonBody;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.TaskStatus;
import java.io.IOException;
import java.util.Arrays;
import mockwebserver3.MockResponse;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenResponsesTest {

  @RegisterExtension final Api api = new Api();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "null",
        "[]",
        "\"t-1\"",
        "{}",
        "{\"id\":null,\"status\":\"started\"}",
        "{\"id\":\"\",\"status\":\"started\"}",
        "{\"id\":\"t-1\",\"status\":\"sta",
        "{\"id\":\"t-1\",\"status\":\"started\"} {}",
        "<html>Welcome to the hotel</html>",
        "\u0000\u0001"
      })
  void aSuccessThatCannotBeReadIsUnexpectedAndOpenUnlessTheCallOnlyReads(String body) {
    // A create, a stop with the read that follows it, and a read.
    for (int i = 0; i < 4; i++) {
      api.answers(200, body);
    }

    assertThat(unexpected(this::create).mayHaveTakenEffect()).isTrue();
    assertThat(unexpected(this::stop).mayHaveTakenEffect()).isTrue();
    assertThat(unexpected(this::read).mayHaveTakenEffect()).isFalse();
  }

  /** Whatever a stop is answered with, a 2xx means that it was accepted (api 2). */
  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "204, ''",
        "200, ''",
        "200, <html>Done</html>",
        "200, '{\"status\": \"ok\"}'",
        "202, '{\"message\": \"accepted\"}'",
        "200, '{\"id\": \"t-1\"}'"
      })
  void aStopThatIsAcceptedInOtherWordsIsFollowedByARead(int status, String body) throws Exception {
    api.answers(status, body).answers(200, Api.TASK);

    Task task = api.client().updateTask("t-1", Task.Action.STOP);

    assertThat(task.status()).isEqualTo(TaskStatus.STARTED);
    assertThat(api.requests()).isEqualTo(2);
  }

  @Test
  void aTaskWithoutAStatusIsUnexpected() {
    api.answers(200, "{\"id\":\"t-1\"}");

    assertThat(unexpected(this::read))
        .hasMessage("GET /tasks/t-1 was answered with 200: the body has no status");
  }

  @Test
  void theErrorDoesNotQuoteTheAnswer() {
    api.answers(200, "{\"liveUrl\":\"https://live.example/hunter2\",\"id\": hunter2}");

    assertThat(unexpected(this::read))
        .hasStackTraceContaining("the body is not JSON, or was cut short at byte")
        .satisfies(e -> assertThat(Traces.of(e)).doesNotContain("hunter2"));
  }

  @Test
  void aBodyWithoutEndIsNotReadToItsEnd() throws Exception {
    api.answers(blanks(200, JsonBody.MAX_SHORT + 1));

    assertThat(unexpected(this::create))
        .hasMessage("POST /tasks was answered with 200: the body is longer than 1048576 bytes");
  }

  @Test
  void aBodyOfTooManyPartsIsNotBuilt() {
    api.answers(
        200, "{\"id\":\"t-1\",\"status\":\"s\",\"steps\":[" + "0,".repeat(1_000_000) + "0]}");

    unexpected(this::read);
  }

  @Test
  void anErrorWithoutEndIsStillThatError() throws Exception {
    api.answers(blanks(500, 10 * CallExecutor.MAX_ERROR_BODY));

    assertThat(failure(this::read)).isInstanceOf(BrowserUseException.Server.class);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "301, https://evil.example/?token=hunter2, ' to https://evil.example'",
        "302, /login, ''",
        "303, null, ''",
        "307, http://evil.example:81/x, ' to http://evil.example'",
        "308, https://evil.example/api/v2/tasks, ' to https://evil.example'"
      })
  void aRedirectIsNotFollowed(int status, String location, String target) {
    for (int i = 0; i < 2; i++) {
      MockResponse.Builder answer = new MockResponse.Builder().code(status);
      api.answers(location == null ? answer : answer.addHeader("Location", location));
    }

    assertThat(unexpected(this::create))
        .hasMessage(
            "POST /tasks was answered with %d: a redirect%s is not followed", status, target);
    assertThat(unexpected(this::read).statusCode()).isEqualTo(status);
    assertThat(api.requests()).isEqualTo(2);
  }

  private void create() {
    api.client().createTask(TaskRequest.newBuilder("T").build());
  }

  private void stop() {
    api.client().updateTask("t-1", Task.Action.STOP);
  }

  private void read() {
    api.client().getTask("t-1");
  }

  private static BrowserUseException unexpected(ThrowingCallable call) {
    return catchThrowableOfType(BrowserUseException.UnexpectedResponse.class, call);
  }

  private static BrowserUseException failure(ThrowingCallable call) {
    return catchThrowableOfType(BrowserUseException.class, call);
  }

  /** Packed, a long body is short on the wire: the limit has to count what it unfolds to. */
  private static MockResponse.Builder blanks(int status, long length) throws IOException {
    Buffer packed = new Buffer();
    try (BufferedSink sink = Okio.buffer(new GzipSink(packed))) {
      byte[] chunk = new byte[1 << 20];
      Arrays.fill(chunk, (byte) ' ');
      for (long left = length; left > 0; left -= chunk.length) {
        sink.write(chunk, 0, (int) Math.min(left, chunk.length));
      }
    }
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Encoding", "gzip")
        .body(packed);
  }
}
