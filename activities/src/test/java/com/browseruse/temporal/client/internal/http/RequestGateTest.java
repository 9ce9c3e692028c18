package com.browseruse.temporal.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class RequestGateTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private Instant now = START;
  private final RequestGate gate =
      new RequestGate(
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          });

  @Test
  void anyNumberPassesUntilTheApiWantsToBeLeftAlone() {
    for (int i = 0; i < 1000; i++) {
      assertThat(gate.enter(true)).isNull();
    }
    gate.close(Duration.ofSeconds(5));
    assertThat(gate.enter(true)).isGreaterThan(Duration.ofSeconds(5));
    assertThat(gate.enter(false)).isGreaterThan(Duration.ofSeconds(5));
  }

  @Test
  void aShorterTimeDoesNotOpenIt() {
    gate.close(Duration.ofMinutes(5));
    gate.close(Duration.ofSeconds(5));
    now = now.plusSeconds(10);
    assertThat(gate.enter(false)).isGreaterThan(Duration.ofMinutes(4));
  }

  @Test
  void whatChangesSomethingGoesBeforeWhatReads() {
    gate.close(Duration.ofSeconds(5));
    for (int i = 0; i < 200; i++) {
      gate.enter(true);
    }
    assertThat(gate.enter(true)).isGreaterThan(Duration.ofSeconds(15));
    assertThat(gate.enter(false)).isLessThan(Duration.ofSeconds(6));
  }

  /** Who was sent away comes again when told, and the API sees no more than its budget. */
  @Test
  void thoseWhoWaitedComeOneAfterAnother() {
    gate.close(Duration.ofSeconds(5));
    PriorityQueue<Instant> comings = new PriorityQueue<>(Comparator.naturalOrder());
    for (int i = 0; i < 400; i++) {
      comings.add(START.plusMillis(i));
    }
    int passed = 0;
    int comingsInAll = 0;
    while (!comings.isEmpty()) {
      now = comings.poll();
      comingsInAll++;
      Duration wait = gate.enter(true);
      if (wait == null) {
        passed++;
      } else {
        comings.add(now.plus(wait));
      }
    }
    assertThat(passed).isEqualTo(400);
    assertThat(comingsInAll).as("nobody is sent away twice").isLessThanOrEqualTo(820);
    assertThat(Duration.between(START, now))
        .isBetween(Duration.ofSeconds(24), Duration.ofSeconds(27));
  }

  @Test
  void onceAllIsWellItIsWideAgain() {
    gate.close(Duration.ofSeconds(5));
    now = now.plusSeconds(5).plus(RequestGate.NARROW);
    for (int i = 0; i < 1000; i++) {
      assertThat(gate.enter(true)).isNull();
    }
  }
}
