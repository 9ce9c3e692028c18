package com.browseruse.temporal.worker.http;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import com.uber.m3.util.Duration;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import java.util.stream.DoubleStream;

/** What is counted in this process: by Temporal's SDK, by the JVM, and by the port itself. */
final class Metrics implements AutoCloseable {
  /** Often enough for who scrapes every few seconds. */
  private static final Duration REPORT_EVERY = Duration.ofSeconds(5);

  /** The reporter asks for 70 buckets of each time, which a fleet pays for with every scrape. */
  private static final class FewBuckets implements MeterFilter {
    private static final double[] NANOSECONDS =
        DoubleStream.of(0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 300, 1_800)
            .map(seconds -> seconds * 1e9)
            .toArray();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
      return Boolean.TRUE.equals(config.isPercentileHistogram())
          ? DistributionStatisticConfig.builder()
              .percentilesHistogram(false)
              .serviceLevelObjectives(NANOSECONDS)
              .build()
              .merge(config)
          : config;
    }
  }

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();
  private final Scope temporal;

  Metrics() {
    registry.config().meterFilter(new FewBuckets());
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collector.bindTo(registry);
    temporal =
        new RootScopeBuilder()
            .reporter(new MicrometerClientStatsReporter(registry))
            .reportEvery(REPORT_EVERY);
  }

  MeterRegistry registry() {
    return registry;
  }

  /** Where Temporal's SDK counts. */
  Scope temporal() {
    return temporal;
  }

  String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collector.close();
    try {
      temporal.close();
    } catch (ScopeCloseException e) {
      // Nobody reads them any more.
    }
    registry.close();
  }
}
