package com.browseruse.temporal.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
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
      assertThat(gate.enter(false)).isNull();
    }
    gate.close(Duration.ofSeconds(5));
    assertThat(gate.enter(false)).isGreaterThan(Duration.ofSeconds(5));
    assertThat(gate.enter(true)).isGreaterThan(Duration.ofSeconds(5));
  }

  @Test
  void aShorterTimeDoesNotOpenIt() {
    gate.close(Duration.ofMinutes(5));
    gate.close(Duration.ofSeconds(5));
    now = now.plusSeconds(10);
    assertThat(gate.enter(true)).isGreaterThan(Duration.ofMinutes(4));
  }

  @Test
  void whatGoesFirstDoesNotWaitForThePolls() {
    gate.close(Duration.ofSeconds(5));
    for (int i = 0; i < 210; i++) {
      gate.enter(false);
    }
    assertThat(gate.enter(false)).isGreaterThan(Duration.ofSeconds(14));
    assertThat(gate.enter(true)).isLessThan(Duration.ofSeconds(6));
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
      Duration wait = gate.enter(false);
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

  /** The fleet's budget and a watcher that reads four pages every two seconds. */
  @Test
  void whoComesAtTheRateOfTheFleetIsHardlySentAway() {
    gate.close(Duration.ofSeconds(5));
    now = now.plusSeconds(5);
    Random random = new Random(1);
    List<Instant> passed = new ArrayList<>();
    int polls = 0;
    int refusedPolls = 0;
    int refusedLists = 0;
    for (int slice = 0; slice < 2_400; slice++) {
      now = now.plusMillis(10);
      if (random.nextDouble() < 0.2) {
        polls++;
        if (gate.enter(false) == null) {
          passed.add(now);
        } else {
          refusedPolls++;
        }
      }
      for (int page = 0; slice % 200 == 0 && page < 4; page++) {
        if (gate.enter(true) == null) {
          passed.add(now);
        } else {
          refusedLists++;
        }
      }
    }
    assertThat(refusedLists).isZero();
    assertThat(refusedPolls).isLessThan(polls / 5);
    assertThat(mostIn(Duration.ofSeconds(5), passed))
        .as("what a project may send in five seconds")
        .isLessThanOrEqualTo(125);
  }

  private static long mostIn(Duration window, List<Instant> times) {
    return times.stream()
        .mapToLong(
            from ->
                times.stream()
                    .filter(time -> !time.isBefore(from) && time.isBefore(from.plus(window)))
                    .count())
        .max()
        .getAsLong();
  }

  @Test
  void onceAllIsWellItIsWideAgain() {
    gate.close(Duration.ofSeconds(5));
    now = now.plusSeconds(5).plus(RequestGate.NARROW);
    for (int i = 0; i < 1000; i++) {
      assertThat(gate.enter(false)).isNull();
    }
  }
}
