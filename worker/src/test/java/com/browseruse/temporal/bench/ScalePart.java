package com.browseruse.temporal.bench;

import static com.browseruse.temporal.bench.Report.number;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many runs at once go, on a real server. */
final class ScalePart {
  private static final Logger log = LoggerFactory.getLogger(ScalePart.class);

  private static final List<Integer> SIZES =
      list("bench.sizes", "100,1000").stream().map(Integer::valueOf).toList();

  private static final List<Contender> CONTENDERS =
      list("bench.contenders", "").isEmpty()
          ? List.of(Contender.values())
          : list("bench.contenders", "").stream().map(Contender::valueOf).toList();

  private static final Duration LENGTH = Duration.parse(System.getProperty("bench.length", "PT1M"));

  /** Of one measurement; what has not ended then is told. */
  private static final Duration LIMIT = Duration.parse(System.getProperty("bench.limit", "PT12M"));

  private ScalePart() {}

  static List<Scale> measure() {
    List<Scale> all = new ArrayList<>();
    for (int size : SIZES) {
      for (Contender contender : CONTENDERS) {
        all.add(ScaledRuns.measure(contender, size, LENGTH, LIMIT));
        log.info("{}", all.get(all.size() - 1));
      }
    }
    return all;
  }

  static void report(Report report, List<Scale> all) {
    report
        .data("scale", all)
        .title("Many runs at once")
        .paragraph(
            "So many runs started at once, whose tasks take "
                + LENGTH.toSeconds()
                + " s each, on a real server of their own and with one worker process of 512 MiB"
                + " (`-Xmx512m`): 200 slots for activities, pollers that scale by themselves, one"
                + " run in memory for each 512 KiB of heap, and 20 requests a second for the task"
                + " queue. Server, worker, emulator and callers share the machine. The long"
                + " activity holds a slot as long as its task goes on, so that no more than 200 of"
                + " its tasks are at work at once, and its own reads are not in the budget. The"
                + " ceiling has no budget. Times are in seconds; a create's delay is counted from"
                + " the start of the run, and a run is late from the end of its task.");
    for (int size : all.stream().map(Scale::tasks).distinct().toList()) {
      table(report, size, all.stream().filter(scale -> scale.tasks() == size).toList());
    }
    all.stream()
        .filter(scale -> scale.contender() == Contender.WATCHED)
        .forEach(scale -> report.paragraph(watcher(scale)));
    if (all.stream().map(Scale::tasks).distinct().count() > 1) {
      plot(report, all);
    }
  }

  private static void table(Report report, int size, List<Scale> scales) {
    report.table(
        List.of(
            number(size) + " at once",
            "create median",
            "95th",
            "late median",
            "95th",
            "worst",
            "requests a run",
            "a second",
            "worker CPU a run",
            "server CPU a run",
            "worker MiB",
            "events a run",
            "failed workflow tasks",
            "all over after",
            "not over"),
        scales.stream()
            .map(
                s ->
                    List.of(
                        s.contender().label(),
                        number(Scale.percentile(s.createDelays(), 50)),
                        number(Scale.percentile(s.createDelays(), 95)),
                        number(Scale.percentile(s.late(), 50)),
                        number(Scale.percentile(s.late(), 95)),
                        number(Scale.percentile(s.late(), 100)),
                        number(s.requests() / (double) s.tasks()),
                        number(s.requests() / s.seconds()),
                        number(s.workerCpu() / s.tasks()),
                        number(s.serverCpu() / s.tasks()),
                        number(Math.rint(s.workerMiB())),
                        number(s.events()),
                        number(s.failedWorkflowTasks()),
                        number(s.seconds()),
                        number(s.unfinished())))
            .toList());
  }

  private static String watcher(Scale scale) {
    return "The watcher of %s runs read %s pages of the list, %s a minute, which are in the requests above."
        .formatted(
            number(scale.tasks()),
            number(scale.lists()),
            number(Math.rint(60 * scale.lists() / scale.seconds())));
  }

  private static void plot(Report report, List<Scale> all) {
    Map<String, List<double[]>> lines = new LinkedHashMap<>();
    for (Scale scale : all) {
      if (!scale.late().isEmpty()) {
        double late = Math.max(Scale.percentile(scale.late(), 95), 0.01);
        lines
            .computeIfAbsent(scale.contender().label(), label -> new ArrayList<>())
            .add(new double[] {scale.tasks(), late});
      }
    }
    report.plot(
        "scale-late",
        "Lateness of 95 % of the runs, by their number",
        Plots.growth(
            "95 % of the runs are over within", "runs at once", "seconds after the task", lines));
  }

  private static List<String> list(String property, String usual) {
    return Arrays.stream(System.getProperty(property, usual).split(","))
        .filter(part -> !part.isBlank())
        .toList();
  }
}
