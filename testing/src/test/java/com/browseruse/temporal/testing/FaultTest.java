package com.browseruse.temporal.testing;

import static com.browseruse.temporal.testing.Lab.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.browseruse.temporal.testing.Lab.Got;
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

  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aStatusTakesThePlaceOfTheWork() {
    onCreate(fault -> fault.status(503).body("no").header("Retry-After", "7").times(1));
    Got got = lab.createWith(TASK);
    assertThat(got.status()).isEqualTo(503);
    assertThat(got.text()).isEqualTo("no");
    assertThat(got.response().headers().firstValue("Retry-After")).hasValue("7");
    assertThat(lab.emulator.tasks()).isEmpty();
    assertThat(lab.createWith(TASK).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource({"204", "304", "429", "502"})
  void anyStatusCanBeSent(int status) {
    onCreate(fault -> fault.status(status));
    assertThat(lab.createWith(TASK).status()).isEqualTo(status);
  }

  @Test
  void aStatusMayHideWorkThatWasDone() {
    onCreate(fault -> fault.status(500).commit());
    assertThat(lab.createWith(TASK).status()).isEqualTo(500);
    assertThat(lab.emulator.tasks()).hasSize(1);
  }

  @Test
  void garbageIsNoJsonWhateverItSays() {
    onCreate(fault -> fault.garbage());
    Got got = lab.createWith(TASK);
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.response().headers().firstValue("Content-Type")).hasValue("application/json");
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> Json.read(got.text()));
    assertThat(lab.emulator.tasks()).isEmpty();
  }

  @Test
  void garbageMayComeWithAStatusAndAfterTheWork() {
    onCreate(fault -> fault.garbage().status(502).commit());
    assertThat(lab.createWith(TASK).status()).isEqualTo(502);
    assertThat(lab.emulator.tasks()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aDisconnectBeforeTheWorkDoesNothingAndALaterOneDoesIt(Fault.Disconnect disconnect) {
    onCreate(fault -> fault.disconnect(disconnect));
    assertCreateFails();
    assertThat(lab.emulator.tasks()).hasSize(disconnect == Fault.Disconnect.BEFORE ? 0 : 1);
  }

  @Test
  void aDisconnectInMidBodySendsHalfOfIt() throws IOException {
    onCreate(fault -> fault.disconnect(Fault.Disconnect.MID_BODY).header("X-Extra", "1"));
    String raw = RawHttp.post(lab.emulator.port(), V2 + "/tasks", TASK);
    assertThat(raw).startsWith("HTTP/1.1 202").containsIgnoringCase("\r\nX-extra: 1\r\n");
    String id = lab.emulator.tasks().get(0).id();
    assertThat(raw).containsIgnoringCase("Content-length: 96").contains("{\"id\":\"" + id);
    assertThat(raw.substring(raw.indexOf("\r\n\r\n") + 4)).hasSize(96 / 2);
  }

  @Test
  void otherDisconnectsSendNotAByte() throws IOException {
    onCreate(fault -> fault.disconnect(Fault.Disconnect.BEFORE).times(1));
    onCreate(fault -> fault.disconnect(Fault.Disconnect.AFTER));
    assertThat(RawHttp.post(lab.emulator.port(), V2 + "/tasks", TASK)).isEmpty();
    assertThat(RawHttp.post(lab.emulator.port(), V2 + "/tasks", TASK)).isEmpty();
    assertThat(lab.emulator.tasks()).hasSize(1);
  }

  @Test
  void aDisconnectBeforeMayStillLetTheWorkBeDone() {
    onCreate(fault -> fault.disconnect(Fault.Disconnect.BEFORE).commit());
    assertCreateFails();
    assertThat(lab.emulator.tasks()).hasSize(1);
  }

  @Test
  void aDelayComesAfterTheWork() {
    onCreate(fault -> fault.delay(Duration.ofMinutes(5)));
    CompletableFuture<Got> answer = CompletableFuture.supplyAsync(() -> lab.createWith(TASK));
    Awaitility.await().until(() -> lab.emulator.tasks().size() == 1);
    assertThat(answer).isNotDone();
  }

  @Test
  void aDelayedAnswerArrivesWhole() {
    onCreate(fault -> fault.delay(Duration.ofMillis(30)));
    assertThat(lab.createWith(TASK).status()).isEqualTo(202);
  }

  @Test
  void lateWorkIsDoneByTheClockWhetherOrNotTheClientWaits() {
    onCreate(fault -> fault.status(504).commitDelay(Duration.ofSeconds(90)));
    assertThat(lab.createWith(TASK).status()).isEqualTo(504);
    lab.clock.advance("PT89.999S");
    assertThat(lab.emulator.tasks()).isEmpty();
    lab.clock.advance("PT1H");
    assertThat(lab.emulator.tasks()).hasSize(1);
    assertThat(lab.emulator.tasks().get(0).createdAt()).isEqualTo("2026-03-01T10:01:30Z");
    assertThat(lab.emulator.tasks().get(0).status()).isEqualTo("finished");
  }

  @Test
  void lateWorkIsPlayedByWhatWasTrueWhenItWasDue() {
    onCreate(fault -> fault.status(504).commitDelay(Duration.ofSeconds(5)));
    lab.createWith(TASK);
    lab.clock.advance("PT1M");
    lab.scenario(Scenario.newBuilder().outcome(Scenario.Outcome.FAILED));
    assertThat(lab.emulator.tasks().get(0).status()).isEqualTo("finished");
  }

  @Test
  void lateWorkAfterADisconnectIsDoneToo() {
    onCreate(
        fault ->
            fault.disconnect(Fault.Disconnect.AFTER).commitDelay(Duration.ofSeconds(5)).times(1));
    assertCreateFails();
    String prompt = lab.create("prompt");
    lab.clock.advance("PT5S");
    assertThat(lab.emulator.tasks()).hasSize(2);
    assertThat(lab.emulator.tasks().get(0).id()).isEqualTo(prompt);
  }

  @Test
  void aClientThatWaitsForLateWorkGetsItsAnswer() {
    onCreate(fault -> fault.commitDelay(Duration.ofMillis(30)));
    assertThat(lab.createWith(TASK).status()).isEqualTo(202);
    assertThat(lab.emulator.tasks()).hasSize(1);
  }

  @Test
  void forgottenLateWorkIsNeverDone() {
    onCreate(fault -> fault.status(504).commitDelay(Duration.ofSeconds(5)));
    lab.createWith(TASK);
    lab.emulator.reset();
    lab.clock.advance("PT1M");
    assertThat(lab.emulator.tasks()).isEmpty();
  }

  @Test
  void onlyTheNamedMethodAndPathAreSpoilt() {
    lab.emulator.addFault(Fault.on("GET", "/tasks/[^/]+/status$").status(500).build());
    String id = lab.create("t");
    assertThat(lab.view(id).status()).isEqualTo(200);
    assertThat(lab.get(V2 + "/tasks/" + id + "/status").status()).isEqualTo(500);
    assertThat(lab.emulator.tasks().get(0).reads()).isEqualTo(1);
  }

  @Test
  void afterSkipsAndTimesLimits() {
    onCreate(fault -> fault.after(1).times(2).status(500));
    int[] seen = new int[5];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = lab.createWith(TASK).status();
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
      seen[i] = lab.createWith(TASK).status();
    }
    assertThat(seen).containsExactly(501, 503, 502, 202);
  }

  @Test
  void headersAloneAreAddedToTheTrueAnswer() {
    onCreate(fault -> fault.header("x-ratelimit-remaining", "0"));
    Got got = lab.createWith(TASK);
    assertThat(got.status()).isEqualTo(202);
    assertThat(got.response().headers().allValues("X-RateLimit-Remaining")).containsExactly("0");
  }

  @Test
  void aFaultCanBeAddedToSeveralEmulators() {
    Fault fault = Fault.on("POST", "/tasks").times(1).status(500).build();
    try (Lab other = new Lab()) {
      lab.emulator.addFault(fault);
      other.emulator.addFault(fault);
      assertThat(lab.createWith(TASK).status()).isEqualTo(500);
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
    lab.emulator.addFault(effect.apply(Fault.on("POST", "/api/v2/tasks$")).build());
  }

  private void assertCreateFails() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> lab.tryToSend(lab.request(V2 + "/tasks").POST(BodyPublishers.ofString(TASK))));
  }
}
