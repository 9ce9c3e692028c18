package com.browseruse.temporal.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The life of one task as a pure function of time: when it was made, its pace, and what was done to
 * it from outside. Nothing runs in the background; whoever wants to know asks for an instant.
 *
 * @param createdAt when the task was made
 * @param pace what it does if nobody interferes
 * @param pauses the times in which it stood still, in order; only the last may be open
 * @param stoppedAt when a stop took effect, or null
 */
record TaskTimeline(Instant createdAt, Pace pace, List<Pause> pauses, Instant stoppedAt) {

  /** A time in which the task stood still; {@code to} is null while it still does. */
  record Pause(Instant from, Instant to) {}

  TaskTimeline {
    pauses = List.copyOf(pauses);
  }

  static TaskTimeline of(Instant createdAt, Pace pace) {
    return new TaskTimeline(createdAt, pace, List.of(), null);
  }

  TaskState at(Instant now) {
    Optional<Instant> naturalEnd = pace.length().flatMap(this::reached);
    Instant ended = stoppedAt != null ? stoppedAt : naturalEnd.orElse(Instant.MAX);
    boolean over = !now.isBefore(ended);
    Instant lookAt = over ? ended : now;
    Instant started =
        reached(pace.startDelay()).filter(start -> !start.isAfter(lookAt)).orElse(null);
    TaskStatus status = over ? endStatus() : liveStatus(started);
    return new TaskState(
        status,
        pace.stepsAfter(worked(lookAt)),
        started,
        over ? ended : null,
        status == TaskStatus.STOPPED ? ended : null);
  }

  /** When step {@code number} was done; asked only for steps that are. */
  Instant stepDoneAt(int number) {
    return reached(pace.until(number)).orElse(createdAt);
  }

  TaskTimeline stop(Instant now) {
    return at(now).status().isTerminal() ? this : new TaskTimeline(createdAt, pace, pauses, now);
  }

  TaskTimeline pause(Instant now) {
    TaskStatus status = at(now).status();
    if (status.isTerminal() || status == TaskStatus.PAUSED) {
      return this;
    }
    List<Pause> more = new ArrayList<>(pauses);
    more.add(new Pause(now, null));
    return new TaskTimeline(createdAt, pace, more, null);
  }

  TaskTimeline resume(Instant now) {
    if (at(now).status() != TaskStatus.PAUSED) {
      return this;
    }
    List<Pause> more = new ArrayList<>(pauses);
    more.add(new Pause(more.remove(more.size() - 1).from(), now));
    return new TaskTimeline(createdAt, pace, more, null);
  }

  private TaskStatus endStatus() {
    return stoppedAt != null ? TaskStatus.STOPPED : pace.end().orElseThrow();
  }

  private TaskStatus liveStatus(Instant started) {
    if (!pauses.isEmpty() && pauses.get(pauses.size() - 1).to() == null) {
      return TaskStatus.PAUSED;
    }
    return started == null ? TaskStatus.CREATED : TaskStatus.STARTED;
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
