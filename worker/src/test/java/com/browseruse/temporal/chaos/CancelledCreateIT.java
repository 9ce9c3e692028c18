package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.Fault;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the promise rests on: a Temporal server makes no further attempt of an activity whose cancel
 * was requested. The in-process server waits for one for ever.
 */
@ExtendWith(TemporalServerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(300)
@Tag("sweep")
class CancelledCreateIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /**
   * Much longer than a run waits before it asks an activity to end, since a busy machine may be
   * slow to ask; but shorter than the client waits for an answer.
   */
  private static final Duration UNTIL_ASKED_TO_END = Duration.ofSeconds(12);

  /** A failure after which Temporal would try again. */
  enum Retryable {
    ERROR(fault -> fault.status(500)),
    RATE_LIMITED(fault -> fault.status(429).header("Retry-After", "1")),
    HANG_UP(fault -> fault.disconnect(Fault.Disconnect.BEFORE));

    final UnaryOperator<Fault.Builder> change;

    Retryable(UnaryOperator<Fault.Builder> change) {
      this.change = change;
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void aCreateThatFailsAfterItsCancelWasRequestedIsNotRepeated(
      Retryable failure, TemporalServer server) {
    try (Testbed testbed =
        new Testbed(server, "no-further-attempt").withLocalWorker(Testbed.CALL_LIMIT)) {
      testbed.addFault(
          failure.change.apply(testbed.on(Route.CREATE).times(1).delay(UNTIL_ASKED_TO_END)));
      WorkflowStub run = testbed.start(Inputs.quick());
      await().atMost(LIMIT).until(() -> testbed.requests(Route.CREATE) == 1);
      run.cancel("enough");
      EndedRun ended = EndedRun.await(run, testbed);
      assertThat(
              server.client().fetchHistory(run.getExecution().getWorkflowId()).getEvents().stream()
                  .map(event -> event.getEventType()))
          .as("the cancel was requested while the create was under way")
          .containsSubsequence(
              EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
              EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED);
      ended.endedBy(EndedRun.CANCELED);
      ended.noTask();
      assertThat(testbed.requests(Route.CREATE)).isEqualTo(1);
    }
  }
}
