package com.browseruse.temporal.workflows.internal.reap;

import com.browseruse.temporal.activities.FindOrphanedTasksInput;
import com.browseruse.temporal.activities.FoundLiveTasks;
import com.browseruse.temporal.activities.OrphanVerdict;
import com.browseruse.temporal.activities.OrphanedTaskActivities;
import com.browseruse.temporal.workflows.ReapDecision;
import com.browseruse.temporal.workflows.ReapInput;
import com.browseruse.temporal.workflows.ReapedTask;
import com.browseruse.temporal.workflows.internal.run.ActivityStubs;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One way through the list: some pages, who owns what is alive there, and what is done about it.
 */
final class Reaping {

  /** So many tasks are watched at once until they have stopped. */
  private static final int AT_ONCE = 10;

  /** The pages of one answer, and the questions to Temporal about them. */
  private static final Duration SEARCH = Duration.ofMinutes(20);

  private static final Duration SEARCH_BOUND = Duration.ofHours(1);

  private final ReapInput input;
  private final Instant startedAt;
  private final Instant createdBefore;
  private final ReapTally tally;
  private final OrphanStopper stopper;

  /** How many tasks were stopped, or would have been. */
  private int taken;

  Reaping(ReapInput input, Instant startedAt, int taken, ReapTally tally) {
    this.input = input;
    this.startedAt = startedAt;
    this.createdBefore = startedAt.minus(input.olderThan());
    this.taken = taken;
    this.tally = tally;
    this.stopper = new OrphanStopper(createdBefore);
  }

  int taken() {
    return taken;
  }

  /**
   * Goes some pages on.
   *
   * @return the page to go on with, or null if that was the last
   */
  Integer goOn(int page) {
    FoundLiveTasks found =
        Workflow.newActivityStub(
                OrphanedTaskActivities.class,
                ActivityOptions.newBuilder()
                    .setStartToCloseTimeout(SEARCH)
                    .setScheduleToCloseTimeout(SEARCH_BOUND)
                    .setHeartbeatTimeout(ActivityStubs.HEARTBEAT)
                    // It only reads.
                    .setCancellationType(ActivityCancellationType.ABANDON)
                    .setRetryOptions(ActivityStubs.RETRY)
                    .setSummary("who owns the tasks from page " + page + " on?")
                    .build())
            .findOrphanedTasks(new FindOrphanedTasksInput(startedAt, createdBefore, page));
    tally.looked(found.looked());
    List<ReapedTask> orphans = new ArrayList<>();
    for (FoundLiveTasks.Item item : found.tasks()) {
      if (tally.meets(item.taskId())) {
        sort(item, orphans);
      }
    }
    stop(orphans);
    return found.nextPage();
  }

  private void sort(FoundLiveTasks.Item item, List<ReapedTask> orphans) {
    ReapedTask task =
        new ReapedTask(
            item.taskId(),
            item.workflowId(),
            item.createdAt() == null ? null : Duration.between(item.createdAt(), startedAt),
            item.costUsd(),
            ReapDecision.LEFT,
            item.verdict(),
            item.reason());
    if (!item.verdict().isOrphan()) {
      tally.add(task);
    } else if (taken >= input.limit()) {
      tally.add(task.leftAs(OrphanVerdict.OVER_LIMIT, OrphanVerdict.OVER_LIMIT.words()));
    } else {
      taken++;
      if (input.apply()) {
        orphans.add(task);
      } else {
        tally.add(task.after(ReapDecision.WOULD_STOP, null));
      }
    }
  }

  private void stop(List<ReapedTask> orphans) {
    CancellationScope reaper = CancellationScope.current();
    // Detached: what was begun is watched to its end.
    Workflow.newDetachedCancellationScope(() -> stop(orphans, reaper)).run();
    if (reaper.isCancelRequested()) {
      throw new CanceledFailure("cancelled: no further task is stopped");
    }
  }

  private void stop(List<ReapedTask> orphans, CancellationScope reaper) {
    List<Promise<ReapedTask>> stops = new ArrayList<>();
    for (ReapedTask orphan : orphans) {
      // One that does not stop must not hold up the others.
      Workflow.await(() -> stops.stream().filter(stop -> !stop.isCompleted()).count() < AT_ONCE);
      if (!reaper.isCancelRequested()) {
        stops.add(Async.function(() -> stopper.stop(orphan)));
      }
    }
    stops.forEach(stop -> tally.add(stop.get()));
  }
}
