package com.browseruse.temporal.workflows.internal.watch;

import com.browseruse.temporal.activities.TaskWatchActivities;
import com.browseruse.temporal.activities.TaskWatchActivities.WatchInput;
import com.browseruse.temporal.activities.TaskWatchActivities.WatchReport;
import com.browseruse.temporal.workflows.internal.run.ActivityStubs;
import com.browseruse.temporal.workflows.internal.run.CancellableWaits;
import com.browseruse.temporal.workflows.internal.run.ContinuedRun;
import com.browseruse.temporal.workflows.internal.run.CurrentDetails;
import com.browseruse.temporal.workflows.internal.run.Words;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.Priority;
import io.temporal.common.RetryOptions;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The watcher: one watch after another, for ever. */
public class WatchBrowserTasksWorkflowImpl implements WatchBrowserTasksEntry {
  /** More than a watch, with a last reading that takes long. */
  private static final Duration LONGEST_WATCH = Duration.ofMinutes(20);

  /** A worker that is lost is noticed within this time; another one takes the watch over then. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** One that takes over must not wait behind the polls that it saves. */
  private static final Priority FIRST = Priority.newBuilder().setPriorityKey(1).build();

  /** A watcher's history is read by each worker that takes it over. */
  private static final long LONG_HISTORY = 500;

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

  @Override
  public void watch(@Nullable RawValue rawMemory) {
    WatchMemory memory = memory(rawMemory);
    while (true) {
      show(memory);
      try {
        memory = memory.after(watchOnce(memory));
      } catch (ActivityFailure e) {
        if (e.getCause() instanceof CanceledFailure) {
          throw e;
        }
        // Refused, by a worker of another release.
        memory = memory.withoutLast();
        Workflow.sleep(PAUSE_AFTER_FAILURE);
      }
      if (ContinuedRun.isDue(longHistory())) {
        Workflow.continueAsNew(
            ContinueAsNewOptions.newBuilder().build(), ContinuedRun.write(memory));
      }
    }
  }

  protected long longHistory() {
    return LONG_HISTORY;
  }

  private static WatchMemory memory(@Nullable RawValue raw) {
    boolean continued = Workflow.getInfo().getContinuedExecutionRunId().isPresent();
    WatchMemory carried = null;
    try {
      carried = ContinuedRun.read(raw, continued, WatchMemory.class, WatchMemory::isComplete);
    } catch (IllegalArgumentException e) {
      // Of another release, or an argument that it does not take: it can begin anew at any time.
      return WatchMemory.begin(CancellableWaits.now());
    }
    return carried == null ? WatchMemory.begin(CancellableWaits.now()) : carried;
  }

  private static WatchReport watchOnce(WatchMemory memory) {
    ActivityOptions.Builder options =
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(LONGEST_WATCH)
            .setHeartbeatTimeout(HEARTBEAT)
            .setPriority(FIRST)
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setBackoffCoefficient(1.5)
                    .setMaximumInterval(Duration.ofSeconds(10))
                    .build());
    return ActivityStubs.stub(TaskWatchActivities.class, options, "watch the list of tasks")
        .watchBrowserTasks(new WatchInput(memory.seconds(), memory.last()));
  }

  private static void show(WatchMemory memory) {
    Workflow.setCurrentDetails(markdown(memory, CancellableWaits.now()));
  }

  static String markdown(WatchMemory memory, Instant now) {
    WatchReport last = memory.last();
    StringBuilder text =
        new StringBuilder("### Browser tasks: ")
            .append(
                last == null
                    ? "about to be watched"
                    : last.problem() == null ? "watched" : "the list cannot be read")
            .append("\n\n| | |\n|---|---|\n");
    if (last != null) {
      if (last.problem() != null) {
        CurrentDetails.row(text, "Problem", CurrentDetails.plain(last.problem()));
      }
      double minutes = Math.max(last.forSeconds(), 1) / 60;
      CurrentDetails.row(text, "Live tasks", "" + last.alive());
      CurrentDetails.row(
          text,
          "Last reading",
          last.readAt() == null
              ? "none"
              : CurrentDetails.plain(
                      last.readAt() + ", " + Words.time(Duration.between(last.readAt(), now)))
                  + " before this was written");
      CurrentDetails.row(
          text, "Reads the list", CurrentDetails.plain("every " + last.everySeconds() + " s"));
      CurrentDetails.row(text, "Requests a minute", "" + Math.round(last.requests() / minutes));
      CurrentDetails.row(text, "Hints sent", memory.hints() + ", the last watch: " + last.hints());
    }
    CurrentDetails.row(text, "Written at", CurrentDetails.plain(now.toString()));
    CurrentDetails.row(
        text,
        "Written again",
        "within "
            + Words.time(Duration.ofSeconds(memory.seconds()))
            + "; the heartbeat of the pending activity is newer");
    return text.append(CurrentDetails.LAST_LINE).toString();
  }
}
