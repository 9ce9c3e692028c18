package com.browseruse.temporal.artifacts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A storage service with one file; it can be told to misbehave. */
final class FakeStorage implements BeforeEachCallback, AfterEachCallback {
  static final String SECRET = "5ecre7Signature";

  private static final SocketEffect CLOSE = new SocketEffect.CloseSocket();

  private final MockWebServer server = new MockWebServer();

  /** What happens to the next responses, one after the other; none means that all goes well. */
  final Queue<UnaryOperator<MockResponse.Builder>> faults = new ConcurrentLinkedQueue<>();

  final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();

  /** The links that were given out. */
  final List<URI> links = new ArrayList<>();

  volatile byte[] content = "0123456789".getBytes();

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return respond(request);
          }
        });
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    server.close();
  }

  URI link() {
    links.add(
        URI.create(
            "http://127.0.0.1:"
                + server.getPort()
                + "/file?n="
                + links.size()
                + "&Signature="
                + SECRET));
    return links.get(links.size() - 1);
  }

  /** The connection breaks after so many bytes of the body. */
  static UnaryOperator<MockResponse.Builder> breakAfter(int bytes) {
    return response -> {
      Buffer whole = new Buffer();
      try {
        response.getBody().writeTo(whole);
        byte[] begin = whole.readByteArray(Math.min(bytes, whole.size()));
        long announced = response.getBody().getContentLength();
        return response
            .body(new Buffer().write(begin))
            .setHeader("Content-Length", announced)
            .onResponseEnd(CLOSE);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    };
  }

  static UnaryOperator<MockResponse.Builder> status(int code) {
    return response -> new MockResponse.Builder().code(code).body("<Error>" + SECRET + "</Error>");
  }

  private MockResponse respond(RecordedRequest request) {
    requests.add(request);
    MockResponse.Builder response =
        new MockResponse.Builder()
            .setHeader("ETag", "\"v1\"")
            .setHeader("Accept-Ranges", "bytes")
            .body(new Buffer().write(content));
    UnaryOperator<MockResponse.Builder> fault = faults.poll();
    return (fault == null ? response : fault.apply(response)).build();
  }
}
