package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.server.CpuBudget;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the server takes at a start, but ends the run for a moment later, without running its code:
 * the run must end itself before it has a task.
 */
@ExtendWith(TemporalServerExtension.class)
@Timeout(300)
@ResourceLock(CpuBudget.OWNERS)
@Tag("sweep")
@Tag("undisturbed")
class OversizedStartIT {
  private static final String TASK = "Find the answer";

  private Testbed testbed;

  @BeforeEach
  void start(TemporalServer server) {
    testbed = new Testbed(server, "oversized").withLocalWorker(Testbed.CALL_LIMIT);
    testbed.addScenario(
        Scenario.newBuilder().steps(1).stepDuration(Duration.ofSeconds(1)).output("42"));
  }

  @AfterEach
  void close() {
    testbed.close();
  }

  /** (X1) */
  @ParameterizedTest
  @ValueSource(ints = {1_100_000, 2_096_700, 2_097_000})
  void anInputThatIsTooLargeIsRefused(int bytes) {
    String blob = "b".repeat(bytes - 100);
    EndedRun run = run(Map.of(), Map.of("task", TASK, "extra", Map.of("blob", blob)));
    run.endedBy(FailureTypes.INVALID_REQUEST);
    run.noTask();
  }

  /** A gateway that knows the field takes it; the plugin must not be what fails. (X1) */
  @Test
  void anInputOfAllowedSizeIsRun() {
    EndedRun run =
        run(Map.of(), Map.of("task", TASK, "systemPromptExtension", "b".repeat(1_000_000)));
    run.endedBy(FailureTypes.INVALID_REQUEST, EndedRun.SUCCEEDED);
    assertThat(run.history()).doesNotContain("TERMINATED");
  }

  /** (X2) */
  @ParameterizedTest
  @ValueSource(ints = {40_000, 2_096_000})
  void aMemoThatLeavesNoRoomIsRefused(int bytes) {
    EndedRun run = run(Map.of("note", "n".repeat(bytes)), Map.of("task", TASK));
    run.endedBy(FailureTypes.INVALID_REQUEST);
    run.noTask();
  }

  /** (X2) */
  @Test
  void aMemoOfAllowedSizeStaysBesideThatOfTheRun() {
    EndedRun run = run(Map.of("note", "n".repeat(30_000)), Map.of("task", TASK));
    run.endedBy(EndedRun.SUCCEEDED);
    run.exactlyOneTask();
    assertThat(
            (String)
                testbed
                    .server()
                    .client()
                    .newUntypedWorkflowStub(run.workflowId())
                    .describe()
                    .getMemo("note", String.class))
        .hasSize(30_000);
  }

  private EndedRun run(Map<String, Object> memo, Map<String, Object> input) {
    WorkflowStub run =
        testbed
            .server()
            .client()
            .newUntypedWorkflowStub(
                RunBrowserTaskWorkflow.TYPE,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(testbed.taskQueue())
                    .setMemo(memo)
                    .build());
    run.start(input);
    return EndedRun.await(run, testbed);
  }
}
