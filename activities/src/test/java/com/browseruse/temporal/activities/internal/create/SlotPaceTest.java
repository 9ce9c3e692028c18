package com.browseruse.temporal.activities.internal.create;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plays an account with few sessions against the pace of one worker or several. */
class SlotPaceTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration CALL = Duration.ofMillis(100);

  private record Played(Duration took, int asked, Duration free) {}

  private static Played play(
      int runs, int sessions, Duration length, int workers, boolean seesEnds) {
    Random random = new Random(7);
    List<SlotPace> paces = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      paces.add(new SlotPace(random::nextDouble));
    }
    PriorityQueue<Instant> ends = new PriorityQueue<>();
    int asked = 0;
    int made = 0;
    Duration free = Duration.ZERO;
    Instant end = START;
    PriorityQueue<Instant> seen = new PriorityQueue<>();
    while (made < runs) {
      SlotPace pace = paces.stream().min(Comparator.comparing(SlotPace::due)).orElseThrow();
      if (!seen.isEmpty() && seen.peek().isBefore(pace.due())) {
        paces.get(random.nextInt(workers)).ended(seen.poll());
        continue;
      }
      Instant now = pace.due().isBefore(START) ? START : pace.due();
      asked++;
      if (ends.size() < sessions || !ends.peek().isAfter(now)) {
        if (ends.size() == sessions) {
          free = free.plus(Duration.between(ends.poll(), now));
        }
        made++;
        end = now.plus(length);
        ends.add(end);
        if (seesEnds) {
          // Runs look every two seconds.
          seen.add(end.plusMillis(random.nextInt(2000)));
        }
        pace.granted(now.plus(CALL));
      } else {
        pace.refused(now.plus(CALL), Duration.ZERO);
      }
    }
    return new Played(Duration.between(START, end), asked, free.dividedBy(runs));
  }

  @ParameterizedTest
  @CsvSource({
    "60, 10, 10, 1, true, 1.2, 100",
    "300, 10, 10, 1, true, 1.1, 470",
    "300, 10, 10, 3, true, 1.1, 800",
    "60, 10, 10, 1, false, 1.2, 120",
    "300, 10, 10, 1, false, 1.1, 560",
    "1000, 50, 20, 1, true, 1.1, 1600",
    "300, 3, 20, 1, true, 1.1, 1400",
    "100, 10, 300, 1, true, 1.02, 1700"
  })
  void sessionsAreTakenSoonAndAskedForSeldom(
      int runs, int sessions, int seconds, int workers, boolean seesEnds, double factor, int most) {
    Duration length = Duration.ofSeconds(seconds);

    Played played = play(runs, sessions, length, workers, seesEnds);

    double least = (double) length.toMillis() * runs / sessions;
    assertThat(played.took().toMillis() / least).isLessThan(factor);
    assertThat(played.asked()).isLessThan(most);
    assertThat(1000.0 * (played.asked() - runs) / played.took().toMillis()).isLessThan(2);
    assertThat(played.free()).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void whatTheServerSaysIsObeyed() {
    SlotPace pace = new SlotPace(() -> 0.5);
    pace.refused(START, Duration.ofSeconds(42));
    assertThat(pace.due()).isEqualTo(START.plusSeconds(42));
  }

  @Test
  void theMoreAreGrantedTheMoreAreAskedForAtOnce() {
    SlotPace pace = new SlotPace(() -> 0.5);
    pace.refused(START, Duration.ZERO);
    assertThat(pace.atOnce(START)).isEqualTo(1);
    Instant now = START.plusSeconds(2);
    for (int i = 0; i < 6; i++) {
      pace.granted(now);
    }
    assertThat(pace.atOnce(now)).isEqualTo(3);
    pace.refused(now, Duration.ZERO);
    assertThat(pace.atOnce(now)).isEqualTo(1);
  }

  @Test
  void noMoreAreAskedForAtOnceThanTasksWereSeenToEnd() {
    SlotPace pace = new SlotPace(() -> 0.5);
    pace.refused(START, Duration.ZERO);
    Instant now = START.plusSeconds(2);
    for (int i = 0; i < 6; i++) {
      pace.ended(now);
    }
    assertThat(pace.atOnce(now)).isEqualTo(6);
    for (int i = 0; i < 6; i++) {
      pace.granted(now);
    }
    assertThat(pace.atOnce(now)).isEqualTo(1);
    assertThat(pace.due()).isAfter(now);
  }
}
