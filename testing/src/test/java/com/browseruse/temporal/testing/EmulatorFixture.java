package com.browseruse.temporal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.internal.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** An emulator under a clock that stands still, and a plain HTTP client beside it. */
public final class EmulatorFixture implements AutoCloseable {

  public static final String V1 = "/api/v1";
  public static final String V2 = "/api/v2";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public final ManualClock clock = new ManualClock();
  public final BrowserUseEmulator emulator;

  public EmulatorFixture() {
    this(builder -> builder);
  }

  public EmulatorFixture(UnaryOperator<BrowserUseEmulator.Builder> settings) {
    emulator = settings.apply(BrowserUseEmulator.newBuilder().clock(clock)).start();
  }

  /** A response, with its body read as JSON where it says that it is. */
  public record HttpResult(int status, String text, JsonNode json, HttpResponse<byte[]> response) {
    public String at(String field) {
      return json.at("/" + field).asText();
    }
  }

  public HttpResult get(String path) {
    return send(request(path).GET());
  }

  public HttpResult post(String path, String body) {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  public HttpResult patch(String path, String body) {
    return send(request(path).method("PATCH", BodyPublishers.ofString(body)));
  }

  public HttpResult put(String path) {
    return send(request(path).PUT(BodyPublishers.noBody()));
  }

  public HttpResult delete(String path) {
    return send(request(path).DELETE());
  }

  /** Creates a task and gives its id. */
  public String create(String text) {
    return createWith(Json.object().put("task", text).toString()).at("id");
  }

  public HttpResult createWith(String body) {
    return post(V2 + "/tasks", body);
  }

  /** Creates a task through version 1 and gives its id. */
  public String runV1(String text) {
    return runV1With(Json.object().put("task", text).toString()).at("id");
  }

  public HttpResult runV1With(String body) {
    return post(V1 + "/run-task", body);
  }

  public HttpResult viewV1(String id) {
    return get(V1 + "/task/" + id);
  }

  /** Calls stop-task, pause-task or resume-task. */
  public HttpResult actV1(String id, String action) {
    return put(V1 + "/" + action + "-task?task_id=" + id);
  }

  public HttpResult view(String id) {
    return get(V2 + "/tasks/" + id);
  }

  public HttpResult act(String id, String action) {
    return patch(V2 + "/tasks/" + id, "{\"action\": \"" + action + "\"}");
  }

  public void scenario(Scenario.Builder scenario) {
    emulator.addScenario(scenario.build());
  }

  public HttpRequest.Builder request(String path) {
    String url = path.startsWith("http") ? path : emulator.baseUrl() + path;
    return HttpRequest.newBuilder(URI.create(url))
        .timeout(Duration.ofMinutes(1))
        .header(path.startsWith(V1) ? "Authorization" : "X-Browser-Use-API-Key", key(path))
        .header("Content-Type", "application/json");
  }

  private static String key(String path) {
    return path.startsWith(V1) ? "Bearer any" : "any";
  }

  public HttpResult send(HttpRequest.Builder request) {
    try {
      return tryToSend(request);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public HttpResult tryToSend(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
      boolean json =
          response.headers().firstValue("Content-Type").orElse("").equals("application/json");
      String text = new String(response.body(), StandardCharsets.UTF_8);
      return new HttpResult(
          response.statusCode(),
          text,
          json && !text.startsWith("<") ? Json.read(text) : null,
          response);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    emulator.close();
  }

  /** Asserts that a response names a field, or an item by its number, as what is wrong first. */
  public static void assertViolation(HttpResult result, String loc, String type) {
    assertThat(result.status()).as(result.text()).isEqualTo(422);
    ArrayNode expected = Json.array();
    for (String part : loc.split("\\.")) {
      if (part.matches("\\d+")) {
        expected.add(Integer.parseInt(part));
      } else {
        expected.add(part);
      }
    }
    assertThat(result.json().at("/detail/0/loc")).isEqualTo(expected);
    assertThat(result.at("detail/0/type")).isEqualTo(type);
    assertThat(result.at("detail/0/msg")).isNotBlank().endsWith(".");
  }
}
