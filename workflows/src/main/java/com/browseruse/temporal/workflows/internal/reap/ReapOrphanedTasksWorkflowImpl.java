package com.browseruse.temporal.workflows.internal.reap;

import com.browseruse.temporal.activities.OrphanedTaskActivities;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Found;
import com.browseruse.temporal.activities.OrphanedTaskActivities.LiveTask;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Search;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.workflows.internal.input.InputReader;
import com.browseruse.temporal.workflows.internal.run.ActivityStubs;
import com.browseruse.temporal.workflows.internal.run.CancellableWaits;
import com.browseruse.temporal.workflows.internal.run.ContinuedRun;
import com.browseruse.temporal.workflows.internal.run.Failures;
import com.browseruse.temporal.workflows.reap.ReapDecision;
import com.browseruse.temporal.workflows.reap.ReapInput;
import com.browseruse.temporal.workflows.reap.ReapResult;
import com.browseruse.temporal.workflows.reap.ReapedTask;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reaper: goes through the remote tasks page by page, and stops what nobody owns. */
public class ReapOrphanedTasksWorkflowImpl implements ReapOrphanedTasksEntry {
  /** So many tasks are watched at once until they have stopped. */
  private static final int AT_ONCE = 10;

  /** The pages of one search, and the questions to Temporal about them. */
  private static final Duration SEARCH = Duration.ofMinutes(20);

  private static final Duration SEARCH_BOUND = Duration.ofHours(1);

  private ReapInput input = ReapInput.getDefaultInstance();
  private ReapMemory memory = new ReapMemory(Instant.EPOCH);

  /** So many events make a history long. */
  protected long longHistory() {
    return ContinuedRun.LONG_HISTORY;
  }

  @Override
  public ReapResult reap(@Nullable RawValue rawInput, @Nullable RawValue rawMemory) {
    boolean continued = Workflow.getInfo().getContinuedExecutionRunId().isPresent();
    try {
      input = read(rawInput);
      ReapMemory carried =
          ContinuedRun.read(rawMemory, continued, ReapMemory.class, ReapMemory::isComplete);
      memory = carried == null ? new ReapMemory(CancellableWaits.now()) : carried;
    } catch (IllegalArgumentException e) {
      throw ContinuedRun.refusal(rawMemory, continued, e, progress());
    }
    show(false);
    try {
      while (memory.page > 0) {
        reapPages();
        show(false);
        if (memory.page > 0 && ContinuedRun.isDue(longHistory())) {
          Workflow.continueAsNew(
              ContinueAsNewOptions.newBuilder().build(), rawInput, ContinuedRun.write(memory));
        }
      }
      new SessionReaper(input, memory).reap();
      show(true);
    } catch (ActivityFailure e) {
      if (CancellationScope.current().isCancelRequested()) {
        throw cancelled();
      }
      throw Failures.from(e, progress());
    }
    return progress();
  }

  @Override
  public ReapResult progress() {
    return memory.result(input, Workflow.getInfo().getNamespace());
  }

  /** Reads an input as strictly as that of a run. */
  static ReapInput read(@Nullable RawValue raw) {
    return InputReader.isNone(raw)
        ? ReapInput.getDefaultInstance()
        : InputReader.fields(
            InputReader.json(raw), ReapInput.class, "input must be one JSON object, or nothing");
  }

  /** Searches some pages, and stops what nobody owns there. */
  private void reapPages() {
    Instant createdBefore = memory.startedAt.minus(input.olderThan());
    Found found =
        ActivityStubs.stub(
                OrphanedTaskActivities.class,
                // It only reads.
                ActivityStubs.abandoned(ActivityStubs.options(SEARCH, SEARCH_BOUND)),
                "check who owns the tasks from page " + memory.page + " on")
            .findOrphanedTasks(new Search(memory.startedAt, createdBefore, memory.page));
    memory.scanned += found.scanned();
    List<OrphanStopper> stoppers = new ArrayList<>();
    for (LiveTask live : found.tasks()) {
      if (memory.meets(live.taskId())) {
        ReapedTask task = decide(live);
        if (task.decision() == ReapDecision.STOPPED) {
          stoppers.add(new OrphanStopper(task, createdBefore));
        } else {
          memory.add(task);
        }
      }
    }
    stop(stoppers);
    memory.page = found.nextPage() == null ? 0 : found.nextPage();
  }

  /** What to do about a task; {@code STOPPED} means here that it is to be stopped. */
  private ReapedTask decide(LiveTask live) {
    ReapedTask task =
        new ReapedTask(
            live.taskId(),
            live.workflowId(),
            live.createdAt() == null ? null : Duration.between(live.createdAt(), memory.startedAt),
            live.costUsd(),
            ReapDecision.LEFT,
            live.verdict(),
            live.reason());
    if (live.verdict() != Verdict.ORPHAN) {
      return task;
    }
    if (memory.taken >= input.limit()) {
      return task.leftAs(Verdict.ORPHAN, ReapMemory.LIMIT_REACHED);
    }
    memory.taken++;
    return task.after(
        input.apply() ? ReapDecision.STOPPED : ReapDecision.WOULD_STOP, task.reason(), null);
  }

  private void stop(List<OrphanStopper> stoppers) {
    CancellationScope reaper = CancellationScope.current();
    List<Promise<ReapedTask>> stops = new ArrayList<>();
    // Detached: what was begun is watched to its end.
    Workflow.newDetachedCancellationScope(
            () -> {
              for (OrphanStopper stopper : stoppers) {
                // One that does not stop must not hold up the others.
                Workflow.await(
                    () -> stops.stream().filter(stop -> !stop.isCompleted()).count() < AT_ONCE);
                if (!reaper.isCancelRequested()) {
                  stops.add(Async.function(stopper::stop));
                }
              }
              stops.forEach(stop -> memory.add(stop.get()));
            })
        .run();
    if (reaper.isCancelRequested()) {
      throw cancelled();
    }
  }

  private static CanceledFailure cancelled() {
    return new CanceledFailure("cancelled: no further task is stopped");
  }

  private void show(boolean done) {
    Workflow.setCurrentDetails(ReapDetails.markdown(progress(), done));
  }
}
