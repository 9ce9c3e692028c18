package com.browseruse.temporal.worker.http;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import com.uber.m3.util.Duration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;

/** What is counted in this process: by Temporal's SDK, by the JVM, and by the port itself. */
final class Metrics implements AutoCloseable {
  /** Often enough for who scrapes every few seconds. */
  private static final Duration REPORT_EVERY = Duration.ofSeconds(5);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();
  private final Scope temporal;

  Metrics() {
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
