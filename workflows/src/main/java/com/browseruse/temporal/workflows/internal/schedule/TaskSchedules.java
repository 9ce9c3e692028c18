package com.browseruse.temporal.workflows.internal.schedule;

import com.browseruse.temporal.task.TaskMarkers;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import io.temporal.client.schedules.ScheduleUpdateInput;
import java.time.Duration;

/** The schedules that start runs. */
public final class TaskSchedules {
  /** Temporal's own default is a year: after an outage, each run that was missed would be paid. */
  private static final Duration CATCH_UP = Duration.ofMinutes(10);

  private TaskSchedules() {}

  /** Creates a schedule, or makes the one of that id as it is to be. */
  public static ScheduleHandle set(
      WorkflowClient client,
      String id,
      WorkflowOptions options,
      Object input,
      ScheduleSpec spec,
      SchedulePolicy policy) {
    Schedule schedule =
        Schedule.newBuilder()
            .setAction(
                ScheduleActionStartWorkflow.newBuilder()
                    .setWorkflowType(TaskMarkers.RUN_WORKFLOW_TYPE)
                    .setOptions(options)
                    .setArguments(input)
                    .build())
            .setSpec(spec)
            .setPolicy(checked(policy))
            .build();
    ScheduleClient schedules = schedules(client);
    try {
      return schedules.createSchedule(id, schedule, ScheduleOptions.newBuilder().build());
    } catch (ScheduleAlreadyRunningException e) {
      ScheduleHandle existing = schedules.getHandle(id);
      checkOurs(existing.describe());
      existing.update(old -> keepingState(old, schedule));
      return existing;
    }
  }

  private static ScheduleClient schedules(WorkflowClient client) {
    WorkflowClientOptions options = client.getOptions();
    return ScheduleClient.newInstance(
        client.getWorkflowServiceStubs(),
        ScheduleClientOptions.newBuilder()
            .setNamespace(options.getNamespace())
            .setIdentity(options.getIdentity())
            .setDataConverter(options.getDataConverter())
            .setContextPropagators(options.getContextPropagators())
            .build());
  }

  private static SchedulePolicy checked(SchedulePolicy policy) {
    SchedulePolicy.Builder checked = SchedulePolicy.newBuilder(policy);
    if (policy.getOverlap() == ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_TERMINATE_OTHER) {
      throw new IllegalArgumentException(
          "overlap must not be TERMINATE_OTHER: a run that is terminated cannot stop its task,"
              + " which would go on and cost money; CANCEL_OTHER stops it first");
    }
    if (policy.getOverlap() == ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_UNSPECIFIED) {
      checked.setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP);
    }
    if (policy.getCatchupWindow() == null) {
      checked.setCatchupWindow(CATCH_UP);
    }
    return checked.build();
  }

  private static void checkOurs(ScheduleDescription existing) {
    if (!(existing.getSchedule().getAction() instanceof ScheduleActionStartWorkflow start
        && start.getWorkflowType().equals(TaskMarkers.RUN_WORKFLOW_TYPE))) {
      throw new IllegalArgumentException(
          "The schedule %s exists and starts something else than a %s"
              .formatted(existing.getId(), TaskMarkers.RUN_WORKFLOW_TYPE));
    }
  }

  /** Whether somebody has paused it is not ours to change. */
  private static ScheduleUpdate keepingState(ScheduleUpdateInput old, Schedule schedule) {
    return new ScheduleUpdate(
        Schedule.newBuilder(schedule)
            .setState(old.getDescription().getSchedule().getState())
            .build());
  }
}
