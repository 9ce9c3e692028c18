package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.ReapInput;
import com.browseruse.temporal.workflows.ReapOrphanedTasksWorkflow;
import io.grpc.Status;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The schedule by which Temporal starts a reaper every so often. */
public final class ReaperSchedule {
  public static final String ID = ReapOrphanedTasksWorkflow.WORKFLOW_ID;

  /** More often makes no sense: no younger task is looked at. */
  public static final Duration LEAST = Duration.ofMinutes(1);

  public static final Duration MOST = Duration.ofDays(365);

  /** After an outage one reaper is enough, not one for each that was missed. */
  private static final Duration CATCH_UP = Duration.ofMinutes(1);

  private final ScheduleClient schedules;

  private ReaperSchedule(ScheduleClient schedules) {
    this.schedules = schedules;
  }

  public static ReaperSchedule of(TemporalConnection temporal) {
    return new ReaperSchedule(
        ScheduleClient.newInstance(
            temporal.client().getWorkflowServiceStubs(),
            ScheduleClientOptions.newBuilder()
                .setNamespace(temporal.namespace())
                // Arguments are read by the same workers as those of every other start.
                .setDataConverter(temporal.client().getOptions().getDataConverter())
                .build()));
  }

  /** Creates or updates it; says which: installed or updated. */
  public String install(String taskQueue, ReapInput input, Duration every) {
    Schedule schedule = schedule(taskQueue, input, every);
    try {
      schedules.createSchedule(ID, schedule, ScheduleOptions.newBuilder().build());
      return "installed";
    } catch (ScheduleAlreadyRunningException e) {
      // Whether somebody has paused it is not ours to change.
      call(
          handle ->
              handle.update(
                  old ->
                      new ScheduleUpdate(
                          Schedule.newBuilder(schedule)
                              .setState(old.getDescription().getSchedule().getState())
                              .build())));
      return "updated";
    } catch (ScheduleException e) {
      throw explain(e);
    }
  }

  /** Removes it; an error if there is none. */
  public void remove() {
    call(ScheduleHandle::delete);
  }

  private void call(Consumer<ScheduleHandle> call) {
    try {
      call.accept(schedules.getHandle(ID));
    } catch (ScheduleException e) {
      throw explain(e);
    }
  }

  private static Schedule schedule(String taskQueue, ReapInput input, Duration every) {
    return Schedule.newBuilder()
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(ReapOrphanedTasksWorkflow.TYPE)
                .setOptions(
                    WorkflowOptions.newBuilder()
                        .setWorkflowId(ReapOrphanedTasksWorkflow.WORKFLOW_ID)
                        .setTaskQueue(taskQueue)
                        .build())
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
  }

  private static RuntimeException explain(ScheduleException problem) {
    if (UserError.grpcStatus(problem) == Status.Code.UNIMPLEMENTED) {
      return UserError.failed(
          "This Temporal server has no schedules, as the in-process one of dev has none:"
              + " use a server that has them, or let cron run reap");
    }
    if (UserError.grpcStatus(problem) == Status.Code.NOT_FOUND) {
      return UserError.failed("There is no schedule " + ID);
    }
    return UserError.of(problem.getCause() == null ? problem : problem.getCause());
  }
}
