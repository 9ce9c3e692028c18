package com.browseruse.temporal.client.internal.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.client.Api;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LostResponsesTest {

  private static final SocketEffect RESET = new SocketEffect.CloseSocket();

  @RegisterExtension final Api api = new Api();

  static Stream<Arguments> losses() {
    return Stream.of(
        Arguments.of("reset before the request is read", answer().onRequestStart(RESET)),
        Arguments.of("reset after the request", answer().onResponseStart(RESET)),
        Arguments.of("reset within the body", answer().onResponseBody(RESET)),
        Arguments.of("no HTTP", answer().status("Hello there")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  void anAnswerThatIsLostLeavesOpenWhatWasDoneUnlessTheCallOnlyReads(
      String name, MockResponse.Builder loss) {
    for (int i = 0; i < 3; i++) {
      api.answers(loss);
    }

    assertThat(lost(this::create))
        .returns(0, BrowserUseException::statusCode)
        .returns(true, BrowserUseException::mayHaveTakenEffect);
    assertThat(lost(this::stop)).returns(true, BrowserUseException::mayHaveTakenEffect);
    assertThat(lost(this::read)).returns(false, BrowserUseException::mayHaveTakenEffect);
    assertThat(api.requests()).as("nothing is repeated").isLessThanOrEqualTo(3);
  }

  @Test
  void aRefusedConnectionHasNoEffect() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    BrowserUseClientOptions options =
        BrowserUseClientOptions.newBuilder(Api.KEY)
            .baseUrl(URI.create("http://127.0.0.1:" + port))
            .build();

    try (BrowserUseClient client = new V2Adapter(options)) {
      assertThatThrownBy(() -> client.createTask(TaskRequest.newBuilder("T").build()))
          .isInstanceOf(BrowserUseException.ConnectionFailed.class)
          .hasMessageStartingWith("POST /tasks got no answer: ")
          .returns(false, e -> ((BrowserUseException) e).mayHaveTakenEffect());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "00", "1"})
  void anInvitationToRepeatIsLeftToTheCaller(String retryAfter) {
    for (int i = 0; i < 4; i++) {
      api.answers(new MockResponse.Builder().code(503).addHeader("Retry-After", retryAfter));
    }

    assertThatThrownBy(this::create).isInstanceOf(BrowserUseException.Server.class);
    assertThatThrownBy(this::read).isInstanceOf(BrowserUseException.Server.class);

    assertThat(api.requests()).isEqualTo(2);
  }

  @Test
  void aRequestTimeOutOfTheServerIsLeftToTheCaller() {
    api.answers(408, "").answers(200, Api.TASK);

    assertThatThrownBy(this::create).isInstanceOf(BrowserUseException.NoResponse.class);

    assertThat(api.requests()).isEqualTo(1);
  }

  @Test
  void aCreateNeverUsesAConnectionThatWasIdle() throws Exception {
    api.answers(answer()).answers(answer()).answers(answer()).answers(answer());

    read();
    read();
    create();
    create();

    assertThat(api.request().getConnectionIndex()).isZero();
    assertThat(api.request())
        .as("reads share a connection")
        .returns(0, r -> r.getConnectionIndex());
    assertThat(api.request()).returns(1, RecordedRequest::getConnectionIndex);
    assertThat(api.request()).returns(2, RecordedRequest::getConnectionIndex);
  }

  @Test
  void anInterruptedThreadSendsNothingAndStaysInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(this::create)
        .isInstanceOf(BrowserUseException.ConnectionFailed.class)
        .hasMessageContaining("interrupted");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(api.requests()).isZero();
  }

  @Test
  void aClosedClientSendsNothing() {
    api.client().close();

    assertThatThrownBy(this::create)
        .isInstanceOf(BrowserUseException.ConnectionFailed.class)
        .hasMessage("POST /tasks got no answer: the client is closed");
    assertThat(api.requests()).isZero();
  }

  @Test
  void closingEndsTheCallsUnderWay() {
    api.server()
        .setDispatcher(
            new Dispatcher() {
              @Override
              public MockResponse dispatch(RecordedRequest request) {
                api.client().close();
                return answer().onResponseStart(SocketEffect.Stall.INSTANCE).build();
              }
            });

    assertThat(lost(this::create)).hasMessageNotContaining("timeout");
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

  private static BrowserUseException lost(Runnable call) {
    return catchThrowableOfType(BrowserUseException.NoResponse.class, call::run);
  }

  private static MockResponse.Builder answer() {
    return new MockResponse.Builder().body(Api.TASK);
  }
}
