package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.server.CpuBudget;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** An id that is started by two services, at once and one after another, has one remote task. */
@ExtendWith(TemporalServerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(600)
@ResourceLock(CpuBudget.CALLERS)
@Tag("undisturbed")
class SameIdIT {
  private static final int IDS = Sweep.count(6, 30);

  @Test
  void twoServicesThatStartTheSameIdGetOneRemoteTask(TemporalServer server) throws Exception {
    try (Testbed testbed = new Testbed(server, "same-id").withLocalWorker(Testbed.CALL_LIMIT);
        StartingProcess one = StartingProcess.of(testbed);
        StartingProcess other = StartingProcess.of(testbed)) {
      testbed.addScenario(Inputs.lasting(Duration.ofMillis(400)));
      BrowserTasks tasks =
          BrowserTasks.newBuilder(server.client()).taskQueue(testbed.taskQueue()).build();
      for (int number = 0; number < IDS; number++) {
        String id = testbed.taskQueue() + "-" + number;
        one.start(id);
        other.start(id);
        List<String> responses = new ArrayList<>(List.of(one.response(), other.response()));
        BrowserTaskHandle run = tasks.find(id);
        if (number % 2 == 0) {
          run.result();
        }
        // One after another: while it lasts, and once it is over.
        one.start(id);
        responses.add(one.response());
        run.result();
        other.start(id);
        responses.add(other.response());

        String runId = run.workflow().describe().getExecution().getRunId();
        assertThat(responses)
            .as(id)
            .containsExactlyInAnyOrder(
                "isNew true " + runId,
                "isNew false " + runId,
                "isNew false " + runId,
                "isNew false " + runId);
        assertThat(run.result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
      }
      assertThat(testbed.emulator().tasks())
          .hasSize(IDS)
          .extracting(RecordedTask::metadata)
          .extracting(metadata -> metadata.get("temporal_workflow_id"))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  @Tag("sweep")
  void twoServicesThatStartWhatFailedAnewGetOneMoreRun(TemporalServer server) throws Exception {
    try (Testbed testbed = new Testbed(server, "same-id-anew");
        StartingProcess one = StartingProcess.of(testbed);
        StartingProcess other = StartingProcess.of(testbed)) {
      testbed.addScenario(Inputs.lasting(Duration.ofMillis(400)));
      BrowserTasks tasks =
          BrowserTasks.newBuilder(server.client()).taskQueue(testbed.taskQueue()).build();
      List<String> ids =
          IntStream.range(0, IDS).mapToObj(n -> testbed.taskQueue() + "-" + n).toList();
      // Before any worker is up, so that these runs have no task.
      ids.forEach(id -> tasks.start(id, Inputs.quick()).workflow().terminate("for the test"));
      testbed.withLocalWorker(Testbed.CALL_LIMIT);
      for (String id : ids) {
        one.start(id);
        other.start(id);
        assertThat(
                List.of(
                    one.response().startsWith("isNew t"), other.response().startsWith("isNew t")))
            .as(id)
            .containsExactlyInAnyOrder(true, false);
        assertThat(tasks.run(id, Inputs.quick()).outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
      }
      assertThat(testbed.emulator().tasks()).hasSize(IDS);
    }
  }
}
