package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.workflows.BrowserTask;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionExecution;
import io.temporal.client.schedules.ScheduleActionExecutionStartWorkflow;
import io.temporal.client.schedules.ScheduleActionResult;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleCalendarSpec;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleInfo;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleListDescription;
import io.temporal.client.schedules.ScheduleListInfo;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.common.converter.DataConverterException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A schedule that starts browser tasks; of one in a list, less is known. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TaskSchedule(
    String scheduleId,
    boolean paused,
    @Nullable String note,
    List<String> cron,
    List<Duration> every,
    @Nullable String timeZone,
    @Nullable Duration jitter,
    @Nullable String overlap,
    @Nullable Duration catchUp,
    @Nullable String taskQueue,
    @Nullable String text,
    List<Instant> next,
    List<Start> recent,
    List<String> running,
    @Nullable Counts counts) {

  /** A run that it has started; {@code dueAt} is when it was to. */
  public record Start(String workflowId, String runId, Instant dueAt) {}

  /** How many runs it has started, and how many not. */
  public record Counts(long started, long skippedSinceOneLasted, long missedTheCatchUp) {}

  /** Has the server keep the text of a cron expression, of which it makes a calendar. */
  public static String cron(String expression) {
    return expression.contains("#") ? expression : expression + " #" + expression;
  }

  static TaskSchedule of(ScheduleListDescription listed) {
    ScheduleSpec spec = listed.getSchedule().getSpec();
    ScheduleListInfo info = listed.getInfo();
    return new TaskSchedule(
        listed.getScheduleId(),
        listed.getSchedule().getState().isPaused(),
        orNull(listed.getSchedule().getState().getNote()),
        crons(spec),
        intervals(spec),
        orNull(spec.getTimeZoneName()),
        orNull(spec.getJitter()),
        null,
        null,
        null,
        null,
        info.getNextActionTimes(),
        starts(info.getRecentActions()),
        List.of(),
        null);
  }

  static TaskSchedule of(ScheduleDescription description) {
    Schedule schedule = description.getSchedule();
    ScheduleSpec spec = schedule.getSpec();
    ScheduleInfo info = description.getInfo();
    ScheduleActionStartWorkflow start = (ScheduleActionStartWorkflow) schedule.getAction();
    return new TaskSchedule(
        description.getId(),
        schedule.getState().isPaused(),
        orNull(schedule.getState().getNote()),
        crons(spec),
        intervals(spec),
        orNull(spec.getTimeZoneName()),
        orNull(spec.getJitter()),
        schedule
            .getPolicy()
            .getOverlap()
            .name()
            .replace("SCHEDULE_OVERLAP_POLICY_", "")
            .replace('_', '-')
            .toLowerCase(Locale.ROOT),
        schedule.getPolicy().getCatchupWindow(),
        start.getOptions().getTaskQueue(),
        text(start),
        info.getNextActionTimes(),
        starts(info.getRecentActions()),
        info.getRunningActions().stream().flatMap(TaskSchedule::workflow).map(Id::id).toList(),
        new Counts(
            info.getNumActions(),
            info.getNumActionsSkippedOverlap(),
            info.getNumActionsMissedCatchupWindow()));
  }

  private static List<String> crons(ScheduleSpec spec) {
    return spec.getCalendars().stream()
        .map(ScheduleCalendarSpec::getComment)
        .map(comment -> comment == null || comment.isEmpty() ? "a calendar" : comment)
        .toList();
  }

  private static List<Duration> intervals(ScheduleSpec spec) {
    return spec.getIntervals().stream().map(ScheduleIntervalSpec::getEvery).toList();
  }

  private static List<Start> starts(List<ScheduleActionResult> results) {
    return results.stream()
        .flatMap(
            result ->
                workflow(result.getAction())
                    .map(run -> new Start(run.id(), run.runId(), result.getScheduledAt())))
        .toList();
  }

  private record Id(String id, String runId) {}

  private static Stream<Id> workflow(ScheduleActionExecution execution) {
    return execution instanceof ScheduleActionExecutionStartWorkflow run
        ? Stream.of(new Id(run.getWorkflowId(), run.getFirstExecutionRunId()))
        : Stream.empty();
  }

  private static @Nullable String text(ScheduleActionStartWorkflow start) {
    try {
      return start.getArguments().get(0, BrowserTask.class).request().task();
    } catch (DataConverterException | IllegalArgumentException e) {
      // Encrypted with another key.
      return null;
    }
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static @Nullable Duration orNull(@Nullable Duration duration) {
    return duration == null || duration.isZero() ? null : duration;
  }
}
