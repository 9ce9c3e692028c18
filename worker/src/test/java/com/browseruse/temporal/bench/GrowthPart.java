package com.browseruse.temporal.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** With which exponent costs grow: by the length of a task, its steps, its output, their number. */
final class GrowthPart {
  private static final Duration LENGTH = Duration.ofMinutes(10);
  private static final int[] STEPS = {10, 100, 1_000};
  private static final int[] OUTPUTS = {1_000, 10_000, 100_000};

  private GrowthPart() {}

  static List<Cost> bySteps() {
    List<Cost> all = new ArrayList<>();
    for (Contender contender : CostPart.CONTENDERS) {
      for (int steps : STEPS) {
        all.add(SkippedRun.measure(contender, LENGTH, steps, OUTPUTS[0]));
      }
    }
    return all;
  }

  static List<Cost> byOutput() {
    List<Cost> all = new ArrayList<>();
    for (Contender contender : CostPart.CONTENDERS) {
      for (int output : OUTPUTS) {
        all.add(SkippedRun.measure(contender, LENGTH, STEPS[0], output));
      }
    }
    return all;
  }

  static void report(
      Report report,
      List<Cost> byLength,
      List<Cost> bySteps,
      List<Cost> byOutput,
      List<Scale> scales) {
    Map<String, Map<Contender, Double>> exponents = new LinkedHashMap<>();
    List<Cost> measured = byLength.stream().filter(cost -> !cost.calculated()).toList();
    exponents.put("requests by length", of(measured, Cost::seconds, Cost::requests));
    exponents.put("events by length", of(measured, Cost::seconds, Cost::events));
    exponents.put("actions by length", of(measured, Cost::seconds, Cost::actions));
    exponents.put("bytes by steps", of(bySteps, Cost::steps, Cost::bytes));
    exponents.put("events by steps", of(bySteps, Cost::steps, Cost::events));
    exponents.put("bytes by output", of(byOutput, Cost::output, Cost::bytes));
    exponents.put("history by output", of(byOutput, Cost::output, Cost::historyBytes));
    exponents.put("requests by number", byNumber(scales, Scale::requests));
    exponents.put("server CPU by number", byNumber(scales, Scale::serverCpu));
    report
        .data("bySteps", bySteps)
        .data("byOutput", byOutput)
        .data("exponents", exponents)
        .title("How costs grow")
        .paragraph(
            "The exponents of growth, fitted by least squares to the logarithms: 0 does not grow, 1"
                + " grows in proportion. By length: what was measured above; by steps (10, 100,"
                + " 1,000) and by characters of output (1,000, 10,000, 100,000): one run of ten"
                + " minutes on skipped time, bytes being those over HTTP and history those of the"
                + " events; by number: all runs at once, where more than one number was measured.");
    List<String> header = new ArrayList<>(List.of("Exponent"));
    header.addAll(exponents.keySet());
    report.table(
        header,
        CostPart.CONTENDERS.stream()
            .map(
                contender ->
                    Stream.concat(
                            Stream.of(contender.label()),
                            exponents.values().stream()
                                .map(by -> by.getOrDefault(contender, Double.NaN))
                                .map(GrowthPart::exponent))
                        .toList())
            .toList());
  }

  private static String exponent(double value) {
    // Not "-0.00".
    return Report.number(Math.abs(value) < 0.005 ? 0 : value);
  }

  private static Map<Contender, Double> of(
      List<Cost> costs, ToDoubleFunction<Cost> x, ToDoubleFunction<Cost> y) {
    return exponents(costs, Cost::contender, x, y);
  }

  private static Map<Contender, Double> byNumber(List<Scale> all, ToDoubleFunction<Scale> y) {
    return exponents(all, Scale::contender, Scale::tasks, y);
  }

  private static <T> Map<Contender, Double> exponents(
      List<T> all, Function<T, Contender> who, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
    Map<Contender, Double> exponents = new LinkedHashMap<>();
    for (Contender contender : CostPart.CONTENDERS) {
      List<T> own = all.stream().filter(one -> who.apply(one) == contender).toList();
      double[] points = own.stream().mapToDouble(x).toArray();
      if (points.length > 1) {
        exponents.put(contender, Fit.exponent(points, own.stream().mapToDouble(y).toArray()));
      }
    }
    return exponents;
  }
}
