package com.browseruse.temporal.client;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server that answers as told, and a client for it; both new for each test. */
public final class Api implements BeforeEachCallback, AfterEachCallback {

  public static final String KEY = "bu_test_Kd83hJs92";
  public static final Instant NOW = Instant.parse("2026-08-01T12:00:00Z");
  public static final String TASK =
      "{\"id\":\"t-1\",\"sessionId\":\"s-1\",\"status\":\"started\",\"task\":\"Buy milk\","
          + "\"createdAt\":\"2026-08-01T11:00:00Z\",\"steps\":[],\"outputFiles\":[]}";
  public static final String NOT_FOUND = "{\"detail\":\"Not Found\"}";

  private final ApiVersion version;
  private final Duration readTimeout;
  private MockWebServer server;
  private BrowserUseClient client;

  /** A client that is patient enough for a slow machine. */
  public Api() {
    this(ApiVersion.V2, Duration.ofSeconds(20));
  }

  public Api(ApiVersion version, Duration readTimeout) {
    this.version = version;
    this.readTimeout = readTimeout;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    server = new MockWebServer();
    server.start();
    client =
        BrowserUseClient.create(
            BrowserUseClientOptions.newBuilder(KEY)
                .baseUrl(URI.create("http://localhost:" + server.getPort()))
                .apiVersion(version)
                .readTimeout(readTimeout)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .build());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    client.close();
    server.close();
  }

  public BrowserUseClient client() {
    return client;
  }

  public MockWebServer server() {
    return server;
  }

  /** Answers the next request. */
  public Api answers(int status, String body) {
    return answers(new MockResponse.Builder().code(status).body(body));
  }

  public Api answers(MockResponse.Builder answer) {
    server.enqueue(answer.build());
    return this;
  }

  public int requests() {
    return server.getRequestCount();
  }

  /** Gives the oldest request that was not looked at yet; it must have come already. */
  public RecordedRequest request() throws InterruptedException {
    RecordedRequest request = server.takeRequest(0, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }
}
