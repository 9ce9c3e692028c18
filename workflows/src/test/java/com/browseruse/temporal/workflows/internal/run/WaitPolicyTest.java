package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.workflows.PollingOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitPolicyTest {
  private static final Duration DAY = Duration.ofDays(1);
  private final WaitPolicy policy = new WaitPolicy(PollingOptions.getDefaultInstance());

  @ParameterizedTest
  @CsvSource({"PT0S,PT2S", "PT19S,PT2S", "PT1M,PT6S", "PT3M20S,PT20S", "PT5M,PT30S", "PT10H,PT30S"})
  void theWaitIsTenPercentOfTheAgeWithinItsBounds(Duration age, Duration wait) {
    assertThat(policy.next(age, DAY, 0)).isEqualTo(wait);
  }

  @Test
  void theWaitIsCutToTheTimeThatIsLeft() {
    Duration left = Duration.ofMillis(1500);
    assertThat(policy.next(Duration.ofHours(1), left, 0)).isEqualTo(left);
    assertThat(policy.next(Duration.ofHours(1), Duration.ZERO, 0)).isZero();
    assertThat(policy.next(Duration.ofHours(1), Duration.ofSeconds(-1), 0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.999})
  void jitterOnlyShortensAndKeepsTheLowerBound(double chance) {
    Duration full = policy.next(Duration.ofMinutes(2), DAY, 0);
    Duration wait = policy.next(Duration.ofMinutes(2), DAY, chance);
    assertThat(wait).isLessThanOrEqualTo(full);
    assertThat(wait).isGreaterThanOrEqualTo(full.multipliedBy(9).dividedBy(10));
    assertThat(policy.next(Duration.ZERO, DAY, chance)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aPollIsNeverLaterThanTenPercentOfTheTasksLength() {
    Duration age = Duration.ZERO;
    while (age.compareTo(Duration.ofMinutes(4)) < 0) {
      Duration wait = policy.next(age, DAY, 0);
      if (age.toSeconds() >= 20) {
        assertThat(wait.toMillis()).isLessThanOrEqualTo(age.toMillis() / 10);
      }
      age = age.plus(wait);
    }
  }

  @Test
  void withoutGrowthTheWaitStaysTheShortest() {
    WaitPolicy fixed =
        new WaitPolicy(
            PollingOptions.newBuilder()
                .initialInterval(Duration.ofMillis(100))
                .maxInterval(Duration.ofSeconds(1))
                .growth(0.0)
                .build());
    assertThat(fixed.next(Duration.ofHours(1), DAY, 0.5)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void boundsAreCheckedWhenTheOptionsAreBuilt() {
    assertThatThrownBy(
            () -> PollingOptions.newBuilder().initialInterval(Duration.ofMillis(99)).build())
        .hasMessageContaining("initialInterval must be at least 100 ms");
    assertThatThrownBy(
            () -> PollingOptions.newBuilder().initialInterval(Duration.ofMinutes(1)).build())
        .hasMessageContaining("maxInterval must not be shorter than initialInterval");
    assertThatThrownBy(() -> PollingOptions.newBuilder().growth(-0.1).build())
        .hasMessageContaining("growth must be between 0 and 10");
    assertThatThrownBy(() -> PollingOptions.newBuilder().growth(Double.NaN).build())
        .hasMessageContaining("growth must be between 0 and 10");
  }
}
