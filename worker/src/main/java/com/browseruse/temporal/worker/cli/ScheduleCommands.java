package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.Phrases;
import com.browseruse.temporal.worker.cli.view.ScheduleText;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.TimeInput;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.run.Schedules;
import com.browseruse.temporal.worker.run.TaskSchedule;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "schedule",
    header = "Has Temporal start a task again and again.",
    description = "Each time is a run of its own, with a paid task; see schedule create --help.",
    subcommands = {
      ScheduleCommands.Create.class,
      ScheduleCommands.Lists.class,
      ScheduleCommands.Describe.class,
      ScheduleCommands.Trigger.class,
      ScheduleCommands.Pause.class,
      ScheduleCommands.Resume.class,
      ScheduleCommands.Delete.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  schedule create --id milk-daily --cron \"0 9 * * MON-FRI\" \"Find the price of milk\"",
      "  schedule list"
    })
final class ScheduleCommands extends CliCommand {
  @Spec private @Nullable CommandSpec spec;

  /** Nothing was said: shows what there is. */
  @Override
  int run() {
    context.err().println(Objects.requireNonNull(spec).commandLine().getUsageMessage());
    return ExitCode.USAGE;
  }

  /** For commands about one schedule. */
  static final class ScheduleId {
    @Parameters(paramLabel = "ID", description = "The id of the schedule.")
    String id = "";
  }

  @Command(
      name = "create",
      header = "Creates a schedule, or makes the one of that id as it is to be.",
      description = {
        "One that exists stays paused if it is. The id of each run is that of the schedule and the"
            + " time at which it was due.",
        "With --json: what schedule describe tells."
      },
      footer = {
        "",
        "Examples:",
        "  schedule create --id milk-daily --cron \"0 9 * * MON-FRI\" --time-zone Europe/Berlin"
            + " \"Find the price of milk\"",
        "  schedule create --id milk-hourly --every 1h --jitter 5m --max-cost 0.50 --input"
            + " task.json"
      })
  static final class Create extends CliCommand {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Duration SHORTEST_CATCH_UP = Duration.ofSeconds(10);

    @Mixin private final InputOptions input = new InputOptions();
    @Mixin private final Options.TaskQueue taskQueue = new Options.TaskQueue();
    @Mixin private final Options.Json output = new Options.Json();

    @Option(
        names = "--id",
        required = true,
        paramLabel = "ID",
        description = "The id of the schedule, and the beginning of that of each run.")
    private String id = "";

    @Option(
        names = "--cron",
        paramLabel = "CRON",
        description = "When, such as \"0 9 * * MON-FRI\"; repeatable.")
    private List<String> cron = List.of();

    @Option(
        names = "--every",
        paramLabel = "TIME",
        description = "How often, 1m to 365d, such as 1h; instead of --cron.")
    private @Nullable String every;

    @Option(
        names = "--time-zone",
        paramLabel = "ZONE",
        description = "In which --cron is meant, such as Europe/Berlin. Default: UTC.")
    private @Nullable String timeZone;

    @Option(
        names = "--jitter",
        paramLabel = "TIME",
        description = "Start up to so much later, at random, such as 5m. Default: none.")
    private @Nullable String jitter;

    @Option(
        names = "--overlap",
        paramLabel = "POLICY",
        defaultValue = "skip",
        description =
            "What to do if a run still lasts when the next is due: skip, buffer-one, buffer-all,"
                + " cancel-other (its task is stopped first) or allow-all. Default:"
                + " ${DEFAULT-VALUE}.")
    private String overlap = "";

    @Option(
        names = "--catch-up",
        paramLabel = "TIME",
        defaultValue = "10m",
        description =
            "How late a run may start that was missed while Temporal was down; at least 10s."
                + " Default: ${DEFAULT-VALUE}.")
    private String catchUp = "";

    @Override
    int run() {
      Settings settings = context.settings();
      Options.refuseBlank("--id", id);
      ScheduleSpec spec = spec();
      SchedulePolicy policy =
          SchedulePolicy.newBuilder().setOverlap(overlap()).setCatchupWindow(catchUp()).build();
      BrowserTask task = input.read(context.in());
      try (TemporalConnection temporal = context.connect()) {
        BrowserTasks tasks =
            BrowserTasks.newBuilder(temporal.client())
                .taskQueue(taskQueue.orElse(settings))
                .allowPlaintextSecrets(settings.allowPlaintextSecrets())
                .build();
        try {
          Schedules.call(id, () -> tasks.schedule(id, task, spec, policy));
        } catch (IllegalArgumentException e) {
          throw UserError.failed(String.valueOf(e.getMessage()));
        }
        TaskSchedule schedule = Schedules.describe(temporal, id);
        output.print(context, schedule, () -> ScheduleText.lines(schedule));
        return ExitCode.OK;
      }
    }

    private ScheduleSpec spec() {
      if (cron.isEmpty() == (every == null)) {
        throw UserError.usage("Say when: give --cron or --every, but not both");
      }
      cron.forEach(expression -> Options.refuseBlank("--cron", expression));
      ScheduleSpec.Builder spec =
          ScheduleSpec.newBuilder()
              .setCronExpressions(cron.stream().map(TaskSchedule::cron).toList());
      if (every != null) {
        Duration interval =
            between("--every", TimeInput.duration("--every", every), SHORTEST, LONGEST);
        spec.setIntervals(List.of(new ScheduleIntervalSpec(interval)));
      }
      if (timeZone != null) {
        if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
          throw UserError.usage(
              "--time-zone must be the name of a time zone such as Europe/Berlin, but is "
                  + PlainText.oneLine(timeZone));
        }
        spec.setTimeZoneName(timeZone);
      }
      if (jitter != null) {
        Duration length = TimeInput.duration("--jitter", jitter);
        spec.setJitter(between("--jitter", length, Duration.ZERO, LONGEST));
      }
      return spec.build();
    }

