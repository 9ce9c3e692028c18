package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.run.TaskSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How schedules read. */
public final class ScheduleText {
  private static final List<String> HEADINGS =
      List.of("SCHEDULE", "STATE", "NEXT", "LAST RUN", "WHEN");
  private static final int NEXT = 3;
  private static final int SHORTEST_WHEN = 10;

  private ScheduleText() {}

  /** Writes one line for each schedule, and one of headings. */
  public static List<String> table(List<TaskSchedule> schedules, Terminal terminal, ZoneId zone) {
    return new Table(
            HEADINGS,
            schedules.stream()
                .map(
                    schedule ->
                        List.of(
                            PlainText.oneLine(schedule.scheduleId()),
                            state(schedule),
                            schedule.paused() ? "" : first(schedule.next(), zone),
                            last(schedule, zone),
                            when(schedule)))
                .toList())
        .lines(terminal, terminal.live() ? SHORTEST_WHEN : Integer.MAX_VALUE);
  }

  /** Writes all that is known of one. Its times are in UTC, since a schedule has its own zone. */
  public static List<String> lines(TaskSchedule schedule) {
    List<String> lines = new ArrayList<>();
    add(lines, "Schedule", schedule.scheduleId());
    add(lines, "State", state(schedule) + (schedule.note() == null ? "" : ": " + schedule.note()));
    add(lines, "When", when(schedule));
    add(lines, "Jitter", length(schedule.jitter()));
    add(lines, "Overlap", schedule.overlap());
    add(lines, "Catch-up", length(schedule.catchUp()));
    add(lines, "Task", schedule.text());
    add(lines, "Task queue", schedule.taskQueue());
    if (!schedule.paused()) {
      add(
          lines,
          "Next",
          schedule.next().stream()
              .limit(NEXT)
              .map(Instant::toString)
              .collect(Collectors.joining(", ")));
    }
    TaskSchedule.Counts counts = schedule.counts();
    if (counts != null) {
      add(
          lines,
          "Runs",
          "%s started, %s skipped since one lasted, %s missed"
              .formatted(
                  counts.started(), counts.skippedSinceOneLasted(), counts.missedTheCatchUp()));
    }
    schedule.recent().forEach(run -> add(lines, "Run", run.workflowId()));
    return lines;
  }

  private static void add(List<String> lines, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      lines.add("%-19s%s".formatted(name, PlainText.oneLine(value)));
    }
  }

  private static String state(TaskSchedule schedule) {
    return schedule.paused() ? "paused" : "active";
  }

  private static String when(TaskSchedule schedule) {
    String zone = schedule.timeZone() == null ? "UTC" : schedule.timeZone();
    return Stream.concat(
            schedule.cron().stream().map(cron -> PlainText.oneLine(cron) + " (" + zone + ")"),
            schedule.every().stream().map(every -> "every " + Phrases.length(every)))
        .collect(Collectors.joining(", "));
  }

  private static String first(List<Instant> times, ZoneId zone) {
    return times.isEmpty() ? "" : Phrases.time(times.get(0), zone);
  }

  private static String last(TaskSchedule schedule, ZoneId zone) {
    return schedule.recent().isEmpty()
        ? ""
        : Phrases.time(schedule.recent().get(schedule.recent().size() - 1).dueAt(), zone);
  }

  private static @Nullable String length(@Nullable Duration duration) {
    return duration == null ? null : Phrases.length(duration);
  }
}
