package com.browseruse.temporal.testing;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A task that the emulator holds: what was asked for, what it does, and what happened to it. */
final class CloudTask {

  private final UUID id = UUID.randomUUID();
  private final TaskSpec spec;
  private final CloudSession session;
  private final Play play;
  private TaskTimeline timeline;
  private int stops;
  private int reads;

  CloudTask(TaskSpec spec, CloudSession session, Play play, Instant createdAt) {
    this.spec = spec;
    this.session = session;
    this.play = play;
    this.timeline = TaskTimeline.of(createdAt, play.pace());
  }

  UUID id() {
    return id;
  }

  TaskSpec spec() {
    return spec;
  }

  CloudSession session() {
    return session;
  }

  boolean pausable() {
    return play.pausable();
  }

  Instant createdAt() {
    return timeline.createdAt();
  }

  TaskState state(Instant now) {
    return timeline.at(now);
  }

  /** Its state in the words of version 2, which the ledger uses for all. */
  String word(Instant now) {
    return word(state(now));
  }

  List<Step> steps(Instant now) {
    return IntStream.rangeClosed(1, state(now).steps())
        .mapToObj(number -> Story.step(spec, number, play.pace().stepDuration()))
        .toList();
  }

  BigDecimal cost(Instant now) {
    return play.costPerStep().multiply(BigDecimal.valueOf(state(now).steps()));
  }

  /** What it has left so far: everything once it reached its own end, nothing otherwise. */
  Ending ending(Instant now) {
    boolean reachedItsEnd = timeline.stoppedAt() == null && state(now).status().isTerminal();
    return reachedItsEnd ? play.ending() : Ending.NOTHING;
  }

  /** The id of an output file: always the same for the same file of the same task. */
  UUID fileId(ScenarioFile file) {
    return UUID.nameUUIDFromBytes((id + "/" + file.fileName()).getBytes(StandardCharsets.UTF_8));
  }

  /** The first file that fits, among those it has left so far. */
  Optional<ScenarioFile> file(Predicate<ScenarioFile> which, Instant now) {
    return ending(now).outputFiles().stream().filter(which).findFirst();
  }

  String log(Instant now) {
    StringBuilder log = new StringBuilder();
    log.append(createdAt()).append(" INFO task ").append(id).append(" created\n");
    for (Step step : steps(now)) {
      log.append(timeline.stepDoneAt(step.number())).append(" INFO step ").append(step.number());
      log.append(": ").append(step.nextGoal()).append(" [").append(step.url()).append("]\n");
    }
    TaskState state = state(now);
    if (state.finishedAt() != null) {
      log.append(state.finishedAt()).append(" INFO task ").append(word(state)).append('\n');
    }
    return log.toString();
  }

  void countRead() {
    reads++;
  }

  /** Obeys a stop action, or counts it only; says whether the task obeys. */
  boolean stop(Instant now) {
    stops++;
    boolean obeys = !play.ignoreStop() || state(now).status().isTerminal();
    if (obeys) {
      end(now);
    }
    return obeys;
  }

  /** Ends the task because its session ends, which it cannot ignore. */
  void end(Instant now) {
    timeline = timeline.stop(now);
  }

  void pause(Instant now) {
    timeline = timeline.pause(now);
  }

  void resume(Instant now) {
    timeline = timeline.resume(now);
  }

  RecordedTask record(Instant now) {
    TaskState state = state(now);
    return new RecordedTask(
        id.toString(),
        session.id().toString(),
        spec.task(),
        word(state),
        spec.metadata(),
        spec.apiVersion().word(),
        createdAt(),
        state.startedAt(),
        state.finishedAt(),
        state.stoppedAt(),
        stops,
        reads);
  }

  private static String word(TaskState state) {
    return state.status().name().toLowerCase(Locale.ROOT);
  }
}
