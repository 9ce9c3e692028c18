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

/** A storage service with one file, which knows ranges and ETags; it can be told to misbehave. */
final class Storage implements BeforeEachCallback, AfterEachCallback {
  static final String SECRET = "5ecre7Signature";

  private static final SocketEffect CLOSE = new SocketEffect.CloseSocket();

  private final MockWebServer server = new MockWebServer();

  /** What happens to the next answers, one after the other; none means that all goes well. */
  final Queue<UnaryOperator<MockResponse.Builder>> mishaps = new ConcurrentLinkedQueue<>();

  /** The requests, in order; each as its {@code Range}, or {@code whole}. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();

  /** How many links were given out. */
  final List<URI> links = new ArrayList<>();

  volatile byte[] content = "0123456789".getBytes();
  volatile String etag = "\"v1\"";
  volatile boolean knowsRanges = true;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
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
    return answer -> {
      Buffer whole = new Buffer();
      try {
        answer.getBody().writeTo(whole);
        byte[] begin = whole.readByteArray(Math.min(bytes, whole.size()));
        long announced = answer.getBody().getContentLength();
        return answer
            .body(new Buffer().write(begin))
            .setHeader("Content-Length", announced)
            .onResponseEnd(CLOSE);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    };
  }

  static UnaryOperator<MockResponse.Builder> status(int code) {
    return answer -> new MockResponse.Builder().code(code).body("<Error>" + SECRET + "</Error>");
  }

  private MockResponse answer(RecordedRequest request) {
    requests.add(request);
    String range = request.getHeaders().get("Range");
    asked.add(range == null ? "whole" : range);
    MockResponse.Builder answer = new MockResponse.Builder();
    if (etag != null) {
      answer.setHeader("ETag", etag);
    }
    String ifRange = request.getHeaders().get("If-Range");
    if (range != null && knowsRanges && (ifRange == null || ifRange.equals(etag))) {
      int from = Integer.parseInt(range.replaceAll("\\D", ""));
      answer
          .code(206)
          .body(new Buffer().write(content, from, content.length - from))
          .setHeader(
              "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    } else {
      answer.body(new Buffer().write(content));
    }
    UnaryOperator<MockResponse.Builder> mishap = mishaps.poll();
    return (mishap == null ? answer : mishap.apply(answer)).build();
  }
}
