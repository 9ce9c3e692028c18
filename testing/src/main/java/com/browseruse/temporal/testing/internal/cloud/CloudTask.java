package com.browseruse.temporal.testing.internal.cloud;

import com.browseruse.temporal.testing.RecordedTask;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A task that the emulator holds: what was asked for, what it does, and what happened to it. */
public final class CloudTask {
  public final UUID id = UUID.randomUUID();
  public final TaskSpec spec;
  public final CloudSession session;
  private final TaskScript script;
  private final TaskScript.Result result;
  private TaskTimeline timeline;
  private int stops;
  private int reads;
  private TaskTimeline.@Nullable Status lastSeen;

  CloudTask(TaskSpec spec, CloudSession session, TaskScript script, Instant createdAt) {
    this.spec = spec;
    this.session = session;
    this.script = script;
    this.result = script.resultOf(spec);
    this.timeline = TaskTimeline.of(createdAt, script.scheduleOf(spec));
  }

  public boolean pausable() {
    return script.pausable();
  }

  public Instant createdAt() {
    return timeline.createdAt();
  }

  public TaskTimeline.State state(Instant now) {
    return timeline.at(now);
  }

  /** Whether its status is another one than when this was last asked. */
  boolean hasChanged(Instant now) {
    TaskTimeline.Status status = state(now).status();
    boolean changed = status != lastSeen;
    lastSeen = status;
    return changed;
  }

  public List<SampleContent.Step> steps(Instant now) {
    return IntStream.rangeClosed(1, state(now).steps())
        .mapToObj(number -> SampleContent.step(spec, number, timeline.schedule().stepDuration()))
        .toList();
  }

  public BigDecimal cost(Instant now) {
    return script.costPerStep().multiply(BigDecimal.valueOf(state(now).steps()));
  }

  /** What it has left so far: everything once it reached its own end, nothing otherwise. */
  public TaskScript.Result result(Instant now) {
    boolean ended = timeline.stoppedAt() == null && state(now).isTerminal();
    return ended ? result : TaskScript.Result.NONE;
  }

  /** The id of an output file: always the same for the same file of the same task. */
  public UUID fileId(TaskScript.OutputFile file) {
    return UUID.nameUUIDFromBytes((id + "/" + file.fileName()).getBytes(StandardCharsets.UTF_8));
  }

  public Optional<TaskScript.OutputFile> file(Predicate<TaskScript.OutputFile> which, Instant now) {
    return result(now).outputFiles().stream().filter(which).findFirst();
  }

  String log(Instant now) {
    List<String> lines = new ArrayList<>(List.of(createdAt() + " INFO task " + id + " created"));
    for (SampleContent.Step step : steps(now)) {
      String line = timeline.stepDoneAt(step.number()) + " INFO step " + step.number() + ": ";
      lines.add(line + step.nextGoal() + " [" + step.url() + "]");
    }
    TaskTimeline.State state = state(now);
    if (state.finishedAt() != null) {
      lines.add(state.finishedAt() + " INFO task " + state.status().wireName());
    }
    return String.join("\n", lines) + "\n";
  }

  public CloudTask countRead() {
    reads++;
    return this;
  }

  /** Counts a stop request, and stops unless the task ignores it; true if the task has ended. */
  boolean stop(Instant now) {
    stops++;
    timeline = script.ignoreStop() ? timeline : timeline.stop(now);
    return state(now).isTerminal();
  }

  /** Ends the task because its session ends, which it cannot ignore. */
  void end(Instant now) {
    timeline = timeline.stop(now);
  }

  public void pause(Instant now) {
    timeline = timeline.pause(now);
  }

  public void resume(Instant now) {
    timeline = timeline.resume(now);
  }

  RecordedTask record(Instant now) {
    TaskTimeline.State state = state(now);
    return new RecordedTask(
        id.toString(),
        session.id.toString(),
        spec.task(),
        state.status().wireName(),
        spec.metadata(),
        spec.apiVersion().name().toLowerCase(Locale.ROOT),
        createdAt(),
        state.startedAt(),
        state.finishedAt(),
        state.status() == TaskTimeline.Status.STOPPED ? state.finishedAt() : null,
        stops,
        reads);
  }
}
