package com.browseruse.temporal.testing.internal.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of one task as a pure function of time: nothing runs in the background; whoever wants to
 * know asks for an instant.
 */
public record TaskTimeline(
    Instant createdAt, Schedule schedule, List<Pause> pauses, @Nullable Instant stoppedAt) {
  public enum Status {
    CREATED,
    STARTED,
    PAUSED,
    FINISHED,
    FAILED,
    STOPPED;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The state of a task at one instant; {@code steps} are those done so far. */
  public record State(
      Status status, int steps, @Nullable Instant startedAt, @Nullable Instant finishedAt) {
    boolean isTerminal() {
      return finishedAt != null;
    }
  }

  /** How a task spends its time if nobody interferes; one without an end goes on until stopped. */
  public record Schedule(
      Duration startDelay, int steps, Duration stepDuration, Optional<Status> end) {
    /** No task shows more steps than the provider lets a caller ask for. */
    public static final int MOST_STEPS = 10_000;

    Schedule finishedAfter(int lastStep) {
      return new Schedule(startDelay, lastStep, stepDuration, Optional.of(Status.FINISHED));
    }

    /** The working time after which step {@code number} (from 1) is done. */
    Duration until(int number) {
      return startDelay.plus(stepDuration.multipliedBy(number));
    }

    int stepsAfter(Duration worked) {
      int most = end.isPresent() ? steps : MOST_STEPS;
      Duration working = worked.minus(startDelay);
      if (working.isNegative()) {
        return 0;
      }
      return stepDuration.isZero() ? most : (int) Math.min(most, working.dividedBy(stepDuration));
    }
  }

  /** A time in which the task stood still; {@code to} is null while it still does. */
  public record Pause(Instant from, @Nullable Instant to) {}

  static TaskTimeline of(Instant createdAt, Schedule schedule) {
    return new TaskTimeline(createdAt, schedule, List.of(), null);
  }

  State at(Instant now) {
    Optional<Instant> naturalEnd =
        schedule.end().flatMap(end -> reached(schedule.until(schedule.steps())));
    Instant ended = stoppedAt != null ? stoppedAt : naturalEnd.orElse(Instant.MAX);
    boolean over = !now.isBefore(ended);
    Instant asOf = over ? ended : now;
    Instant started =
        reached(schedule.startDelay()).filter(start -> !start.isAfter(asOf)).orElse(null);
    boolean paused = !pauses.isEmpty() && pauses.get(pauses.size() - 1).to() == null;
    Status live = paused ? Status.PAUSED : started == null ? Status.CREATED : Status.STARTED;
    Status status =
        over ? schedule.end().filter(end -> stoppedAt == null).orElse(Status.STOPPED) : live;
    return new State(status, schedule.stepsAfter(worked(asOf)), started, over ? ended : null);
  }

  Instant stepDoneAt(int number) {
    return reached(schedule.until(number)).orElse(createdAt);
  }

  TaskTimeline stop(Instant now) {
    return at(now).isTerminal() ? this : new TaskTimeline(createdAt, schedule, pauses, now);
  }

  TaskTimeline pause(Instant now) {
    State state = at(now);
    if (state.isTerminal() || state.status() == Status.PAUSED) {
      return this;
    }
    List<Pause> more = new ArrayList<>(pauses);
    more.add(new Pause(now, null));
    return new TaskTimeline(createdAt, schedule, more, null);
  }

  TaskTimeline resume(Instant now) {
    if (at(now).status() != Status.PAUSED) {
      return this;
    }
    List<Pause> more = new ArrayList<>(pauses);
    more.add(new Pause(more.remove(more.size() - 1).from(), now));
    return new TaskTimeline(createdAt, schedule, more, null);
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
