package com.browseruse.temporal.testing;

import static com.browseruse.temporal.testing.Lab.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.browseruse.temporal.testing.Lab.Got;
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

  private final Lab lab = new Lab(builder -> builder.apiKey("right"));

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void theBaseUrlHasSchemeHostAndPortOnly() {
    assertThat(lab.emulator.baseUrl()).isEqualTo("http://127.0.0.1:" + lab.emulator.port());
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
    try (Lab open = new Lab()) {
      assertThat(open.get(V2 + "/tasks").status()).isEqualTo(200);
      Got refused =
          open.send(HttpRequest.newBuilder(open.request(V2 + "/tasks").build().uri()).GET());
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.at("detail")).contains("X-Browser-Use-API-Key");
    }
  }

  @Test
  void aKeyIsAskedForBeforeAnythingIsValidated() {
    Got got = lab.post(V2 + "/tasks", "{");
    assertThat(got.status()).isEqualTo(401);
    assertThat(got.json().get("detail").isTextual()).isTrue();
  }

  @Test
  void whatItDoesNotServeIsNotFound() {
    assertThat(lab.get("/").at("detail")).isEqualTo("Not Found");
    assertThat(lab.get(V2 + "/tasks/").status()).isEqualTo(404);
    assertThat(lab.get("/__administration").status()).isEqualTo(404);
    assertThat(lab.get("/__admin/nothing").status()).isEqualTo(404);
    Got wrongMethod = lab.delete(V2 + "/tasks");
    assertThat(wrongMethod.status()).isEqualTo(405);
    assertThat(wrongMethod.at("detail")).isEqualTo("Method Not Allowed");
  }

  @Test
  void aHeadIsAGetWithoutABody() {
    Got got =
        lab.send(
            lab.request(V2 + "/tasks")
                .setHeader("X-Browser-Use-API-Key", "right")
                .method("HEAD", BodyPublishers.noBody()));
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.text()).isEmpty();
  }

  @Test
  void answersTellTheRequestBudget() {
    assertThat(remaining()).isEqualTo(124);
    assertThat(remaining()).isEqualTo(123);
    lab.clock.advance("PT5S");
    assertThat(remaining()).isEqualTo(124);
  }

  @Test
  void twoEmulatorsShareNothing() {
    try (Lab other = new Lab()) {
      other.create("t");
      assertThat(lab.emulator.tasks()).isEmpty();
      assertThat(lab.emulator.requests()).isEmpty();
    }
  }

  @Test
  void aTakenPortIsNamed() {
    BrowserUseEmulator.Builder second = BrowserUseEmulator.newBuilder().port(lab.emulator.port());
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(second::start)
        .withMessageContaining("" + lab.emulator.port());
  }

  @Test
  void aClosedEmulatorLetsGoOfItsPort() {
    int port = lab.emulator.port();
    lab.close();
    assertThat(lab.emulator.port()).isEqualTo(port);
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> lab.tryToSend(lab.request("/__admin").GET()));
    BrowserUseEmulator.newBuilder().port(port).start().close();
  }

  @Test
  void closingCutsTheExchangesThatWait() {
    lab.emulator.addFault(Fault.newBuilder().delay(Duration.ofDays(1)).build());
    CompletableFuture<Exception> cut =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                lab.tryToSend(lab.request(V2 + "/tasks").POST(BodyPublishers.ofString("{}")));
                return null;
              } catch (IOException e) {
                return e;
              }
            });
    Awaitility.await().until(() -> lab.emulator.requests().size() == 1);
    lab.close();
    assertThat(cut).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(IOException.class);
  }

  @Test
  void manyClientsAtOnceCannotPassTheSessionLimit() {
    try (Lab busy = new Lab(builder -> builder.sessionLimit(7))) {
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
    assertThatNullPointerException().isThrownBy(() -> builder.clock(null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lab.emulator.setListLag(Duration.ofSeconds(-1)))
        .withMessageContaining("lag");
  }

  private int status(String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(lab.request(V2 + "/billing/account").build().uri());
    return lab.send(key == null ? request : request.header("x-browser-use-api-key", key)).status();
  }

  private long remaining() {
    return lab.get(V2 + "/tasks")
        .response()
        .headers()
        .firstValueAsLong("X-RateLimit-Remaining")
        .orElseThrow();
  }
}
