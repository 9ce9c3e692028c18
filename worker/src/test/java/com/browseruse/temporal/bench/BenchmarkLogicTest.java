package com.browseruse.temporal.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.ActivityTaskStartedEventAttributes;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the benchmark makes of its figures. */
class BenchmarkLogicTest {
  static {
    System.setProperty("java.awt.headless", "true");
  }

  @Test
  void aLineGoesThroughItsPoints() {
    Fit line = Fit.line(new double[] {1, 2, 4}, new double[] {5, 7, 11});
    assertThat(line.at(10)).isCloseTo(23, within(1e-9));
  }

  @Test
  void anExponentSaysHowSomethingGrows() {
    double[] x = {10, 100, 1_000};
    assertThat(Fit.exponent(x, new double[] {3, 300, 30_000})).isCloseTo(2, within(1e-9));
    assertThat(Fit.exponent(x, new double[] {7, 7, 7})).isCloseTo(0, within(1e-9));
  }

  @Test
  void aPercentileIsOneOfTheValues() {
    List<Double> values = new ArrayList<>();
    for (double i = 100; i >= 1; i--) {
      values.add(i);
    }
    assertThat(Fit.percentile(values, 50)).isEqualTo(50);
    assertThat(Fit.percentile(values, 95)).isEqualTo(95);
    assertThat(Fit.percentile(values, 100)).isEqualTo(100);
    assertThat(Fit.percentile(List.of(3.0), 50)).isEqualTo(3);
  }

  @Test
  void whatIsCalculatedFollowsFromShorterRunsAndSaysSo() {
    Cost calculated = Cost.calculated(List.of(cost(10, 110, 110), cost(20, 210, 210)), 100);
    assertThat(calculated.events()).isCloseTo(1_010, within(1e-9));
    assertThat(calculated.largestHistory()).isCloseTo(1_010, within(1e-9));
    assertThat(calculated.late()).isNaN();
    assertThat(calculated.calculated()).isTrue();
  }

  @Test
  void historiesThatContinuedAsNewGrowNoLonger() {
    Cost calculated = Cost.calculated(List.of(cost(10, 110, 110), cost(20, 210, 120)), 100);
    assertThat(calculated.largestHistory()).isEqualTo(120);
  }

  @Test
  void eachAttemptOfAnActivityIsAnAction() {
    List<HistoryEvent> history =
        Stream.of(
                EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED,
                EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED,
                EventType.EVENT_TYPE_TIMER_STARTED,
                EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
                EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED)
            .map(
                type ->
                    HistoryEvent.newBuilder()
                        .setEventType(type)
                        .setActivityTaskStartedEventAttributes(
                            ActivityTaskStartedEventAttributes.newBuilder().setAttempt(4))
                        .build())
            .toList();
    assertThat(CloudActions.in(history)).isEqualTo(6);
    assertThat(CloudActions.price(20_000)).isCloseTo(1, within(1e-9));
  }

  @Test
  void aNumberHasAsManyDigitsAsItDeserves() {
    assertThat(Stream.of(1_234_567.4, 3.0, 3.14159, 0.004, Double.NaN).map(Report::number))
        .containsExactly("1,234,567", "3", "3.14", "0.00", "–");
  }

  @Test
  void aReportIsTextPlotsAndJson(@TempDir Path folder) throws IOException {
    List<Cost> costs =
        CostPart.CONTENDERS.stream()
            .flatMap(
                who ->
                    Stream.of(10, 60, 600, 3_600, 86_400, 604_800)
                        .map(
                            s ->
                                new Cost(
                                    who,
                                    s,
                                    1,
                                    1,
                                    s,
                                    s,
                                    s,
                                    s,
                                    s,
                                    s,
                                    s,
                                    1,
                                    who.isPlugin() && s > 9_999)))
            .toList();
    Report report = new Report(Map.of("Cores", "2"));
    CostPart.report(report, costs);
    report.write(folder);

    assertThat(Files.readString(folder.resolve("report.md")))
        .startsWith("| Measured on |  |\n|---|---|\n| Cores | 2 |\n")
        .contains(
            "| Polls | 10 s | 1 min | 10 min | 1 h | 24 h | 7 d |\n"
                + "|---|---:|---:|---:|---:|---:|---:|\n"
                + "| plugin, watched | 10 | 60 | 600 | 3,600 | ≈ 86,400 | ≈ 604,800 |\n",
            "](images/cost-events.png)");
    assertThat(new ObjectMapper().readTree(folder.resolve("report.json").toFile()).get("cost"))
        .hasSize(costs.size());
    assertThat(ImageIO.read(folder.resolve("images/cost-events.png").toFile()).getWidth())
        .isEqualTo(720);
  }

  private static Cost cost(double seconds, double events, double largest) {
    return new Cost(Contender.LOOP_2S, seconds, 1, 1, 1, 1, 1, events, largest, 1, 1, 0, false);
  }
}
