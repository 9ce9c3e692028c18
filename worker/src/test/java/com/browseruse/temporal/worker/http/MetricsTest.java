package com.browseruse.temporal.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.uber.m3.util.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void aTimeOfTheSdkHasFewBuckets() throws Exception {
    try (Metrics metrics = new Metrics()) {
      metrics.temporal().timer("temporal_test_latency").record(Duration.ofMillis(30));

      // Reports what it has, without waiting for its time.
      metrics.temporal().close();
      List<String> buckets =
          metrics
              .scrape()
              .lines()
              .filter(line -> line.startsWith("temporal_test_latency_seconds_bucket"))
              .toList();
      assertThat(buckets).hasSize(11);
      assertThat(buckets.get(0)).contains("le=\"0.01\"").endsWith(" 0");
      assertThat(buckets.get(1)).contains("le=\"0.05\"").endsWith(" 1");
    }
  }
}
