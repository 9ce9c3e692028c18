package com.browseruse.temporal.client.internal.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.client.Api;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.Traces;
import com.browseruse.temporal.client.internal.http.ApiCall;
import com.browseruse.temporal.task.TaskRequest;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyIsNeverShownTest {

  private static final String ECHO = "your key " + Api.KEY + " is no good";

  @RegisterExtension final Api api = new Api();

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of("detail", answer(401).body("{\"detail\":\"" + ECHO + "\"}")),
        Arguments.of("text", answer(500).body(ECHO)),
        Arguments.of("text, cut within the key", answer(500).body("x".repeat(190) + ECHO)),
        Arguments.of("reason", new MockResponse.Builder().status("HTTP/1.1 500 " + ECHO)),
        Arguments.of("no HTTP", new MockResponse.Builder().status(ECHO)),
        Arguments.of("not JSON", answer(200).body(ECHO)),
        Arguments.of("redirect", answer(302).addHeader("Location", "https://a.example/" + Api.KEY)),
        Arguments.of("loc", answer(422).body("{\"loc\":[\"" + Api.KEY + "\"],\"msg\":\"x\"}")),
        Arguments.of("secret", answer(400).body("{\"detail\":\"bad secret: hunter2\"}")),
        Arguments.of("cut", answer(422).body("{\"detail\":[{\"input\":{\"user\":\"hunter2\"}")),
        Arguments.of("loss", answer(200).onResponseStart(new SocketEffect.CloseSocket())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void noErrorShowsTheKeyOrTheRequest(String name, MockResponse.Builder answer) {
    api.answers(answer);

    BrowserUseException e =
        catchThrowableOfType(
            BrowserUseException.class,
            () ->
                api.client()
                    .createTask(
                        TaskRequest.newBuilder("Buy milk")
                            .secrets(Map.of("user", "hunter2"))
                            .build()));

    assertThat(Traces.of(e))
        .doesNotContain(Api.KEY, Api.KEY.substring(0, 9), "Buy milk", "hunter2");
    assertThat(e.serverMessage().orElse("")).doesNotContain(Api.KEY);
  }

  @Test
  void nothingThatCanBePrintedShowsTheKey() {
    ApiCall call =
        V2Routes.createTask(
            V2Requests.create(TaskRequest.newBuilder("T").secrets(Map.of("k", "hunter2")).build()));

    assertThat(api.client().toString()).doesNotContain(Api.KEY);
    assertThat(BrowserUseClientOptions.newBuilder(Api.KEY).build().toString())
        .doesNotContain(Api.KEY);
    assertThat(call).hasToString("POST /tasks");
  }

  private static MockResponse.Builder answer(int status) {
    return new MockResponse.Builder().code(status);
  }
}
