package com.browseruse.temporal.testing.internal.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.testing.ManualClock;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.testing.internal.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {
  private static final String SECRET = "whsec_emulator";

  /** A webhook as it came in. */
  private record Received(String timestamp, String signature, JsonNode event) {
    String status() {
      return event.path("payload").path("status").asText();
    }
  }

  private final ManualClock clock = new ManualClock();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile int answer = 200;
  private HttpServer receiver;
  private BrowserUseEmulator emulator;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    receiver.createContext("/hook", this::receive);
    receiver.start();
    emulator =
        BrowserUseEmulator.newBuilder()
            .clock(clock)
            .webhooks(
                URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook"), SECRET)
            .start();
    emulator.addScenario(
        Scenario.newBuilder()
            .startDelay(Duration.ofSeconds(1))
            .steps(1)
            .stepDuration(Duration.ofSeconds(10))
            .build());
  }

  @AfterEach
  void stop() {
    emulator.close();
    receiver.stop(0);
  }

  @Test
  void everyChangeOfATaskIsToldOnce() throws Exception {
    String id =
        create("v2/tasks", "{\"task\": \"milk\", \"metadata\": {\"\u00fc\": \"\uD83D\uDE00\"}}");
    await().until(() -> statuses().equals(List.of("initializing")));
    clock.advance("PT2S");
    await().until(() -> statuses().equals(List.of("initializing", "running")));
    clock.advance("PT20S");
    await().until(() -> statuses().equals(List.of("initializing", "running", "idle")));

    Received last = received.get(2);
    JsonNode payload = last.event().path("payload");
    assertThat(last.event().path("type").asText()).isEqualTo("agent.task.status_update");
    assertThat(payload.path("task_id").asText()).isEqualTo(id);
    assertThat(payload.path("session_id").asText()).isEqualTo(emulator.tasks().get(0).sessionId());
    assertThat(payload.path("metadata").path("\u00fc").asText()).isEqualTo("\uD83D\uDE00");
    assertThat(last.timestamp()).isEqualTo(Long.toString(clock.instant().getEpochSecond()));
    assertThat(last.signature()).isEqualTo(Signature.of(last.event(), last.timestamp(), SECRET));
  }

  @Test
  void oneThatIsNotTakenIsSentAgain() throws Exception {
    answer = 503;
    create("v2/tasks", "{\"task\": \"milk\"}");
    await().until(() -> received.size() == 1);
    answer = 200;

    await().until(() -> statuses().equals(List.of("initializing", "initializing")));
  }

  @Test
  void version1HasNone() throws Exception {
    create("v1/run-task", "{\"task\": \"milk\"}");
    create("v2/tasks", "{\"task\": \"milk\"}");

    await().until(() -> received.size() == 1);
    assertThat(received.get(0).event().path("payload").path("task_id").asText())
        .isEqualTo(emulator.tasks().get(1).id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/hook", "ftp://127.0.0.1/hook", "http:/hook", "mailto:a@b"})
  void anotherKindOfUrlIsRefused(String url) {
    assertThatThrownBy(() -> emulator.sendWebhooks(URI.create(url), SECRET))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http or https");
    assertThatThrownBy(() -> emulator.sendWebhooks(URI.create("http://x/"), " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("secret");
  }

  private List<String> statuses() {
    return received.stream().map(Received::status).toList();
  }

  private void receive(HttpExchange http) throws IOException {
    received.add(
        new Received(
            http.getRequestHeaders().getFirst("X-Browser-Use-Timestamp"),
            http.getRequestHeaders().getFirst("X-Browser-Use-Signature"),
            Json.read(http.getRequestBody().readAllBytes())));
    http.sendResponseHeaders(answer, -1);
    http.close();
  }

  private String create(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(emulator.baseUrl().resolve("/api/" + path))
            .header("X-Browser-Use-API-Key", "k")
            .header("Authorization", "Bearer k")
            .POST(BodyPublishers.ofString(body))
            .build();
    return Json.read(HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray()).body())
        .path("id")
        .asText();
  }
}
