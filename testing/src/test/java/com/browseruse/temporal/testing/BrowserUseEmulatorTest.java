package com.browseruse.temporal.testing;

import static com.browseruse.temporal.testing.EmulatorFixture.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.browseruse.temporal.testing.EmulatorFixture.HttpResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BrowserUseEmulatorTest {

  private final EmulatorFixture fixture = new EmulatorFixture(builder -> builder.apiKey("right"));

  @AfterEach
  void close() {
    fixture.close();
  }

  /** As the client wants it. (new-user 35) */
  @Test
  void theBaseUrlHasSchemeHostAndPortOnly() {
    assertThat(fixture.emulator.baseUrl())
        .hasToString("http://127.0.0.1:" + fixture.emulator.port());
  }

  @Test
  void onlyTheGivenKeyIsAccepted() {
    assertThat(status("right")).isEqualTo(200);
    assertThat(status("wrong")).isEqualTo(401);
    assertThat(status(null)).isEqualTo(401);
    assertThat(status(" ")).isEqualTo(401);
  }

  @Test
  void withoutAGivenKeyAnyIsAcceptedButNone() {
    try (EmulatorFixture open = new EmulatorFixture()) {
      assertThat(open.get(V2 + "/tasks").status()).isEqualTo(200);
      HttpResult refused =
          open.send(HttpRequest.newBuilder(open.request(V2 + "/tasks").build().uri()).GET());
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.at("detail")).contains("X-Browser-Use-API-Key");
    }
  }

  @Test
  void aKeyIsAskedForBeforeAnythingIsValidated() {
    HttpResult result = fixture.post(V2 + "/tasks", "{");
    assertThat(result.status()).isEqualTo(401);
    assertThat(result.json().get("detail").isTextual()).isTrue();
  }

  @Test
  void whatItDoesNotServeIsNotFound() {
    assertThat(fixture.get("/").at("detail")).isEqualTo("Not Found");
    assertThat(fixture.get(V2 + "/tasks/").status()).isEqualTo(404);
    assertThat(fixture.get("/__administration").status()).isEqualTo(404);
    assertThat(fixture.get("/__admin/nothing").status()).isEqualTo(404);
    HttpResult wrongMethod = fixture.delete(V2 + "/tasks");
    assertThat(wrongMethod.status()).isEqualTo(405);
    assertThat(wrongMethod.at("detail")).isEqualTo("Method Not Allowed");
  }

  @Test
  void aHeadIsAGetWithoutABody() {
    HttpResult result =
        fixture.send(
            fixture
                .request(V2 + "/tasks")
                .setHeader("X-Browser-Use-API-Key", "right")
                .method("HEAD", BodyPublishers.noBody()));
    assertThat(result.status()).isEqualTo(200);
    assertThat(result.text()).isEmpty();
  }

  @Test
  void responsesTellTheRequestBudget() {
    assertThat(remaining()).isEqualTo(124);
    assertThat(remaining()).isEqualTo(123);
    fixture.clock.advance("PT5S");
    assertThat(remaining()).isEqualTo(124);
  }

  @Test
  void aRateLimitIsHeldInWindowsOfFiveSeconds() {
    try (EmulatorFixture limited = new EmulatorFixture(builder -> builder.rateLimit(2))) {
      for (int i = 9; i >= 0; i--) {
        HttpResult served = limited.get(V2 + "/tasks");
        assertThat(served.status()).isEqualTo(200);
        assertThat(header(served, "X-RateLimit-Remaining")).isEqualTo(i);
      }
      limited.clock.advance("PT4S");
      HttpResult refused = limited.createWith("{\"task\": \"t\"}");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.at("error")).isEqualTo("rate_limited");
      assertThat(refused.at("limit_rps")).isEqualTo("2");
      assertThat(refused.at("retry_after_seconds")).isEqualTo("5");
      assertThat(header(refused, "Retry-After")).isEqualTo(5);
      assertThat(header(refused, "X-RateLimit-Remaining")).isZero();
      assertThat(header(refused, "X-RateLimit-Reset")).isEqualTo(1);
      assertThat(limited.get("/api/v1/tasks").status()).isEqualTo(429);
      assertThat(limited.get("/__admin/tasks").status()).isEqualTo(200);
      assertThat(limited.emulator.tasks()).isEmpty();
      limited.clock.advance("PT1S");
      assertThat(limited.createWith("{\"task\": \"t\"}").status()).isEqualTo(202);
    }
  }

  @Test
  void withoutARateLimitNothingIsRefused() {
    for (int i = 0; i < 130; i++) {
      assertThat(status("right")).isEqualTo(200);
    }
  }

  @Test
  void twoEmulatorsShareNothing() {
    try (EmulatorFixture other = new EmulatorFixture()) {
      other.create("t");
      assertThat(fixture.emulator.tasks()).isEmpty();
      assertThat(fixture.emulator.requests()).isEmpty();
    }
  }

  @Test
  void aTakenPortIsNamed() {
    BrowserUseEmulator.Builder second =
        BrowserUseEmulator.newBuilder().port(fixture.emulator.port());
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(second::start)
        .withMessageContaining("" + fixture.emulator.port());
  }

  @Test
  void aClosedEmulatorLetsGoOfItsPort() {
    int port = fixture.emulator.port();
    fixture.close();
    assertThat(fixture.emulator.port()).isEqualTo(port);
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> fixture.tryToSend(fixture.request("/__admin").GET()));
    BrowserUseEmulator.newBuilder().port(port).start().close();
  }

  @Test
  void closingCutsTheExchangesThatWait() {
    fixture.emulator.addFault(Fault.newBuilder().delay(Duration.ofDays(1)).build());
    CompletableFuture<Exception> cut =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                fixture.tryToSend(
                    fixture.request(V2 + "/tasks").POST(BodyPublishers.ofString("{}")));
                return null;
              } catch (IOException e) {
                return e;
              }
            });
    Awaitility.await().until(() -> fixture.emulator.requests().size() == 1);
    fixture.close();
    assertThat(cut).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(IOException.class);
  }

  @Test
  void manyClientsAtOnceCannotPassTheSessionLimit() {
    try (EmulatorFixture busy = new EmulatorFixture(builder -> builder.sessionLimit(7))) {
      List<CompletableFuture<Integer>> creates =
          IntStream.range(0, 40)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> busy.createWith("{\"task\": \"t\"}").status()))
              .toList();
      assertThat(creates.stream().map(CompletableFuture::join).filter(s -> s == 202)).hasSize(7);
      assertThat(busy.emulator.tasks()).hasSize(7);
    }
  }

  @Test
  void settingsOutOfBoundsAreRefusedAtOnce() {
    BrowserUseEmulator.Builder builder = BrowserUseEmulator.newBuilder();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.port(65_536))
        .withMessage("port must be from 0 to 65535.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.sessionLimit(0))
        .withMessage("sessionLimit must be at least 1.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.rateLimit(0))
        .withMessage("rateLimit must be at least 1.");
    assertThatNullPointerException().isThrownBy(() -> builder.clock(null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fixture.emulator.setListLag(Duration.ofSeconds(-1)))
        .withMessageContaining("lag");
  }

  private int status(String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(fixture.request(V2 + "/billing/account").build().uri());
    return fixture
        .send(key == null ? request : request.header("x-browser-use-api-key", key))
        .status();
  }

  private long remaining() {
    return header(fixture.get(V2 + "/tasks"), "X-RateLimit-Remaining");
  }

  private static long header(HttpResult result, String name) {
    return result.response().headers().firstValueAsLong(name).orElseThrow();
  }
}
