package com.browseruse.temporal.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The time of unclear requests, which is all that a lookup reads. (core 15) */
class UnclearRequestsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static UnclearRequests of(int first, int last) {
    return new UnclearRequests(NOON.plusSeconds(first), NOON.plusSeconds(last));
  }

  @Test
  void twoAreOneFromTheFirstToTheLast() {
    assertThat(UnclearRequests.unite(of(5, 9), of(1, 2))).isEqualTo(of(1, 9));
    assertThat(UnclearRequests.unite(of(1, 9), of(2, 3))).isEqualTo(of(1, 9));
    assertThat(UnclearRequests.unite(null, of(1, 2))).isEqualTo(of(1, 2));
    assertThat(UnclearRequests.unite(of(1, 2), null)).isEqualTo(of(1, 2));
    assertThat(UnclearRequests.unite(null, null)).isNull();
  }

  @Test
  void whatIsSettledIsCutOff() {
    assertThat(of(1, 9).since(NOON)).isEqualTo(of(1, 9));
    assertThat(of(1, 9).since(NOON.plusSeconds(5))).isEqualTo(of(5, 9));
    assertThat(of(1, 9).since(NOON.plusSeconds(9))).isEqualTo(of(9, 9));
    assertThat(of(1, 9).since(NOON.plusSeconds(10))).isNull();
  }
}
