package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.worker.cli.Host;
import com.browseruse.temporal.worker.cli.Json;
import com.browseruse.temporal.worker.config.ExitCodes;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.ReapInput;
import com.browseruse.temporal.workflows.ReapOrphanedTasksWorkflow;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grpc.Status;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.util.List;

/** The schedule by which Temporal starts a reaper every so often. */
public final class ReapSchedule {
  public static final String ID = ReapOrphanedTasksWorkflow.WORKFLOW_ID;

  /** More often makes no sense: no younger task is looked at. */
  public static final Duration LEAST = Duration.ofMinutes(1);

  public static final Duration MOST = Duration.ofDays(365);

  /** After an outage one reaper is enough, not one for each that was missed. */
  private static final Duration CATCH_UP = Duration.ofMinutes(1);

  private final ScheduleClient schedules;

  private ReapSchedule(ScheduleClient schedules) {
    this.schedules = schedules;
  }

  public static ReapSchedule of(TemporalConnection temporal) {
    return new ReapSchedule(
        ScheduleClient.newInstance(
            temporal.client().getWorkflowServiceStubs(),
            ScheduleClientOptions.newBuilder()
                .setNamespace(temporal.namespace())
                // Arguments are read by the same workers as those of every other start.
                .setDataConverter(temporal.client().getOptions().getDataConverter())
                .build()));
  }

  public int install(Host host, String taskQueue, ReapInput input, Duration every, boolean json) {
    Schedule schedule = schedule(taskQueue, input, every);
    String done;
    try {
      done = createOrUpdate(schedule);
    } catch (ScheduleException e) {
      throw explain(e);
    }
    if (json) {
      ObjectNode answer = answer(done);
      answer.put("every", every.toString());
      answer.set("input", input.toJson());
      answer.put("taskQueue", taskQueue);
      Json.print(host.out(), answer);
      return ExitCodes.SUCCESS;
    }
    host.out()
        .println(
            "Schedule "
                + ID
                + " "
                + done
                + ": every "
                + every
                + " it "
                + (input.apply() ? "stops" : "looks for")
                + " tasks older than "
                + input.olderThan()
                + " that nobody owns.");
    if (!input.apply()) {
      host.say("It stops nothing: each is a dry run. Add --apply to stop what nobody owns.");
    }
    host.say("Remove it with: reap --remove");
    return ExitCodes.SUCCESS;
  }

  public int remove(Host host, boolean json) {
    try {
      schedules.getHandle(ID).delete();
    } catch (ScheduleException e) {
      throw Problems.isNotFound(e) ? UserError.failed("There is no schedule " + ID) : explain(e);
    }
    if (json) {
      Json.print(host.out(), answer("removed"));
    } else {
      host.out().println("Schedule " + ID + " removed.");
    }
    return ExitCodes.SUCCESS;
  }

  private String createOrUpdate(Schedule schedule) {
    try {
      schedules.createSchedule(ID, schedule, ScheduleOptions.newBuilder().build());
      return "installed";
    } catch (ScheduleAlreadyRunningException e) {
      schedules
          .getHandle(ID)
          // Whether somebody has paused it is not ours to change.
          .update(
              old ->
                  new ScheduleUpdate(
                      Schedule.newBuilder(schedule)
                          .setState(old.getDescription().getSchedule().getState())
                          .build()));
      return "updated";
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

  private static ObjectNode answer(String done) {
    return Json.MAPPER.createObjectNode().put("scheduleId", ID).put("schedule", done);
  }

  private static RuntimeException explain(ScheduleException problem) {
    if (Problems.statusOf(problem) == Status.Code.UNIMPLEMENTED) {
      return UserError.failed(
          "This Temporal server has no schedules, as the in-process one of dev has none:"
              + " use a server that has them, or let cron run reap");
    }
    return Problems.explain(problem.getCause() == null ? problem : problem.getCause());
  }
}
