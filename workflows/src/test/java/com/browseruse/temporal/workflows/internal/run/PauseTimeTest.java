package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PauseTimeTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final PauseTime time = new PauseTime();

  private void note(boolean resting, int second) {
    time.note(resting, START.plusSeconds(second));
  }

  private Duration until(int second) {
    return time.until(START.plusSeconds(second));
  }

  @Test
  void onlyTheTimeInWhichTheAgentRestsCounts() {
    note(false, 0);
    note(true, 10);
    note(true, 15);
    note(false, 30);
    note(false, 50);
    note(true, 60);
    assertThat(until(70)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void itGoesOnFromWhatWasCounted() {
    time.restore(Duration.ofSeconds(20));
    note(true, 100);
    assertThat(until(105)).isEqualTo(Duration.ofSeconds(25));
  }

  @Test
  void anOlderRunHasCountedNothing() {
    time.restore(null);
    assertThat(until(0)).isZero();
  }
}
