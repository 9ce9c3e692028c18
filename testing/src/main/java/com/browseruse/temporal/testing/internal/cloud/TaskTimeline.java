package com.browseruse.temporal.testing.internal.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of one task as a pure function of time: when it was created, its schedule, and what was
 * done to it from outside. Nothing runs in the background; whoever wants to know asks for an
 * instant.
 */
record TaskTimeline(
    Instant createdAt, TaskSchedule schedule, List<Pause> pauses, @Nullable Instant stoppedAt) {

  /** A time in which the task stood still; {@code to} is null while it still does. */
  record Pause(Instant from, @Nullable Instant to) {}

  TaskTimeline {
    pauses = List.copyOf(pauses);
  }

  static TaskTimeline of(Instant createdAt, TaskSchedule schedule) {
    return new TaskTimeline(createdAt, schedule, List.of(), null);
  }

  TaskState at(Instant now) {
    Optional<Instant> naturalEnd = schedule.length().flatMap(this::reached);
    Instant ended = stoppedAt != null ? stoppedAt : naturalEnd.orElse(Instant.MAX);
    boolean over = !now.isBefore(ended);
    Instant asOf = over ? ended : now;
    Instant started =
        reached(schedule.startDelay()).filter(start -> !start.isAfter(asOf)).orElse(null);
    TaskState.Status status = over ? endStatus() : liveStatus(started);
    return new TaskState(
        status,
        schedule.stepsAfter(worked(asOf)),
        started,
        over ? ended : null,
        status == TaskState.Status.STOPPED ? ended : null);
  }

  /** When step {@code number} was done; asked only for steps that are. */
  Instant stepDoneAt(int number) {
    return reached(schedule.until(number)).orElse(createdAt);
  }

  TaskTimeline stop(Instant now) {
    return at(now).isTerminal() ? this : new TaskTimeline(createdAt, schedule, pauses, now);
  }

  TaskTimeline pause(Instant now) {
    TaskState state = at(now);
    if (state.isTerminal() || state.status() == TaskState.Status.PAUSED) {
      return this;
    }
    List<Pause> more = new ArrayList<>(pauses);
    more.add(new Pause(now, null));
    return new TaskTimeline(createdAt, schedule, more, null);
  }

  TaskTimeline resume(Instant now) {
    if (at(now).status() != TaskState.Status.PAUSED) {
      return this;
    }
    List<Pause> more = new ArrayList<>(pauses);
    more.add(new Pause(more.remove(more.size() - 1).from(), now));
    return new TaskTimeline(createdAt, schedule, more, null);
  }

  private TaskState.Status endStatus() {
    return stoppedAt != null ? TaskState.Status.STOPPED : schedule.end().orElseThrow();
  }

  private TaskState.Status liveStatus(@Nullable Instant started) {
    if (!pauses.isEmpty() && pauses.get(pauses.size() - 1).to() == null) {
      return TaskState.Status.PAUSED;
    }
    return started == null ? TaskState.Status.CREATED : TaskState.Status.STARTED;
  }

  /** When the task will have worked for so long, pauses left out; empty if a pause never ends. */
  private Optional<Instant> reached(Duration work) {
    Instant instant = createdAt.plus(work);
    for (Pause pause : pauses) {
      if (!instant.isAfter(pause.from())) {
        break;
      }
      if (pause.to() == null) {
        return Optional.empty();
      }
      instant = instant.plus(Duration.between(pause.from(), pause.to()));
    }
    return Optional.of(instant);
  }

  /** For how long the task has worked until {@code now}, pauses left out. */
  private Duration worked(Instant now) {
    Duration worked = Duration.between(createdAt, now);
    for (Pause pause : pauses) {
      if (pause.from().isBefore(now)) {
        Instant to = pause.to() == null || pause.to().isAfter(now) ? now : pause.to();
        worked = worked.minus(Duration.between(pause.from(), to));
      }
    }
    return worked;
  }
}
