package com.browseruse.temporal.bench;

import static com.browseruse.temporal.bench.Report.number;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one run costs, by the length of its task, on skipped time. */
final class CostPart {
  private static final Logger log = LoggerFactory.getLogger(CostPart.class);

  static final List<Contender> CONTENDERS =
      Arrays.stream(Contender.values()).filter(who -> who != Contender.CEILING).toList();

  private static final Map<String, Duration> LENGTHS = new LinkedHashMap<>();

  static {
    LENGTHS.put("10 s", Duration.ofSeconds(10));
    LENGTHS.put("1 min", Duration.ofMinutes(1));
    LENGTHS.put("10 min", Duration.ofMinutes(10));
    LENGTHS.put("1 h", Duration.ofHours(1));
    LENGTHS.put("24 h", Duration.ofHours(24));
    LENGTHS.put("7 d", Duration.ofDays(7));
  }

  /** A run that polls more often takes minutes, on skipped time, too: its cost is calculated. */
  private static final long MOST_POLLS = Long.getLong("bench.polls", 25_000);

  private static final int STEPS = 10;
  private static final int OUTPUT = 1_000;

  private CostPart() {}

  static List<Cost> measure() {
    List<Cost> all = new ArrayList<>();
    for (Contender contender : CONTENDERS) {
      List<Cost> measured = new ArrayList<>();
      for (Duration length : LENGTHS.values()) {
        if (contender.polls(length) > MOST_POLLS) {
          all.add(Cost.calculated(measured, length.toSeconds()));
        } else {
          measured.add(SkippedRun.measure(contender, length, STEPS, OUTPUT));
          all.add(measured.get(measured.size() - 1));
        }
        log.info("{}", all.get(all.size() - 1));
      }
    }
    return all;
  }

  static void report(Report report, List<Cost> costs) {
    report
        .data("cost", costs)
        .title("What one run costs")
        .paragraph(
            "One run whose task takes "
                + STEPS
                + " steps and has "
                + number(OUTPUT)
                + " characters of output, on a server in the same JVM that skips time. Events,"
                + " bytes and actions are those of the run and of all that it continued as. What is"
                + " marked with “≈” was not measured, but follows from the line through the shorter"
                + " runs of the same row. The loop, the retried and the long activity are without a"
                + " stop, a deadline, progress or steps, and read the status alone, which is the"
                + " cheapest; the unwatched plugin reads the steps as well. A watcher and webhooks"
                + " send a run the same signal, which the test environment sends here; where the"
                + " run looks by itself meanwhile, the watcher of its worker answers, and without"
                + " one the API.")
        .paragraph(
            "The watcher is not in these figures. There is one for all runs of a task queue, and"
                + " what it costs does not grow with their number: "
                + Report.CALCULATED
                + number(CloudActions.OF_WATCHER_A_DAY)
                + " actions a day while there are tasks, "
                + Report.CALCULATED
                + number(CloudActions.price(CloudActions.OF_WATCHER_A_DAY))
                + " US dollars, and the pages of the list that are told of below.");
    table(report, costs, "Polls", cost -> number(cost.polls()));
    table(report, costs, "Requests", cost -> number(cost.requests()));
    table(report, costs, "Kilobytes over HTTP", cost -> number(cost.bytes() / 1e3));
    table(report, costs, "Events", cost -> number(cost.events()));
    table(report, costs, "Events of the largest history", cost -> number(cost.largestHistory()));
    table(report, costs, "Actions of Temporal Cloud", cost -> number(cost.actions()));
    table(
        report,
        costs,
        "US dollars for 1,000 runs, at "
            + number(CloudActions.USD_PER_MILLION)
            + " for a million actions",
        cost -> number(1_000 * CloudActions.price(cost.actions())));
    table(
        report,
        costs,
        "Seconds from the end of the task to that of the run",
        cost -> number(cost.late()));
    plot(report, costs, "cost-events", "Events of a run", Cost::events);
    plot(report, costs, "cost-requests", "Requests of a run", Cost::requests);
    plot(report, costs, "cost-actions", "Actions of a run", Cost::actions);
  }

  private static void table(
      Report report, List<Cost> costs, String title, Function<Cost, String> cell) {
    List<String> header = new ArrayList<>(List.of(title));
    header.addAll(LENGTHS.keySet());
    report.table(
        header,
        CONTENDERS.stream()
            .map(
                contender -> {
                  List<String> row = new ArrayList<>(List.of(contender.label()));
                  costs.stream()
                      .filter(cost -> cost.contender() == contender)
                      .map(cost -> mark(cost, cell.apply(cost)))
                      .forEach(row::add);
                  return row;
                })
            .toList());
  }

  private static String mark(Cost cost, String text) {
    return cost.calculated() && !text.equals("–") ? Report.CALCULATED + text : text;
  }

  private static void plot(
      Report report, List<Cost> costs, String name, String title, ToDoubleFunction<Cost> value) {
    Map<String, List<double[]>> lines = new LinkedHashMap<>();
    for (Cost cost : costs) {
      lines
          .computeIfAbsent(cost.contender().label(), label -> new ArrayList<>())
          .add(new double[] {cost.seconds(), value.applyAsDouble(cost)});
    }
    report.plot(
        name,
        title + ", by the length of the task",
        Plots.growth(title, "seconds that the task takes", title, lines));
  }
}
