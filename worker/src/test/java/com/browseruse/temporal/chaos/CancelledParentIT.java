package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.CpuBudget;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.caller.BrowserTaskWorkflows;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Parents that are cancelled at every point of their histories, also when a child is only about to
 * start: none closes before all its tasks have ended.
 */
@ExtendWith(TemporalServerExtension.class)
@Timeout(300)
@ResourceLock(CpuBudget.OWNERS)
@Tag("sweep")
@Tag("undisturbed")
class CancelledParentIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** A parent whose children are at work has at least so many events. */
  private static final int POINTS = 10;

  /** A business workflow. */
  @WorkflowInterface
  public interface Shopping {
    @WorkflowMethod
    void shop(boolean first, String taskQueue);
  }

  /** Its implementation. */
  public static final class ShoppingImpl implements Shopping {
    @Override
    public void shop(boolean first, String taskQueue) {
      ChildWorkflowOptions options =
          ChildWorkflowOptions.newBuilder().setTaskQueue(taskQueue).build();
      List<BrowserTask> shops =
          List.of(BrowserTask.of("a"), BrowserTask.of("b"), BrowserTask.of("c"));
      if (first) {
        BrowserTaskWorkflows.first(shops, 2, options);
      } else {
        BrowserTaskWorkflows.all(shops, 3, options);
      }
    }
  }

  @Test
  void noParentClosesBeforeItsTasks(TemporalServer server) {
    try (Testbed testbed =
        new Testbed(server, "cancelled-parent").withLocalWorker(Testbed.CALL_LIMIT)) {
      testbed.addScenario(
          Scenario.newBuilder().startDelay(Duration.ZERO).outcome(Scenario.Outcome.NEVER));
      testbed.warmUp();
      String queue = testbed.taskQueue() + "-parents";
      WorkerFactory parents = WorkerFactory.newInstance(server.client());
      try {
        parents.newWorker(queue).registerWorkflowImplementationTypes(ShoppingImpl.class);
        parents.start();
        List<WorkflowStub> runs = new ArrayList<>();
        for (int point = 1; point <= POINTS; point++) {
          for (boolean first : new boolean[] {true, false}) {
            runs.add(cancelledAt(point, first, testbed, queue));
          }
        }
        runs.forEach(run -> assertNothingAlive(run, testbed));
      } finally {
        parents.shutdownNow();
      }
    }
  }

  private static WorkflowStub cancelledAt(
      int events, boolean first, Testbed testbed, String queue) {
    String id = queue + "-" + events + "-" + first;
    WorkflowStub run =
        testbed
            .server()
            .client()
            .newUntypedWorkflowStub(
                "Shopping",
                WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(queue).build());
    run.start(first, testbed.taskQueue());
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> history(run, testbed).getEvents().size() >= events);
    run.cancel();
    return run;
  }

  private static WorkflowExecutionHistory history(WorkflowStub run, Testbed testbed) {
    return testbed.server().client().fetchHistory(run.getExecution().getWorkflowId());
  }

  private static void assertNothingAlive(WorkflowStub run, Testbed testbed) {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                run.describe().getStatus()
                    == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    WorkflowExecutionHistory history = history(run, testbed);
    var time = history.getLastEvent().getEventTime();
    Instant closed = Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    List<String> children =
        history.getEvents().stream()
            .filter(event -> event.hasChildWorkflowExecutionStartedEventAttributes())
            .map(
                event ->
                    event
                        .getChildWorkflowExecutionStartedEventAttributes()
                        .getWorkflowExecution()
                        .getWorkflowId())
            .toList();
    assertThat(testbed.emulator().tasks())
        .filteredOn(task -> children.contains(task.metadata().get("temporal_workflow_id")))
        .allSatisfy(task -> assertThat(task.finishedAt()).isNotNull().isBeforeOrEqualTo(closed));
  }
}
