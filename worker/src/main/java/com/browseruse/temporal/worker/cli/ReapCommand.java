package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.ReapText;
import com.browseruse.temporal.worker.config.Durations;
import com.browseruse.temporal.worker.config.ExitCodes;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.run.Reap;
import com.browseruse.temporal.worker.run.ReapSchedule;
import com.browseruse.temporal.workflows.ReapInput;
import com.browseruse.temporal.workflows.ReapResult;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "reap",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    header = "Finds remote tasks that no workflow owns any more, and stops them if told to.",
    description =
        "Without --apply nothing is stopped. A worker has to be up somewhere. Ends with 1 if a task"
            + " was not seen to stop, or if Temporal could not be asked who owns one.")
final class ReapCommand implements Callable<Integer> {
  private static final String NONE = "none";

  private final Host host;
  @Mixin private TaskQueueOption taskQueue;
  @Mixin private JsonOption output;

  @Option(names = "--apply", description = "Stop what nobody owns.")
  private boolean apply;

  @Option(
      names = "--older-than",
      paramLabel = "TIME",
      defaultValue = "PT15M",
      description = "Leave younger tasks alone; at least PT1M. Default: ${DEFAULT-VALUE}.")
  private String olderThan;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Stop so many at most, 1 to 10000. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      description =
          "Have Temporal do this every so often, such as PT1H: installs or updates the schedule "
              + ReapSchedule.ID
              + "; "
              + NONE
              + " removes it.")
  private String every;

  @Option(names = "--remove", description = "Remove the schedule.")
  private boolean remove;

  ReapCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Logging.quiet();
    Settings settings = host.settings();
    ReapInput input = input();
    boolean removes = remove || NONE.equals(every);
    if (remove && every != null && !NONE.equals(every)) {
      throw UserError.usage("--remove cannot be given together with --every");
    }
    Duration interval = every == null || removes ? null : interval();
    try (TemporalConnection temporal = TemporalConnection.open(host.environment())) {
      if (removes) {
        return ReapSchedule.of(temporal).remove(host, output.json);
      }
      String queue = taskQueue.orElse(settings);
      if (interval != null) {
        return ReapSchedule.of(temporal).install(host, queue, input, interval, output.json);
      }
      return new Reap(host, temporal, queue)
          .run(input)
          .map(this::print)
          .orElse(ExitCodes.INTERRUPTED);
    }
  }

  private ReapInput input() {
    Duration age = Durations.parse("--older-than", olderThan);
    try {
      return new ReapInput(apply, age, limit);
    } catch (IllegalArgumentException e) {
      throw UserError.usage(
          e.getMessage()
              .replaceFirst("^olderThan", "--older-than")
              .replaceFirst("^limit", "--limit"));
    }
  }

  private Duration interval() {
    Duration interval = Durations.parse("--every", every);
    if (interval.compareTo(ReapSchedule.LEAST) < 0 || interval.compareTo(ReapSchedule.MOST) > 0) {
      throw UserError.usage(
          "--every must be at least "
              + ReapSchedule.LEAST
              + " and at most "
              + ReapSchedule.MOST
              + ", or "
              + NONE
              + ", but is "
              + every);
    }
    return interval;
  }

  private int print(ReapResult result) {
    if (output.json) {
      Json.print(host.out(), result);
    } else {
      ReapText.lines(result, host.outTerminal()).forEach(host.out()::println);
    }
    if (!result.apply() && result.wouldStop() > 0) {
      host.say("Nothing was stopped: this was a dry run. Add --apply to stop what nobody owns.");
    }
    return result.isClear() ? ExitCodes.SUCCESS : ExitCodes.FAILED;
  }
}
