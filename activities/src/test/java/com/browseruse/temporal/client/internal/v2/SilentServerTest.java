package com.browseruse.temporal.client.internal.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.client.Api;
import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

class SilentServerTest {

  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final SocketEffect SILENCE = SocketEffect.Stall.INSTANCE;

  @RegisterExtension final Api api = new Api(ApiVersion.V2, PATIENCE);

  static Stream<Arguments> silences() {
    return Stream.of(
        Arguments.of("before the answer", answer().onResponseStart(SILENCE)),
        Arguments.of("within the body", answer().onResponseBody(SILENCE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("silences")
  void silenceLeavesOpenWhatWasDoneUnlessTheCallOnlyReads(
      String name, MockResponse.Builder silence) {
    api.answers(silence).answers(silence).answers(silence);

    assertThat(lost(this::create)).returns(true, BrowserUseException::mayHaveTakenEffect);
    assertThat(lost(() -> api.client().updateTask("t-1", Task.Action.STOP)))
        .returns(true, BrowserUseException::mayHaveTakenEffect);
    assertThat(lost(() -> api.client().getTask("t-1")))
        .returns(false, BrowserUseException::mayHaveTakenEffect);
  }

  @Test
  void aHandshakeWithoutAnswerHasNoEffect() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        BrowserUseClient client =
            new V2Adapter(
                options("https://127.0.0.1:" + silent.getLocalPort())
                    .readTimeout(PATIENCE)
                    .build())) {
      assertThatThrownBy(() -> client.createTask(TaskRequest.newBuilder("T").build()))
          .isInstanceOf(BrowserUseException.ConnectionFailed.class)
          .returns(false, e -> ((BrowserUseException) e).mayHaveTakenEffect());
    }
  }

  @Test
  void anInterruptWhileConnectingIsATypedErrorAndIsKept() throws IOException {
    Thread caller = Thread.currentThread();
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        BrowserUseClient client =
            new V2Adapter(
                options("https://127.0.0.1:" + silent.getLocalPort())
                    .readTimeout(PATIENCE)
                    .build())) {
      CompletableFuture<Socket> accepted =
          CompletableFuture.supplyAsync(() -> interruptOnceConnected(silent, caller));

      assertThatThrownBy(() -> client.createTask(TaskRequest.newBuilder("T").build()))
          .isInstanceOf(BrowserUseException.ConnectionFailed.class);

      assertThat(Thread.interrupted()).isTrue();
      accepted.join().close();
    }
  }

  private static Socket interruptOnceConnected(ServerSocket server, Thread caller) {
    try {
      Socket socket = server.accept();
      caller.interrupt();
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aWholeCallIsBoundedHoweverBusyTheServerSeems() {
    BrowserUseClientOptions options =
        options("http://localhost:" + api.server().getPort())
            .callTimeout(Duration.ofMillis(500))
            .build();
    api.answers(answer().throttleBody(1, 50, TimeUnit.MILLISECONDS));

    try (BrowserUseClient client = new V2Adapter(options)) {
      assertThat(lost(() -> client.getTask("t-1"))).hasMessageContaining("timeout");
    }
  }

  @Test
  void aThreadThatIsInterruptedWhileItWaitsStaysInterrupted() {
    Thread caller = Thread.currentThread();
    api.server()
        .setDispatcher(
            new Dispatcher() {
              @Override
              public MockResponse dispatch(RecordedRequest request) {
                caller.interrupt();
                return answer().onResponseStart(SILENCE).build();
              }
            });

    BrowserUseException e = lost(this::create);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(e.mayHaveTakenEffect()).isTrue();
  }

  private void create() {
    api.client().createTask(TaskRequest.newBuilder("T").build());
  }

  private static BrowserUseException lost(Runnable call) {
    return catchThrowableOfType(BrowserUseException.NoResponse.class, call::run);
  }

  private static BrowserUseClientOptions.Builder options(String address) {
    return BrowserUseClientOptions.newBuilder(Api.KEY).baseUrl(URI.create(address));
  }

  private static MockResponse.Builder answer() {
    return new MockResponse.Builder().body(Api.TASK);
  }
}
