package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreateBrowserTaskInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.workflowservice.v1.ResetActivityRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * An operator who is tired of waiting resets an activity: its attempts are counted from 1 again.
 */
@ExtendWith(TemporalServerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(300)
// An attempt that a busy machine has lost is unclear, and none is to be lost here.
@Isolated
@Tag("sweep")
class ResetActivityIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** A workflow of a user's own, which leaves the attempts of its create to Temporal. */
  @WorkflowInterface
  public interface OwnCreate {
    @WorkflowMethod
    CreatedBrowserTask run(String activitiesQueue);
  }

  /** Its implementation. */
  public static final class OwnCreateImpl implements OwnCreate {
    @Override
    public CreatedBrowserTask run(String activitiesQueue) {
      return Workflow.newActivityStub(
              BrowserTaskActivities.class,
              ActivityOptions.newBuilder()
                  .setTaskQueue(activitiesQueue)
                  .setStartToCloseTimeout(Duration.ofMinutes(5))
                  .setHeartbeatTimeout(Duration.ofSeconds(75))
                  .build())
          .createBrowserTask(
              new CreateBrowserTaskInput(
                  TaskRequest.newBuilder("Find the answer").build(), null, null, null, null));
    }
  }

  private final List<WorkerFactory> factories = new CopyOnWriteArrayList<>();

  @AfterEach
  void shutDown() {
    factories.forEach(WorkerFactory::shutdownNow);
  }

  private WorkflowStub startOwn(TemporalServer server, Testbed testbed) {
    String queue = testbed.taskQueue() + "-own";
    WorkerFactory factory = WorkerFactory.newInstance(server.client());
    factory.newWorker(queue).registerWorkflowImplementationTypes(OwnCreateImpl.class);
    factory.start();
    factories.add(factory);
    WorkflowStub run =
        server
            .client()
            .newUntypedWorkflowStub(
                "OwnCreate",
                WorkflowOptions.newBuilder().setTaskQueue(queue).setWorkflowId(queue).build());
    run.start(testbed.taskQueue());
    await().atMost(LIMIT).until(() -> RunConditions.isRetrying(run));
    return run;
  }

  private static CreatedBrowserTask result(WorkflowStub run) throws TimeoutException {
    return run.getResult(LIMIT.toSeconds(), TimeUnit.SECONDS, CreatedBrowserTask.class);
  }

  @Test
  void aCreateThatIsResetAdoptsWhatItHasMade(TemporalServer server) throws TimeoutException {
    try (Testbed testbed =
        new Testbed(server, "reset-activity").withLocalWorker(Testbed.CALL_LIMIT)) {
      testbed.addScenario(Inputs.endless());
      // So that the first attempt does not find it itself.
      testbed.emulator().setListLag(Duration.ofHours(1));
      testbed.addFault(
          testbed.on(Route.CREATE).times(1).status(503).commit().header("Retry-After", "600"));
      WorkflowStub run = startOwn(server, testbed);
      await().atMost(LIMIT).until(() -> !testbed.emulator().tasks().isEmpty());
      testbed.emulator().setListLag(Duration.ZERO);

      reset(server.client(), run);

      CreatedBrowserTask created = result(run);
      assertThat(created.creation()).isEqualTo(Task.Creation.ADOPTED);
      assertThat(testbed.emulator().tasks()).extracting("id").containsExactly(created.taskId());
      assertThat(testbed.requests(Route.CREATE)).isEqualTo(1);
    }
  }

  @Test
  void aCreateThatIsResetBelievesThatItWasRefused(TemporalServer server) throws TimeoutException {
    try (Testbed testbed =
        new Testbed(server, "reset-refused").withLocalWorker(Testbed.CALL_LIMIT)) {
      testbed.addScenario(Inputs.endless());
      // No call of a worker is sent before the API wants it, whoever asks.
      testbed.addFault(testbed.on(Route.CREATE).times(1).status(429).header("Retry-After", "30"));
      WorkflowStub run = startOwn(server, testbed);

      reset(server.client(), run);

      CreatedBrowserTask created = result(run);
      assertThat(created.creation()).isEqualTo(Task.Creation.CREATED);
      assertThat(testbed.emulator().tasks()).extracting("id").containsExactly(created.taskId());
      assertThat(created.unclear()).isNull();
      assertThat(testbed.requests(Route.LIST)).as("lookups").isZero();
    }
  }

  @Test
  void aCreateThatNobodyHasResetNeedsNoLookup(TemporalServer server) {
    try (Testbed testbed = new Testbed(server, "no-reset").withLocalWorker(Testbed.CALL_LIMIT)) {
      testbed.addScenario(Inputs.lasting(Duration.ofSeconds(1)));
      EndedRun ended = EndedRun.await(testbed.start(Inputs.quick()), testbed);
      ended.exactlyOneTask();
      assertNoLookup(testbed, ended);
    }
  }

  @Test
  void refusalsNeedNoLookup(TemporalServer server) {
    try (Testbed testbed = new Testbed(server, "refused").withLocalWorker(Testbed.CALL_LIMIT)) {
      testbed.addScenario(Inputs.lasting(Duration.ofSeconds(1)));
      testbed.addFault(testbed.on(Route.CREATE).times(3).status(429).header("Retry-After", "1"));
      EndedRun ended = EndedRun.await(testbed.start(Inputs.quick()), testbed);
      ended.exactlyOneTask();
      assertThat(ended.result().creation()).isEqualTo(Task.Creation.CREATED);
      assertThat(testbed.requests(Route.CREATE)).isEqualTo(4);
      assertNoLookup(testbed, ended);
    }
  }

  /** A server under load may hand out an attempt that no worker ever gets. */
  private static void assertNoLookup(Testbed testbed, EndedRun run) {
    if (!run.history().contains("ACTIVITY_TASK_TIMED_OUT")) {
      assertThat(testbed.requests(Route.LIST)).as("lookups").isZero();
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
