package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import io.grpc.StatusRuntimeException;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleListActionStartWorkflow;
import io.temporal.client.schedules.ScheduleListDescription;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The schedules of a namespace that start browser tasks. */
public final class Schedules {
  private Schedules() {}

  /** All that start browser tasks. One that was made a moment ago may not be listed yet. */
  public static List<TaskSchedule> list(TemporalConnection temporal) {
    return call(
        "",
        () ->
            client(temporal)
                .listSchedules()
                .filter(Schedules::isOurs)
                .map(TaskSchedule::of)
                .toList());
  }

  /** All that is known of one; an error if there is none, or if it starts something else. */
  public static TaskSchedule describe(TemporalConnection temporal, String id) {
    return call(id, () -> TaskSchedule.of(found(temporal, id).describe()));
  }

  /** Does something to one, which is looked for as {@link #describe} does. */
  public static void change(
      TemporalConnection temporal, String id, Consumer<ScheduleHandle> change) {
    call(
        id,
        () -> {
          change.accept(found(temporal, id));
          return id;
        });
  }

  private static ScheduleHandle found(TemporalConnection temporal, String id) {
    ScheduleHandle handle = client(temporal).getHandle(id);
    ScheduleDescription description = handle.describe();
    if (!(description.getSchedule().getAction() instanceof ScheduleActionStartWorkflow start
        && start.getWorkflowType().equals(RunBrowserTaskWorkflow.TYPE))) {
      throw UserError.failed(
          "The schedule %s starts something else than browser tasks".formatted(id));
    }
    return handle;
  }

  private static boolean isOurs(ScheduleListDescription listed) {
    return listed.getSchedule() != null
        && listed.getSchedule().getAction() instanceof ScheduleListActionStartWorkflow start
        && RunBrowserTaskWorkflow.TYPE.equals(start.getWorkflow());
  }

  static ScheduleClient client(TemporalConnection temporal) {
    return ScheduleClient.newInstance(
        temporal.client().getWorkflowServiceStubs(),
        ScheduleClientOptions.newBuilder()
            .setNamespace(temporal.namespace())
            // Arguments are read by the same workers as those of every other start.
            .setDataConverter(temporal.client().getOptions().getDataConverter())
            .build());
  }

  /** Makes a sentence of what Temporal has refused. */
  public static <T> T call(String id, Supplier<T> call) {
    try {
      return call.get();
    } catch (ScheduleException | StatusRuntimeException e) {
      throw switch (UserError.grpcStatus(e)) {
        case UNIMPLEMENTED ->
            UserError.failed(
                "This Temporal server has no schedules, as the in-process one of dev has none:"
                    + " use a server that has them, or let cron run the command");
        case NOT_FOUND -> UserError.failed("There is no schedule " + id);
        default -> UserError.of(e instanceof ScheduleException ? e.getCause() : e);
      };
    }
  }
}
