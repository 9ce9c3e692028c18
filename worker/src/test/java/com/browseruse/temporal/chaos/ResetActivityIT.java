package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.task.TaskCreation;
import io.temporal.api.workflowservice.v1.ResetActivityRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * An operator who is tired of waiting resets an activity: its attempts are counted from 1 again.
 */
@ExtendWith(SharedTemporal.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(300)
class ResetActivityIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Test
  void aCreateThatIsResetAdoptsWhatItHasMade(TemporalServer server) {
    try (Stage stage = new Stage(server, "reset-activity").withLocalWorker(Stage.CALM)) {
      stage.play(Inputs.lasting(Duration.ofSeconds(20)));
      // Longer than the two looks of the first attempt.
      stage.emulator().setListLag(Duration.ofSeconds(4));
      stage.spoil(
          stage.on(Route.CREATE).times(1).status(503).commit().header("Retry-After", "3600"));
      WorkflowStub run = stage.start(Inputs.quick());
      Ends.awaitAll(stage, "waits for the next attempt", Ends::repeatsACall);
      await().atMost(LIMIT).until(() -> !stage.emulator().tasks().isEmpty());

      reset(server.client(), run);

      EndedRun ended = EndedRun.await(run, stage);
      ended.endedBy(EndedRun.SUCCEEDED);
      ended.exactlyOneTask();
      assertThat(ended.result().creation()).isEqualTo(TaskCreation.ADOPTED);
      assertThat(stage.requests(Route.CREATE)).isEqualTo(1);
    }
  }

  @Test
  void aCreateThatNobodyHasResetNeedsNoLook(TemporalServer server) {
    try (Stage stage = new Stage(server, "no-reset").withLocalWorker(Stage.CALM)) {
      stage.play(Inputs.lasting(Duration.ofSeconds(1)));
      EndedRun.await(stage.start(Inputs.quick()), stage).exactlyOneTask();
      assertThat(stage.requests(Route.LIST)).isZero();
    }
  }

  @Test
  void refusalsNeedNoLook(TemporalServer server) {
    try (Stage stage = new Stage(server, "refused").withLocalWorker(Stage.CALM)) {
      stage.play(Inputs.lasting(Duration.ofSeconds(1)));
      stage.spoil(stage.on(Route.CREATE).times(3).status(429).header("Retry-After", "1"));
      EndedRun ended = EndedRun.await(stage.start(Inputs.quick()), stage);
      ended.exactlyOneTask();
      assertThat(ended.result().creation()).isEqualTo(TaskCreation.CREATED);
      assertThat(stage.requests(Route.CREATE)).isEqualTo(4);
      assertThat(stage.requests(Route.LIST)).isZero();
    }
  }

  @Test
  void aCreateThatIsResetLooksAlthoughItWasRefused(TemporalServer server) {
    try (Stage stage = new Stage(server, "reset-refused").withLocalWorker(Stage.CALM)) {
      stage.play(Inputs.lasting(Duration.ofSeconds(1)));
      stage.spoil(stage.on(Route.CREATE).times(1).status(429).header("Retry-After", "3600"));
      WorkflowStub run = stage.start(Inputs.quick());
      Ends.awaitAll(stage, "waits for the next attempt", Ends::repeatsACall);

      reset(server.client(), run);

      EndedRun.await(run, stage).exactlyOneTask();
      assertThat(stage.requests(Route.LIST)).isGreaterThanOrEqualTo(2);
    }
  }

  private static void reset(WorkflowClient client, WorkflowStub run) {
    client
        .getWorkflowServiceStubs()
        .blockingStub()
        .resetActivity(
            ResetActivityRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setExecution(run.getExecution())
                .setType("CreateBrowserTask")
                .build());
  }
}
