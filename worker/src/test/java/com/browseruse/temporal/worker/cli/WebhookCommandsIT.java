package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.testing.Scenario;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The emulator's webhooks, and a worker that takes them; neither knows the other's code. */
@ExtendWith(TemporalServerExtension.class)
@Timeout(120)
@Tag("undisturbed")
class WebhookCommandsIT {
  /** The server may be shared. */
  private static final String QUEUE = "webhook-commands";

  private static final Duration WAIT_LIMIT = Duration.ofSeconds(40);
  private static final Pattern HTTP = Pattern.compile("HTTP at (\\S+)");

  @TempDir Path folder;
  private final BrowserUseEmulator emulator = BrowserUseEmulator.newBuilder().start();
  private String temporal;
  private Cli worker;
  private CompletableFuture<Integer> exit;
  private URI http;

  @BeforeEach
  void startWorker(TemporalServer server) {
    temporal = server.address();
    worker = cli();
    exit =
        worker
            .with("BROWSER_USE_HTTP_PORT", "0")
            .with("BROWSER_USE_WEBHOOK_SECRET", "whsec_1")
            .start("worker");
    await().atMost(WAIT_LIMIT).until(() -> worker.err().contains("Ready:"));
    Matcher matcher = HTTP.matcher(worker.err());
    assertThat(matcher.find()).as(worker.err()).isTrue();
    http = URI.create(matcher.group(1));
  }

  @AfterEach
  void close() {
    worker.interrupt();
    assertThat(exit.join()).isZero();
    emulator.close();
  }

  @Test
  void aRunThatWouldPollInAnHourIsToldWhenItsTaskHasEnded() throws Exception {
    emulator.addScenario(
        Scenario.newBuilder()
            .startDelay(Duration.ofSeconds(1))
            .steps(1)
            .stepDuration(Duration.ofSeconds(3))
            .output("Milk costs $2")
            .build());
    emulator.sendWebhooks(http.resolve("/webhooks/browser-use"), "another secret");
    assertThat(cli().run("start", "--id", "webhook-bread", "Find bread")).isZero();
    await()
        .atMost(WAIT_LIMIT)
        .untilAsserted(
            () ->
                assertThat(get("/metrics").body())
                    .contains("browser_use_webhooks_total{outcome=\"refused\"}")
                    .doesNotContain("outcome=\"accepted\""));

    emulator.sendWebhooks(http.resolve("/webhooks/browser-use"), "whsec_1");
    Path input =
        Files.writeString(
            folder.resolve("input.json"),
            "{\"metadata\": {\"\uD83E\uDD5B\": \"\u007f \\\" \\\\ \u00fc\", \"\uFFFD\": \"1.0\"},"
                + " \"options\": {\"polling\": {\"initialInterval\": \"PT50M\", \"maxInterval\":"
                + " \"PT50M\"}}}");

    Cli cli = cli();
    assertThat(
            cli.run("run", "-q", "--id", "webhook-milk", "--input", input.toString(), "Find milk"))
        .as(cli::err)
        .isZero();

    assertThat(cli.out()).contains("Milk costs $2");
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(cli().run("result", "webhook-bread")).isZero();
    int polls = polls();
    assertThat(cli().run("run", "-q", "--id", "webhook-butter", "Find butter")).isZero();
    assertThat(polls()).as("now that webhooks are known to arrive").isEqualTo(polls);
    assertThat(get("/metrics").body())
        .contains("browser_use_webhooks_total{outcome=\"accepted\"}")
        .contains("browser_use_hints_total{outcome=\"sent\"}");
    await()
        .atMost(WAIT_LIMIT)
        .untilAsserted(
            () ->
                assertThat(get("/metrics").body())
                    .contains("temporal_workflow_completed_total", "RunBrowserTaskWorkflow"));
  }

  private int polls() {
    return emulator.requests().getOrDefault("GET /api/v2/tasks/{id}/status", 0);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(http.resolve(path)).build(), BodyHandlers.ofString());
  }

  private Cli cli() {
    return new Cli()
        .with("TEMPORAL_ADDRESS", temporal)
        .with("BROWSER_USE_TASK_QUEUE", QUEUE)
        .with("BROWSER_USE_WATCH", "false")
        .with("BROWSER_USE_BASE_URL", emulator.baseUrl().toString())
        .with("BROWSER_USE_API_KEY", "secret-key");
  }
}
