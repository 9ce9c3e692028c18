package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.Phrases;
import com.browseruse.temporal.worker.cli.view.ReapText;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.TimeInput;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.run.Reaper;
import com.browseruse.temporal.workflows.reap.ReapDecision;
import com.browseruse.temporal.workflows.reap.ReapInput;
import com.browseruse.temporal.workflows.reap.ReapResult;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "reap",
    header = "Finds remote tasks that no workflow owns any more, and stops them if told to.",
    description =
        "Without --apply nothing is stopped. A worker has to be up somewhere. Ends with 1 if a task"
            + " was not seen to stop, or if Temporal could not be asked who owns one.",
    footer = {"", "Examples:", "  reap --older-than 1h", "  reap --apply --every 1h"})
final class ReapCommand extends CliCommand {
  private static final String NONE = "none";

  /** More often makes no sense: no younger task is looked at. */
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private static final Duration LONGEST = Duration.ofDays(365);

  @Mixin private final Options.TaskQueue taskQueue = new Options.TaskQueue();
  @Mixin private final Options.Json output = new Options.Json();

  @Option(names = "--apply", description = "Stop what no workflow owns.")
  private boolean apply;

  @Option(
      names = "--older-than",
      paramLabel = "TIME",
      defaultValue = "15m",
      description = "Leave younger tasks alone; at least 1m. Default: ${DEFAULT-VALUE}.")
  private String olderThan = "";

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
          "Have Temporal do this every so often, such as 1h: installs or updates the schedule "
              + Reaper.ID
              + "; none removes it.")
  private @Nullable String every;

  @Option(names = "--remove", description = "Remove the schedule.")
  private boolean remove;

  @Override
  int run() {
    Settings settings = context.settings();
    ReapInput input = input();
    boolean removes = remove || NONE.equals(every);
    if (remove && every != null && !NONE.equals(every)) {
      throw UserError.usage("--remove cannot be given together with --every");
    }
    Duration interval = every == null || removes ? null : interval(every);
    try (TemporalConnection temporal = context.connect()) {
      Reaper reaper = new Reaper(temporal, taskQueue.orElse(settings));
      if (removes) {
        reaper.unschedule();
        List<String> sentence = List.of("Schedule " + Reaper.ID + " removed.");
        output.print(context, schedule("removed"), () -> sentence);
        return ExitCode.OK;
      }
      if (interval != null) {
        printSchedule(reaper.schedule(input, interval), reaper.taskQueue(), input, interval);
        return ExitCode.OK;
      }
      return context
          .during(
              "Looking at the remote tasks",
              () -> reaper.run(input, context::say, context.interrupted()))
          .map(this::print)
          .orElse(RootCommand.INTERRUPTED);
    }
  }

  private ReapInput input() {
    Duration age = TimeInput.duration("--older-than", olderThan);
    try {
      return ReapInput.newBuilder().apply(apply).olderThan(age).limit(limit).build();
    } catch (IllegalArgumentException e) {
      throw UserError.usage(
          String.valueOf(e.getMessage())
              .replaceFirst("^olderThan", "--older-than")
              .replaceFirst("^limit", "--limit"));
    }
  }

  private static Duration interval(String every) {
    Duration interval = TimeInput.duration("--every", every);
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw UserError.usage(
          "--every must be at least %s and at most %s, or %s, but is %s"
              .formatted(Phrases.length(SHORTEST), Phrases.length(LONGEST), NONE, every));
    }
    return interval;
  }

  private int print(ReapResult result) {
    output.print(context, result, () -> ReapText.lines(result, context.outTerminal()));
    boolean finds =
        result.wouldStop() > 0
            || result.sessions().stream()
                .anyMatch(session -> session.decision() == ReapDecision.WOULD_STOP);
    if (!result.apply() && finds) {
      context.say(
          "Nothing was stopped: this was a dry run. Add --apply to stop what no workflow owns.");
    }
    return result.isClear() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void printSchedule(String done, String queue, ReapInput input, Duration interval) {
    ObjectNode json = schedule(done).put("every", interval.toString());
    json.putPOJO("input", input).put("taskQueue", queue);
    String what = input.apply() ? "stops" : "looks for";
    String sentence =
        "Schedule %s %s: every %s it %s tasks older than %s that no workflow owns."
            .formatted(
                Reaper.ID, done, Phrases.length(interval), what, Phrases.length(input.olderThan()));
    output.print(context, json, () -> List.of(sentence));
    if (!output.json && !input.apply()) {
      context.say(
          "It stops nothing: each is a dry run. Add --apply to stop what no workflow owns.");
    }
    if (!output.json) {
      context.say("Remove it with: reap --remove");
    }
  }

  private static ObjectNode schedule(String done) {
    return CliContext.JSON.createObjectNode().put("scheduleId", Reaper.ID).put("schedule", done);
  }
}
