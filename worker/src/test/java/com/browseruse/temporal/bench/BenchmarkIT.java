package com.browseruse.temporal.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Measures, and writes {@code testing/target/bench/report.md}, its plots, and {@code report.json}.
 * It fails only where a run does not end as it should: figures are for people to judge.
 */
@Tag("bench")
@Tag("benchmark")
@Isolated
@Timeout(value = 2, unit = TimeUnit.HOURS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BenchmarkIT {
  static {
    System.setProperty("java.awt.headless", "true");
  }

  private static final Path FOLDER = Path.of("..", "testing", "target", "bench");
  private static final Report REPORT = new Report(Machine.describe());

  private static List<Cost> costs = List.of();
  private static List<Scale> scales = List.of();

  @AfterEach
  void write() {
    REPORT.write(FOLDER);
  }

  @Test
  @Order(1)
  void costOfOneRun() {
    costs = CostPart.measure();
    CostPart.report(REPORT, costs);
  }

  @Test
  @Order(2)
  void manyRunsAtOnce() {
    scales = ScalePart.measure();
    ScalePart.report(REPORT, scales);
    assertThat(scales)
        .filteredOn(scale -> scale.contender().isPlugin())
        .allMatch(scale -> scale.unfinished() == 0);
  }

  @Test
  @Order(3)
  void growth() {
    GrowthPart.report(REPORT, costs, GrowthPart.bySteps(), GrowthPart.byOutput(), scales);
  }
}
