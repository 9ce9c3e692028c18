package com.browseruse.temporal.worker.http;

import static com.browseruse.temporal.worker.http.Signed.event;
import static com.browseruse.temporal.worker.http.Signed.madeBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class HttpServerTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-26T09:00:00Z"));
  private final ConcurrentLinkedQueue<String> signalled = new ConcurrentLinkedQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Health health = new Health(clock);
  private final Metrics metrics = new Metrics();
  private volatile boolean reachable = true;
  private HintSender hints;
  private HttpServer server;

  @BeforeAll
  void start() throws Exception {
    server = new HttpServer("127.0.0.1", 0, health, metrics, true, HttpServer.LONGEST_EXCHANGE);
    assertThat(get("/health").statusCode()).as("while it starts").isEqualTo(503);
    assertThat(post(event("t", "idle", "{}")).statusCode()).as("while it starts").isEqualTo(503);
    hints = new HintSender(signalled::add, metrics.registry());
    server.take(new WebhookReceiver(Signed.SECRET, clock, hints, "shop"));
    health.running(() -> reachable);
  }

  @AfterAll
  void close() {
    server.close();
    hints.close();
    metrics.close();
  }

  @BeforeEach
  void forget() {
    signalled.clear();
    clock.advance(Duration.ofMinutes(1));
  }

  @Test
  void aWebhookBecomesAHint() throws Exception {
    HttpResponse<String> response = post(event("t1", "idle", madeBy("shop", "milk")));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("The run will look.\n");
    await().untilAsserted(() -> assertThat(signalled).containsExactly("milk"));
    assertThat(get("/metrics").body())
        .contains("browser_use_webhooks_total{outcome=\"accepted\"} 1.0")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void healthSaysWhetherTemporalIsThere() throws Exception {
    assertThat(get("/health").body())
        .isEqualTo("{\"healthy\":true,\"worker\":\"RUNNING\",\"temporal\":\"reachable\"}");
    reachable = false;
    assertThat(get("/health").statusCode()).as("asked a moment ago").isEqualTo(200);
    clock.advance(Duration.ofSeconds(2));

    assertThat(get("/health").statusCode()).isEqualTo(503);
    assertThat(get("/health").body()).contains("unreachable");
    reachable = true;
  }

  @Test
  void aTemporalThatHangsHoldsUpOneRequestOnly() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch back = new CountDownLatch(1);
    Health slow = new Health(clock);
    slow.running(
        () -> {
          asked.countDown();
          try {
            return back.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            return false;
          }
        });
    CompletableFuture<Health.Report> first = CompletableFuture.supplyAsync(slow::report);
    asked.await();

    assertThat(slow.report().healthy()).isFalse();
    back.countDown();
    assertThat(first.get().healthy()).isTrue();
    slow.draining();
    assertThat(slow.report())
        .isEqualTo(new Health.Report(false, Health.Phase.DRAINING, "reachable"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /health, 200",
    "HEAD, /health, 200",
    "GET, /metrics, 200",
    "GET, /, 404",
    "POST, /health, 405",
    "GET, /webhooks/browser-use, 405",
    "PUT, /webhooks/browser-use, 405",
    "OPTIONS, /webhooks/browser-use, 405",
    "TRACE, /webhooks/browser-use, 405",
    "POST, /webhooks/browser-use/more, 404",
    "POST, /webhooks/browser-use, 401",
    "BREW, /health, 405"
  })
  void everythingElseIsRefusedPlainly(String method, String path, int status) throws Exception {
    String response =
        raw(method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");

    assertThat(response).startsWith("HTTP/1.1 " + status);
    assertThat(response).doesNotContainIgnoringCase("jetty", "javalin", "exception", "Server:");
  }

  @Test
  void whatIsNotSignedIsRefused() throws Exception {
    String event = event("t1", "idle", madeBy("shop", "milk"));
    String time = Long.toString(clock.instant().getEpochSecond());
    String signature = Signed.signature(time, event);
    String head =
        "POST /webhooks/browser-use HTTP/1.1\r\nHost: x\r\nContent-Length: "
            + event.length()
            + "\r\n";
    String stamp = "X-Browser-Use-Timestamp: " + time + "\r\n";
    String sign = "X-Browser-Use-Signature: " + signature + "\r\n";

    assertThat(raw(head + "\r\n" + event)).startsWith("HTTP/1.1 401");
    assertThat(raw(head + stamp + "\r\n" + event)).startsWith("HTTP/1.1 401");
    assertThat(raw(head + sign + "\r\n" + event)).startsWith("HTTP/1.1 401");
    assertThat(raw(head + stamp + sign + sign + "\r\n" + event))
        .as("twice")
        .startsWith("HTTP/1.1 401");
    assertThat(raw(head + stamp + sign + "\r\n" + event.replace("milk", "silk")))
        .startsWith("HTTP/1.1 401");
    assertThat(signalled).isEmpty();
    assertThat(
            raw(
                (head + stamp + sign + "\r\n" + event)
                    .replace("HTTP/1.1", "HTTP/1.0")
                    .replace("X-Browser-Use-S", "x-browser-use-s")))
        .as("old, and in other letters")
        .contains(" 200 ");
  }

  @Test
  void gzipIsNotTaken() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(event("t1", "idle", "{}").getBytes(StandardCharsets.UTF_8));
    }

    assertThat(
            post(
                request(event("t1", "idle", "{}"))
                    .header("Content-Encoding", "gzip")
                    .POST(BodyPublishers.ofByteArray(zipped.toByteArray()))))
        .isEqualTo(401);
  }

  @Test
  void aBodyThatIsTooLargeIsTurnedAwayWithAndWithoutALength() throws Exception {
    byte[] large = new byte[2_000_000];

    assertThat(post(request("{}").POST(BodyPublishers.ofByteArray(large)))).isEqualTo(413);
    assertThat(
            raw(
                "POST /webhooks/browser-use HTTP/1.1\r\n"
                    + "Host: x\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n"
                    + "11000\r\n"
                    + "x".repeat(0x11000)
                    + "\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
  }

  @ParameterizedTest
  @CsvSource({
    "'GET /health HTTP/1.1\r\nHost: x\r\nX: LONG\r\n\r\n', 431",
    "'GET /LONG HTTP/1.1\r\nHost: x\r\n\r\n', 414",
    "'GET /health HTTP/9.9\r\nHost: x\r\n\r\n', 505",
    "'GET /health HTTP/1.1\r\n\r\n', 400",
    "'nonsense\r\n\r\n', 400",
    "'\u0001\u0002\u0003\r\n\r\n', 400",
    "'POST /webhooks/browser-use HTTP/1.1\r\n"
        + "Host: x\r\n"
        + "Content-Length: 5\r\n"
        + "Content-Length: 6\r\n\r\n"
        + "123456', 400",
    "'POST /webhooks/browser-use HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 400",
    "'POST /webhooks/browser-use HTTP/1.1\r\n"
        + "Host: x\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n"
        + "zz\r\n"
        + "', 400",
    "'GET /%2e%2e/%00 HTTP/1.1\r\nHost: x\r\n\r\n', 400"
  })
  void whatIsNoHttpIsRefused(String request, int status) throws Exception {
    assertThat(raw(request.replace("LONG", "x".repeat(100_000)))).startsWith("HTTP/1.1 " + status);
  }

  /** Four times as many as there are threads. */
  @Test
  @Tag("sweep")
  void whoTricklesHoldsNobodyUpAndIsCutOff() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (HttpServer hurried =
        new HttpServer("127.0.0.1", 0, health, metrics, true, Duration.ofSeconds(2))) {
      hurried.take(new WebhookReceiver(Signed.SECRET, clock, hints, "shop"));
      for (int i = 0; i < 64; i++) {
        Socket socket = new Socket("127.0.0.1", hurried.address().getPort());
        slow.add(socket);
        String start =
            "POST /webhooks/browser-use HTTP/1.1\r\nHost: x\r\n"
                + (i % 2 == 0 ? "Content-Length: 1000\r\n\r\n{" : "X-");
        socket.getOutputStream().write(start.getBytes(StandardCharsets.UTF_8));
      }
      await()
          .pollInterval(Duration.ofMillis(100))
          .atMost(Duration.ofSeconds(20))
          .until(() -> slow.stream().allMatch(HttpServerTest::isCutOff));
      URI uri = hurried.address().resolve("/health");
      assertThat(client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body())
          .contains("RUNNING");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  /** Sends one byte more; false if that was taken. */
  private static boolean isCutOff(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void withoutASecretTheRouteSaysSo() throws Exception {
    try (HttpServer without =
        new HttpServer("127.0.0.1", 0, health, metrics, false, HttpServer.LONGEST_EXCHANGE)) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(without.address().resolve(HttpServer.WEBHOOKS))
                  .POST(BodyPublishers.ofString("{}"))
                  .build(),
              BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body()).contains("BROWSER_USE_WEBHOOK_SECRET is not set");
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = server.address().resolve(path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String event) throws Exception {
    return client.send(request(event).build(), BodyHandlers.ofString());
  }

  private int post(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString()).statusCode();
  }

  private HttpRequest.Builder request(String event) {
    String time = Long.toString(clock.instant().getEpochSecond());
    return HttpRequest.newBuilder(server.address().resolve(HttpServer.WEBHOOKS))
        .header("X-Browser-Use-Timestamp", time)
        .header("X-Browser-Use-Signature", Signed.signature(time, event))
        .POST(BodyPublishers.ofString(event));
  }

  /** Sends bytes as they are; the whole response, which ends with the connection. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
      socket.setSoTimeout(20_000);
      try {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It has been refused already.
      }
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream response = new ByteArrayOutputStream();
      try {
        in.transferTo(response);
      } catch (IOException e) {
        // Reset once it was said.
      }
      return response.toString(StandardCharsets.UTF_8);
    }
  }
}
