package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.CpuBudget;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatch;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchResult;
import com.browseruse.temporal.workflows.caller.BrowserTaskBatchHandle;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A batch whose worker, whose part or which itself is killed: no line is paid for twice. */
@ExtendWith(TemporalServerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(600)
@ResourceLock(CpuBudget.CALLERS)
class BatchIT {
  private static final int LINES = Sweep.count(24, 400);
  private static final int AT_ONCE = Sweep.count(6, 30);
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static BrowserTaskBatchHandle start(Testbed testbed, BrowserTaskBatch batch) {
    return BrowserTasks.newBuilder(testbed.server().client())
        .taskQueue(testbed.taskQueue())
        .build()
        .batch(testbed.taskQueue(), batch);
  }

  private static BrowserTaskBatch lines(int count, BrowserTask task) {
    BrowserTaskBatch.Builder batch = BrowserTaskBatch.newBuilder().concurrency(AT_ONCE);
    IntStream.range(0, count).forEach(number -> batch.add("line-" + number, task));
    return batch.build();
  }

  private static void awaitTasks(Testbed testbed, int count) {
    await().atMost(LIMIT).until(() -> testbed.emulator().tasks().size() >= count);
  }

  private static void assertOneTaskForEachLine(Testbed testbed) {
    assertThat(testbed.emulator().tasks())
        .hasSize(LINES)
        .extracting(RecordedTask::metadata)
        .extracting(metadata -> metadata.get("temporal_workflow_id"))
        .doesNotHaveDuplicates();
  }

  @Test
  @Tag("sweep")
  void aKilledWorkerCostsNoSecondTask(TemporalServer server) {
    try (Testbed testbed = new Testbed(server, "batch-killed")) {
      testbed.addScenario(Inputs.lasting(Duration.ofSeconds(2)));
      BrowserTaskBatchHandle batch;
      try (WorkerProcess worker = WorkerProcess.withLongTimeouts(testbed)) {
        batch = start(testbed, lines(LINES, Inputs.quick()));
        awaitTasks(testbed, LINES / 3);
        worker.kill();
      }
      testbed.withLocalWorker(Testbed.CALL_LIMIT);
      BrowserTaskBatchResult result = batch.result();
      assertThat(result.outcomes()).isEqualTo(Map.of("SUCCEEDED", LINES));
      assertOneTaskForEachLine(testbed);
    }
  }

  @Test
  void aTerminatedBatchStopsItsTasksAndTheNextOneRunsThemAgain(TemporalServer server) {
    try (Testbed testbed = new Testbed(server, "batch-terminated")) {
      testbed.withLocalWorker(Testbed.CALL_LIMIT).addScenario(Inputs.endless());
      BrowserTaskBatch lines = lines(3, Inputs.quick());
      BrowserTaskBatchHandle batch = start(testbed, lines);
      awaitTasks(testbed, 3);
      testbed.addScenario(Inputs.lasting(Duration.ofMillis(400)));
      batch.workflow().terminate("for the test");
      // While the runs of the first are stopping.
      BrowserTaskBatchResult result = start(testbed, lines).result();
      assertThat(result.outcomes()).isEqualTo(Map.of("SUCCEEDED", 3));
      assertThat(testbed.emulator().tasks())
          .extracting(RecordedTask::status)
          .containsExactlyInAnyOrder(
              "stopped", "stopped", "stopped", "finished", "finished", "finished");
    }
  }

  @Test
  void aPartThatIsTerminatedFailsTheBatchAndLeavesNoTask(TemporalServer server) {
    try (Testbed testbed = new Testbed(server, "batch-part")) {
      testbed.withLocalWorker(Testbed.CALL_LIMIT).addScenario(Inputs.endless());
      BrowserTaskBatchHandle batch = start(testbed, lines(3, Inputs.quick()));
      awaitTasks(testbed, 3);
      server.client().newUntypedWorkflowStub(part(server, batch.id())).terminate("for the test");
      assertThatThrownBy(batch::result)
          .isInstanceOf(BrowserTaskException.ServiceFailed.class)
          .hasMessageContaining("run the batch again to do what is missing");
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(testbed.emulator().tasks())
                      .extracting(RecordedTask::status)
                      .containsOnly("stopped"));
    }
  }

  private static String part(TemporalServer server, String batchId) {
    return server.client().fetchHistory(batchId).getEvents().stream()
        .filter(
            event ->
                event.getEventType()
                    == EventType.EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED)
        .map(HistoryEvent::getStartChildWorkflowExecutionInitiatedEventAttributes)
        .map(child -> child.getWorkflowId())
        .findFirst()
        .orElseThrow();
  }
}
