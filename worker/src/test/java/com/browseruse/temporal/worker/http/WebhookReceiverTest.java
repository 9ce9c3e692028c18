package com.browseruse.temporal.worker.http;

import static com.browseruse.temporal.worker.http.Signed.event;
import static com.browseruse.temporal.worker.http.Signed.madeBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.worker.http.WebhookReceiver.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WebhookReceiverTest {
  private static final String OURS = madeBy("shop", "milk");

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-26T09:00:00Z"));
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final ConcurrentLinkedQueue<String> signalled = new ConcurrentLinkedQueue<>();
  private volatile HintSender.Signal signal = id -> true;
  private final HintSender hints =
      new HintSender(
          id -> {
            signalled.add(id);
            return signal.send(id);
          },
          metrics);
  private final WebhookReceiver receiver = new WebhookReceiver(Signed.SECRET, clock, hints, "shop");

  @AfterEach
  void close() {
    hints.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"finished", "stopped", "failed", "paused", "idle", "a new word", ""})
  void theRunThatHasMadeTheTaskIsToldToLook(String status) {
    assertThat(receive(event("t1", status, OURS))).isEqualTo(Outcome.ACCEPTED);

    await().untilAsserted(() -> assertThat(signalled).containsExactly("milk"));
    await().until(() -> count("sent") == 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "initializing", "started", "running"})
  void aTaskThatWorksOnIsNoReasonToLook(String status) {
    assertThat(receive(event("t1", status, OURS))).isEqualTo(Outcome.IGNORED);
  }

  @Test
  void strangersAreIgnored() {
    for (String stranger :
        List.of(
            event("t1", "finished", madeBy("other", "milk")),
            event("t1", "finished", "{\"temporal_namespace\":\"other\"}"),
            event("t1", "finished", "{\"temporal_workflow_id\":\"milk\"}"),
            event("", "finished", madeBy("shop", "x".repeat(1_001))),
            event("", "finished", madeBy("shop", "")),
            "{\"payload\":{\"test\":\"ok\"},\"timestamp\":\"2024-03-21T12:00:00Z\",\"type\":\"test\"}",
            "{\"payload\":null,\"type\":\"agent.task.status_update\"}",
            "{\"payload\":[1],\"type\":1}",
            "{\"payload\":{\"metadata\":{\"temporal_namespace\":1},\"status\":7,\"task_id\":null}}",
            "{\"payload\":{\"n\":" + "9".repeat(2_000) + "}}",
            "{}")) {
      assertThat(receive(stranger)).as(stranger).isIn(Outcome.IGNORED);
    }
    assertThat(signalled).isEmpty();
  }

  @Test
  void aRunThatHasTakenATaskOverIsTold() {
    signal = id -> !id.equals("milk");

    receive(event("t1", "finished", OURS));
    receive(event("t2", "finished", "{}"));
    receive(event("t3", "finished", "null"));

    await()
        .untilAsserted(
            () ->
                assertThat(signalled)
                    .containsExactlyInAnyOrder("milk", "attach-t1", "attach-t2", "attach-t3"));
  }

  @Test
  void aRunThatHasEndedIsNoError() {
    signal = id -> false;

    assertThat(receive(event("t1", "finished", OURS))).isEqualTo(Outcome.ACCEPTED);

    await().until(() -> count("no_run") == 1);
  }

  @Test
  void aSecondDeliveryIsNotPassedOn() {
    String event = event("t1", "finished", OURS);
    assertThat(receive(event)).isEqualTo(Outcome.ACCEPTED);
    await().until(() -> count("sent") == 1);

    assertThat(receive(event)).isEqualTo(Outcome.DUPLICATE);
    clock.advance(Duration.ofMinutes(10));
    assertThat(receive(event)).as("signed anew").isEqualTo(Outcome.DUPLICATE);
    assertThat(receive(event("t1", "stopped", OURS))).isEqualTo(Outcome.ACCEPTED);

    await().until(() -> count("sent") == 2);
    assertThat(signalled).containsExactly("milk", "milk");
  }

  @Test
  void whatCouldNotBePassedOnMayBeDeliveredAgain() {
    String event = event("t1", "finished", OURS);
    signal =
        id -> {
          throw new IllegalStateException("Temporal is away");
        };
    receive(event);
    await().until(() -> count("failed") == 1);
    signal = id -> true;

    await().untilAsserted(() -> assertThat(receive(event)).isEqualTo(Outcome.ACCEPTED));
    await().until(() -> count("sent") == 1);
  }

  @Test
  void aTemporalThatHangsHoldsNobodyUpAndTheQueueHasAnEnd() throws InterruptedException {
    CountDownLatch back = new CountDownLatch(1);
    signal =
        id -> {
          try {
            return back.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    int overloaded = 0;
    long slowest = 0;
    for (int i = 0; i < HintSender.MOST_WAITING + 100; i++) {
      clock.advance(Duration.ofMillis(10));
      long start = System.nanoTime();
      Outcome outcome = receive(event("t" + i, "finished", madeBy("shop", "run-" + i)));
      slowest = Math.max(slowest, System.nanoTime() - start);
      overloaded += outcome == Outcome.OVERLOADED ? 1 : 0;
    }
    assertThat(overloaded).isBetween(90, 100);
    assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(1));
    assertThat(metrics.get("browser.use.hints.waiting").gauge().value())
        .isEqualTo(HintSender.MOST_WAITING);

    back.countDown();
    await().until(() -> count("sent") > HintSender.MOST_WAITING - 1);
    assertThat(receive(event("t1099", "finished", madeBy("shop", "run-1099"))))
        .as("what was turned away may come again")
        .isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void hintsToARunThatStillWaitAreOne() throws InterruptedException {
    CountDownLatch back = new CountDownLatch(1);
    signal =
        id -> {
          try {
            return back.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    for (int i = 0; i < 4; i++) {
      receive(event("t" + i, "finished", madeBy("shop", "busy-" + i)));
    }
    await().until(() -> signalled.size() == 4);

    for (String status : List.of("paused", "idle", "finished")) {
      assertThat(receive(event("t9", status, OURS))).isEqualTo(Outcome.ACCEPTED);
    }
    back.countDown();

    await().until(() -> count("sent") == 5);
    assertThat(signalled).containsOnlyOnce("milk");
  }

  @Test
  void moreThanItsShareIsTurnedAwayUntilTimeHasPassed() {
    int taken = 0;
    while (receive("{}") != Outcome.TOO_MANY) {
      taken++;
    }
    assertThat(taken).isEqualTo(2 * WebhookReceiver.MOST_PER_SECOND);

    clock.advance(Duration.ofMillis(10));
    assertThat(receive("{}")).isEqualTo(Outcome.IGNORED);
  }

  @Test
  void whatIsTooLargeIsTurnedAway() {
    byte[] body = new byte[WebhookReceiver.MOST_BYTES + 1];

    assertThat(receiver.receive("1", "2", body)).isEqualTo(Outcome.TOO_LARGE);
  }

  @Test
  void withoutASignatureNothingIsPassedOn() {
    byte[] body = event("t1", "finished", OURS).getBytes(StandardCharsets.UTF_8);

    assertThat(receiver.receive(now(), "0".repeat(64), body)).isEqualTo(Outcome.REFUSED);
    assertThat(receiver.receive(now(), null, body)).isEqualTo(Outcome.REFUSED);
    assertThat(signalled).isEmpty();
  }

  private Outcome receive(String canonical) {
    String time = now();
    return receiver.receive(
        time, Signed.signature(time, canonical), canonical.getBytes(StandardCharsets.UTF_8));
  }

  private String now() {
    return Long.toString(clock.instant().getEpochSecond());
  }

  private double count(String outcome) {
    return metrics.counter("browser.use.hints", "outcome", outcome).count();
  }
}