    private ScheduleOverlapPolicy overlap() {
      return switch (overlap) {
        case "skip" -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP;
        case "buffer-one" -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE;
        case "buffer-all" -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ALL;
        case "cancel-other" -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_CANCEL_OTHER;
        case "allow-all" -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_ALLOW_ALL;
        case "terminate-other" ->
            throw UserError.usage(
                "--overlap must not be terminate-other: a run that is terminated cannot stop its"
                    + " task, which would go on and cost money; cancel-other stops it first");
        default ->
            throw UserError.usage(
                "--overlap must be skip, buffer-one, buffer-all, cancel-other or allow-all, but is "
                    + PlainText.oneLine(overlap));
      };
    }

    private Duration catchUp() {
      Duration length = TimeInput.duration("--catch-up", catchUp);
      return between("--catch-up", length, SHORTEST_CATCH_UP, LONGEST);
    }

    private static Duration between(String option, Duration value, Duration least, Duration most) {
      if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
        throw UserError.usage(
            "%s must be at least %s and at most %s, but is %s"
                .formatted(
                    option, Phrases.length(least), Phrases.length(most), Phrases.length(value)));
      }
      return value;
    }
  }

  @Command(
      name = "list",
      header = "Lists the schedules that start browser tasks.",
      description = {
        "One that was made a moment ago may not be listed yet.",
        "With --json: an array of objects of scheduleId, paused, note, cron, every, timeZone,"
            + " jitter, next (times), recent (workflowId, runId, dueAt)."
      },
      footer = {"", "Example:", "  schedule list"})
  static final class Lists extends CliCommand {
    @Mixin private final Options.Json output = new Options.Json();

    @Override
    int run() {
      context.settings();
      try (TemporalConnection temporal = context.connect()) {
        List<TaskSchedule> schedules = Schedules.list(temporal);
        if (schedules.isEmpty() && !output.json) {
          context.say("There are no schedules that start browser tasks.");
        } else {
          output.print(
              context,
              schedules,
              () -> ScheduleText.table(schedules, context.outTerminal(), ZoneId.systemDefault()));
        }
        return ExitCode.OK;
      }
    }
  }

  @Command(
      name = "describe",
      header = "Shows a schedule, the runs that it has started, and when it starts the next.",
      description =
          "With --json: one object as schedule list gives it, and overlap, catchUp, taskQueue, text"
              + " (of the task), running (workflow ids), counts (started, skippedSinceOneLasted,"
              + " missedTheCatchUp).",
      footer = {"", "Example:", "  schedule describe milk-daily"})
  static final class Describe extends CliCommand {
    @Mixin private final ScheduleId schedule = new ScheduleId();
    @Mixin private final Options.Json output = new Options.Json();

    @Override
    int run() {
      context.settings();
      try (TemporalConnection temporal = context.connect()) {
        TaskSchedule found = Schedules.describe(temporal, schedule.id);
        output.print(context, found, () -> ScheduleText.lines(found));
        return ExitCode.OK;
      }
    }
  }

  private abstract static class ChangeCommand extends CliCommand {
    @Mixin private final ScheduleId schedule = new ScheduleId();
    @Mixin private final Options.Json output = new Options.Json();

    /** Does it, and says that it is done. */
    final int change(String done, Consumer<ScheduleHandle> change) {
      context.settings();
      try (TemporalConnection temporal = context.connect()) {
        Schedules.change(temporal, schedule.id, change);
        output.print(
            context,
            CliContext.JSON
                .createObjectNode()
                .put("scheduleId", schedule.id)
                .put("schedule", done.toLowerCase(Locale.ROOT)),
            () -> List.of("Schedule " + PlainText.oneLine(schedule.id) + " " + done + "."));
        return ExitCode.OK;
      }
    }
  }

  @Command(
      name = "trigger",
      header = "Starts a run of a schedule now, as its overlap policy has it.",
      description = "With --json: one object of scheduleId, schedule (triggered).",
      footer = {"", "Example:", "  schedule trigger milk-daily"})
  static final class Trigger extends ChangeCommand {
    @Override
    int run() {
      return change("triggered", ScheduleHandle::trigger);
    }
  }

  @Command(
      name = "pause",
      header = "Has a schedule start nothing until it is resumed; runs that last go on.",
      description = "With --json: one object of scheduleId, schedule (paused).",
      footer = {"", "Example:", "  schedule pause --note \"the shop is closed\" milk-daily"})
  static final class Pause extends ChangeCommand {
    @Option(names = "--note", paramLabel = "TEXT", description = "Why, for whoever looks at it.")
    private @Nullable String note;

    @Override
    int run() {
      Options.refuseBlank("--note", note);
      String why = note == null ? "paused by the command line" : note;
      return change("paused", schedule -> schedule.pause(why));
    }
  }

  @Command(
      name = "resume",
      header = "Lets a paused schedule go on.",
      description = "With --json: one object of scheduleId, schedule (resumed).",
      footer = {"", "Example:", "  schedule resume milk-daily"})
  static final class Resume extends ChangeCommand {
    @Override
    int run() {
      return change("resumed", schedule -> schedule.unpause("resumed by the command line"));
    }
  }

  @Command(
      name = "delete",
      header = "Deletes a schedule; runs that last go on.",
      description = "With --json: one object of scheduleId, schedule (deleted).",
      footer = {"", "Example:", "  schedule delete milk-daily"})
  static final class Delete extends ChangeCommand {
    @Override
    int run() {
      return change("deleted", ScheduleHandle::delete);
    }
  }
}
