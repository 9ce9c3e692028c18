package com.browseruse.temporal.client.internal.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.client.Api;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.Traces;
import com.browseruse.temporal.task.Task;
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
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

  private static final SocketEffect RESET = new SocketEffect.CloseSocket();

  @RegisterExtension final Api api = V1Bodies.api();

  static Stream<Arguments> meanings() {
    return Stream.of(
        Arguments.of(
            400,
            BrowserUseException.InvalidRequest.class,
            BrowserUseException.InvalidRequest.class),
        Arguments.of(
            401,
            BrowserUseException.Authentication.class,
            BrowserUseException.Authentication.class),
        Arguments.of(
            402,
            BrowserUseException.InsufficientCredits.class,
            BrowserUseException.InsufficientCredits.class),
        Arguments.of(
            403,
            BrowserUseException.Authentication.class,
            BrowserUseException.Authentication.class),
        Arguments.of(404, BrowserUseException.NotFound.class, BrowserUseException.NotFound.class),
        Arguments.of(
            422,
            BrowserUseException.InvalidRequest.class,
            BrowserUseException.InvalidRequest.class),
        Arguments.of(
            429, BrowserUseException.RateLimited.class, BrowserUseException.RateLimited.class),
        Arguments.of(500, BrowserUseException.Server.class, BrowserUseException.Server.class));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("meanings")
  void aStatusHasOneMeaning(int status, Class<?> ofCreate, Class<?> ofTask) {
    for (int i = 0; i < 5; i++) {
      api.answers(status, "{\"detail\":\"Bad day\"}");
    }

    assertThat(failure(this::create)).isExactlyInstanceOf(ofCreate);
    assertThat(failure(this::read))
        .isExactlyInstanceOf(ofTask)
        .hasMessage("GET /task/t-1 was answered with %d: Bad day", status);
    assertThat(failure(this::readStatus)).isExactlyInstanceOf(ofTask);
    assertThat(failure(this::readFile)).isExactlyInstanceOf(ofTask);
    assertThat(failure(this::stop))
        .isExactlyInstanceOf(ofTask)
        .hasMessage("PUT /stop-task was answered with %d: Bad day", status);
    assertThat(api.requests()).as("a refused stop is not followed by a look").isEqualTo(5);
  }

  static Stream<Arguments> losses() {
    return Stream.of(
        Arguments.of("reset before the request is read", answer().onRequestStart(RESET)),
        Arguments.of("reset after the request", answer().onResponseStart(RESET)),
        Arguments.of("reset within the body", answer().onResponseBody(RESET)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  void anAnswerThatIsLostLeavesOpenWhatWasDoneUnlessTheCallOnlyReads(
      String name, MockResponse.Builder loss) {
    api.answers(loss).answers(loss);

    assertThat(failure(this::create))
        .isInstanceOf(BrowserUseException.NoResponse.class)
        .returns(true, BrowserUseException::mayHaveTakenEffect);
    assertThat(failure(this::read))
        .isInstanceOf(BrowserUseException.NoResponse.class)
        .returns(false, BrowserUseException::mayHaveTakenEffect);
  }

  @Test
  void aStopWhoseAnswerIsLostIsOpen() {
    api.answers(answer().onResponseStart(RESET));

    assertThat(failure(this::stop)).returns(true, BrowserUseException::mayHaveTakenEffect);
  }

  @Test
  void aTaskIsGoneIfTheAnswerNamesIt() {
    api.answers(404, "{\"detail\":\"Task not found\"}");

    assertThat(failure(this::read)).isInstanceOf(BrowserUseException.TaskNotFound.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404, 429, 500})
  void aLookThatFailsAfterAStopDoesNotHideThatItTookEffect(int status) {
    api.answers(200, "{}").answers(status, "");

    assertThat(failure(this::stop))
        .hasMessageStartingWith("GET /task/t-1 was answered with")
        .returns(true, BrowserUseException::mayHaveTakenEffect);
  }

  @Test
  void aLookThatCannotBeReadAfterAStopDoesNotHideThatItTookEffect() {
    api.answers(200, "").answers(200, "<html>");

    assertThat(failure(this::stop))
        .isInstanceOf(BrowserUseException.UnexpectedResponse.class)
        .returns(true, BrowserUseException::mayHaveTakenEffect);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "\"t-1\"", "{}", "{\"id\":null}", "<html>", "{\"id"})
  void aCreateWhoseAnswerCannotBeReadIsOpen(String body) {
    api.answers(200, body);

    assertThat(failure(this::create))
        .isInstanceOf(BrowserUseException.UnexpectedResponse.class)
        .returns(true, BrowserUseException::mayHaveTakenEffect);
  }

  static Stream<Arguments> echoes() {
    String echo = "Authorization: Bearer " + Api.KEY + " is no good";
    return Stream.of(
        Arguments.of("detail", answer(401).body("{\"detail\":\"" + echo + "\"}")),
        Arguments.of("text", answer(500).body(echo)),
        Arguments.of("text, cut within the key", answer(500).body("x".repeat(165) + echo)),
        Arguments.of("reason", new MockResponse.Builder().status("HTTP/1.1 500 " + echo)),
        Arguments.of("not JSON", answer(200).body(echo)),
        Arguments.of("secret", answer(400).body("{\"detail\":\"bad secret: hunter2\"}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("echoes")
  void noErrorShowsTheKeyOrTheRequest(String name, MockResponse.Builder answer) {
    api.answers(answer);

    assertThat(Traces.of(failure(this::create)))
        .doesNotContain(Api.KEY, Api.KEY.substring(0, 9), "Buy milk", "hunter2");
  }

  @Test
  void theClientDoesNotShowItsKey() {
    assertThat(api.client().toString()).doesNotContain(Api.KEY);
  }

  private void create() {
    api.client()
        .createTask(TaskRequest.newBuilder("Buy milk").secrets(Map.of("user", "hunter2")).build());
  }

  private void read() {
    api.client().getTask("t-1");
  }

  private void readStatus() {
    api.client().getTaskSnapshot("t-1");
  }

  private void readFile() {
    api.client().getOutputFile("t-1", "a.csv");
  }

  private void stop() {
    api.client().updateTask("t-1", Task.Action.STOP);
  }

  private static BrowserUseException failure(Runnable call) {
    return catchThrowableOfType(BrowserUseException.class, call::run);
  }

  private static MockResponse.Builder answer() {
    return answer(200).body(V1Bodies.TASK);
  }

  private static MockResponse.Builder answer(int status) {
    return new MockResponse.Builder().code(status);
  }
}
