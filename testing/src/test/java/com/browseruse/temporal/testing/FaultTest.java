package com.browseruse.temporal.testing;

import static com.browseruse.temporal.testing.EmulatorFixture.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.browseruse.temporal.testing.EmulatorFixture.HttpResult;
import com.browseruse.temporal.testing.internal.http.Json;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {

  private static final String TASK = "{\"task\": \"t\"}";

  private final EmulatorFixture fixture = new EmulatorFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aStatusTakesThePlaceOfTheWork() {
    onCreate(fault -> fault.status(503).body("no").header("Retry-After", "7").times(1));
    HttpResult result = fixture.createWith(TASK);
    assertThat(result.status()).isEqualTo(503);
    assertThat(result.text()).isEqualTo("no");
    assertThat(result.response().headers().firstValue("Retry-After")).hasValue("7");
    assertThat(fixture.emulator.tasks()).isEmpty();
    assertThat(fixture.createWith(TASK).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource({"204", "304", "429", "502"})
  void anyStatusCanBeSent(int status) {
    onCreate(fault -> fault.status(status));
    assertThat(fixture.createWith(TASK).status()).isEqualTo(status);
  }

  @Test
  void aStatusMayHideWorkThatWasDone() {
    onCreate(fault -> fault.status(500).commit());
    assertThat(fixture.createWith(TASK).status()).isEqualTo(500);
    assertThat(fixture.emulator.tasks()).hasSize(1);
  }

  @Test
  void garbageIsNoJsonWhateverItSays() {
    onCreate(fault -> fault.garbage());
    HttpResult result = fixture.createWith(TASK);
    assertThat(result.status()).isEqualTo(200);
    assertThat(result.response().headers().firstValue("Content-Type")).hasValue("application/json");
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> Json.read(result.text()));
    assertThat(fixture.emulator.tasks()).isEmpty();
  }

  @Test
  void garbageMayComeWithAStatusAndAfterTheWork() {
    onCreate(fault -> fault.garbage().status(502).commit());
    assertThat(fixture.createWith(TASK).status()).isEqualTo(502);
    assertThat(fixture.emulator.tasks()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aDisconnectBeforeTheWorkDoesNothingAndALaterOneDoesIt(Fault.Disconnect disconnect) {
    onCreate(fault -> fault.disconnect(disconnect));
    assertCreateFails();
    assertThat(fixture.emulator.tasks()).hasSize(disconnect == Fault.Disconnect.BEFORE ? 0 : 1);
  }

  @Test
  void aDisconnectInMidBodySendsHalfOfIt() throws IOException {
    onCreate(fault -> fault.disconnect(Fault.Disconnect.MID_BODY).header("X-Extra", "1"));
    String raw = RawHttp.post(fixture.emulator.port(), V2 + "/tasks", TASK);
    assertThat(raw).startsWith("HTTP/1.1 202").containsIgnoringCase("\r\nX-extra: 1\r\n");
    String id = fixture.emulator.tasks().get(0).id();
    assertThat(raw).containsIgnoringCase("Content-length: 96").contains("{\"id\":\"" + id);
    assertThat(raw.substring(raw.indexOf("\r\n\r\n") + 4)).hasSize(96 / 2);
  }

  @Test
  void otherDisconnectsSendNotAByte() throws IOException {
    onCreate(fault -> fault.disconnect(Fault.Disconnect.BEFORE).times(1));
    onCreate(fault -> fault.disconnect(Fault.Disconnect.AFTER));
    assertThat(RawHttp.post(fixture.emulator.port(), V2 + "/tasks", TASK)).isEmpty();
    assertThat(RawHttp.post(fixture.emulator.port(), V2 + "/tasks", TASK)).isEmpty();
    assertThat(fixture.emulator.tasks()).hasSize(1);
  }

  @Test
  void aDisconnectBeforeMayStillLetTheWorkBeDone() {
    onCreate(fault -> fault.disconnect(Fault.Disconnect.BEFORE).commit());
    assertCreateFails();
    assertThat(fixture.emulator.tasks()).hasSize(1);
  }

  @Test
  void aDelayComesAfterTheWork() {
    onCreate(fault -> fault.delay(Duration.ofMinutes(5)));
    CompletableFuture<HttpResult> response =
        CompletableFuture.supplyAsync(() -> fixture.createWith(TASK));
    Awaitility.await().until(() -> fixture.emulator.tasks().size() == 1);
    assertThat(response).isNotDone();
  }

  @Test
  void aClearedFaultIsMetNoMoreAndWhatItHasDelayedIsStillServed() {
    onCreate(fault -> fault.commitDelay(Duration.ofSeconds(50)).disconnect(Fault.Disconnect.AFTER));
    assertCreateFails();
    fixture.emulator.clearFaults();
    assertThat(fixture.createWith(TASK).status()).isEqualTo(202);
    assertThat(fixture.emulator.tasks()).hasSize(1);
    fixture.clock.advance("PT50S");
    assertThat(fixture.emulator.tasks()).hasSize(2);
    assertThat(fixture.emulator.requests()).containsEntry("POST /api/v2/tasks", 2);
  }

  @Test
  void aDelayedResponseArrivesWhole() {
    onCreate(fault -> fault.delay(Duration.ofMillis(30)));
    assertThat(fixture.createWith(TASK).status()).isEqualTo(202);
  }

  @Test
  void lateWorkIsDoneByTheClockWhetherOrNotTheClientWaits() {
    onCreate(fault -> fault.status(504).commitDelay(Duration.ofSeconds(90)));
    assertThat(fixture.createWith(TASK).status()).isEqualTo(504);
    fixture.clock.advance("PT89.999S");
    assertThat(fixture.emulator.tasks()).isEmpty();
    fixture.clock.advance("PT1H");
    assertThat(fixture.emulator.tasks()).hasSize(1);
    assertThat(fixture.emulator.tasks().get(0).createdAt()).isEqualTo("2026-03-01T10:01:30Z");
    assertThat(fixture.emulator.tasks().get(0).status()).isEqualTo("finished");
  }

  @Test
  void lateWorkIsPlayedByWhatWasTrueWhenItWasDue() {
    onCreate(fault -> fault.status(504).commitDelay(Duration.ofSeconds(5)));
    fixture.createWith(TASK);
    fixture.clock.advance("PT1M");
    fixture.scenario(Scenario.newBuilder().outcome(Scenario.Outcome.FAILED));
    assertThat(fixture.emulator.tasks().get(0).status()).isEqualTo("finished");
  }

  @Test
  void lateWorkAfterADisconnectIsDoneToo() {
    onCreate(
        fault ->
            fault.disconnect(Fault.Disconnect.AFTER).commitDelay(Duration.ofSeconds(5)).times(1));
    assertCreateFails();
    String prompt = fixture.create("prompt");
    fixture.clock.advance("PT5S");
    assertThat(fixture.emulator.tasks()).hasSize(2);
    assertThat(fixture.emulator.tasks().get(0).id()).isEqualTo(prompt);
  }

  @Test
  void aClientThatWaitsForDelayedRequestGetsItsResponse() {
    onCreate(fault -> fault.commitDelay(Duration.ofMillis(30)));
    assertThat(fixture.createWith(TASK).status()).isEqualTo(202);
    assertThat(fixture.emulator.tasks()).hasSize(1);
  }

  @Test
  void forgottenLateWorkIsNeverDone() {
    onCreate(fault -> fault.status(504).commitDelay(Duration.ofSeconds(5)));
    fixture.createWith(TASK);
    fixture.emulator.reset();
    fixture.clock.advance("PT1M");
    assertThat(fixture.emulator.tasks()).isEmpty();
  }

  @Test
  void onlyTheNamedMethodAndPathAreSpoilt() {
    fixture.emulator.addFault(Fault.on("GET", "/tasks/[^/]+/status$").status(500).build());
    String id = fixture.create("t");
    assertThat(fixture.view(id).status()).isEqualTo(200);
    assertThat(fixture.get(V2 + "/tasks/" + id + "/status").status()).isEqualTo(500);
    assertThat(fixture.emulator.tasks().get(0).reads()).isEqualTo(1);
  }

  @Test
  void afterSkipsAndTimesLimits() {
    onCreate(fault -> fault.after(1).times(2).status(500));
    int[] seen = new int[5];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = fixture.createWith(TASK).status();
    }
    assertThat(seen).containsExactly(202, 500, 500, 202, 202);
  }

  @Test
  void theFirstFaultThatAppliesTakesEffect() {
    onCreate(fault -> fault.times(1).status(501));
    onCreate(fault -> fault.after(2).times(1).status(502));
    onCreate(fault -> fault.times(1).status(503));
    int[] seen = new int[4];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = fixture.createWith(TASK).status();
    }
    assertThat(seen).containsExactly(501, 503, 502, 202);
  }

  @Test
  void headersAloneAreAddedToTheRealResponse() {
    onCreate(fault -> fault.header("x-ratelimit-remaining", "0"));
    HttpResult result = fixture.createWith(TASK);
    assertThat(result.status()).isEqualTo(202);
    assertThat(result.response().headers().allValues("X-RateLimit-Remaining")).containsExactly("0");
  }

  @Test
  void aFaultCanBeAddedToSeveralEmulators() {
    Fault fault = Fault.on("POST", "/tasks").times(1).status(500).build();
    try (EmulatorFixture other = new EmulatorFixture()) {
      fixture.emulator.addFault(fault);
      other.emulator.addFault(fault);
      assertThat(fixture.createWith(TASK).status()).isEqualTo(500);
      assertThat(other.createWith(TASK).status()).isEqualTo(500);
    }
  }

  @Test
  void effectsThatExcludeEachOtherAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.newBuilder().build())
        .withMessageContaining("at least one of");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.newBuilder().status(500).disconnect(Fault.Disconnect.AFTER).build())
        .withMessageContaining("disconnect");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.newBuilder().garbage().body("x").build())
        .withMessageContaining("garbage");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.newBuilder().header("X-A", "1\r\nX-B: 2"))
        .withMessageContaining("X-A");
  }

  private void onCreate(UnaryOperator<Fault.Builder> effect) {
    fixture.emulator.addFault(effect.apply(Fault.on("POST", "/api/v2/tasks$")).build());
  }

  private void assertCreateFails() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                fixture.tryToSend(
                    fixture.request(V2 + "/tasks").POST(BodyPublishers.ofString(TASK))));
  }
}
