package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.reap.ReapInput;
import com.browseruse.temporal.workflows.reap.ReapOrphanedTasksWorkflow;
import com.browseruse.temporal.workflows.reap.ReapResult;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import io.temporal.client.schedules.ScheduleUpdateInput;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The reaper of a namespace: run once, or by a schedule that starts one every so often. */
public record Reaper(TemporalConnection temporal, String taskQueue) {
  /** The id of the workflow, and of the schedule. */
  public static final String ID = ReapOrphanedTasksWorkflow.WORKFLOW_ID;

  private static final Duration WORKER_LIMIT = Duration.ofSeconds(5);

  /** After an outage one reaper is enough, not one for each that was missed. */
  private static final Duration CATCH_UP = Duration.ofMinutes(1);

  /** Runs one to its end; empty if it was interrupted, and is cancelled then. */
  public Optional<ReapResult> run(
      ReapInput input, Consumer<String> say, CompletableFuture<?> interrupted) {
    WorkflowStub reaper = start(input);
    String link = temporal.link(ID, reaper.getExecution().getRunId());
    say.accept("Workflow           " + ID);
    if (link != null) {
      say.accept("                   " + link);
    }
    CompletableFuture<ReapResult> result = reaper.getResultAsync(ReapResult.class);
    CompletableFuture<?> over = CompletableFuture.anyOf(result.handle((r, e) -> null), interrupted);
    CompletableFuture<ReapResult> response =
        WaitClock.SYSTEM.async(() -> reaper.query("progress", ReapResult.class));
    WaitClock.SYSTEM.await(CompletableFuture.anyOf(over, response), WORKER_LIMIT);
    if (!over.isDone() && (!response.isDone() || response.isCompletedExceptionally())) {
      say.accept("No worker on task queue " + taskQueue + " answers yet; waiting for one.");
    }
    over.join();
    if (!result.isDone()) {
      say.accept(cancel(reaper));
      return Optional.empty();
    }
    try {
      return Optional.of(result.join());
    } catch (CompletionException e) {
      throw explain(e.getCause());
    }
  }

  private WorkflowStub start(ReapInput input) {
    String summary =
        input.apply()
            ? "stop tasks that no workflow owns"
            : "find tasks that no workflow owns, stop none";
    WorkflowOptions options =
        workflowOptions()
            .setStaticSummary(summary)
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
            .build();
    WorkflowStub reaper =
        temporal.client().newUntypedWorkflowStub(ReapOrphanedTasksWorkflow.TYPE, options);
    try {
      reaper.start(input);
      return reaper;
    } catch (WorkflowExecutionAlreadyStarted e) {
      // Not joined: it may have been told something else, such as to stop nothing.
      throw UserError.failed(
          ("A reaper that was started by hand is under way already (workflow %s): try again once"
                  + " it has ended")
              .formatted(ID));
    }
  }

  private WorkflowOptions.Builder workflowOptions() {
    return WorkflowOptions.newBuilder().setWorkflowId(ID).setTaskQueue(taskQueue);
  }

  private static String cancel(WorkflowStub reaper) {
    try {
      reaper.cancel();
      return "Cancelled: no further task is stopped. Stops under way are watched to their end.";
    } catch (WorkflowNotFoundException e) {
      return "The reaper ended in the meantime.";
    }
  }

  private static RuntimeException explain(@Nullable Throwable problem) {
    if (!(problem instanceof WorkflowFailedException)) {
      return UserError.of(problem);
    }
    return UserError.failed(
        problem.getCause() instanceof ApplicationFailure failure
            ? "The reaper failed: %s: %s"
                .formatted(failure.getType(), PlainText.oneLine(failure.getOriginalMessage()))
            : "The reaper was ended by somebody: " + UserError.rootMessage(problem));
  }

  /** Creates or updates the schedule; says which: installed or updated. */
  public String schedule(ReapInput input, Duration every) {
    Schedule schedule =
        Schedule.newBuilder()
            .setAction(
                ScheduleActionStartWorkflow.newBuilder()
                    .setWorkflowType(ReapOrphanedTasksWorkflow.TYPE)
                    .setOptions(workflowOptions().build())
                    .setArguments(input)
                    .build())
            .setSpec(
                ScheduleSpec.newBuilder()
                    .setIntervals(List.of(new ScheduleIntervalSpec(every)))
                    .build())
            .setPolicy(
                SchedulePolicy.newBuilder()
                    .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                    .setCatchupWindow(CATCH_UP)
                    .build())
            .build();
    return call(
        schedules -> {
          try {
            schedules.createSchedule(ID, schedule, ScheduleOptions.newBuilder().build());
            return "installed";
          } catch (ScheduleAlreadyRunningException e) {
            schedules.getHandle(ID).update(old -> keepingState(old, schedule));
            return "updated";
          }
        });
  }

  /** Whether somebody has paused it is not ours to change. */
  private static ScheduleUpdate keepingState(ScheduleUpdateInput old, Schedule schedule) {
    return new ScheduleUpdate(
        Schedule.newBuilder(schedule)
            .setState(old.getDescription().getSchedule().getState())
            .build());
  }

  /** Removes the schedule; an error if there is none. */
  public void unschedule() {
    call(
        schedules -> {
          schedules.getHandle(ID).delete();
          return "removed";
        });
  }

  private String call(Function<ScheduleClient, String> call) {
    return Schedules.call(ID, () -> call.apply(Schedules.client(temporal)));
  }
}
