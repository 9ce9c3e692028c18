package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.Fault;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A service that says "again, at once". A Temporal server takes a delay of zero for the end of all
 * attempts, which the in-process server does not.
 */
@ExtendWith(TemporalServerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(300)
@Tag("sweep")
class RetryAtOnceIT {

  private static final String LONG_AGO = "Wed, 21 Oct 2015 07:28:00 GMT";

  private static Fault.Builder once(Fault.Builder fault, String retryAfter) {
    return fault.times(1).status(429).header("Retry-After", retryAfter);
  }

  @ParameterizedTest(name = "Retry-After: {0}")
  @ValueSource(strings = {"0", LONG_AGO})
  void aRunSucceeds(String retryAfter, TemporalServer server) {
    try (Testbed testbed = new Testbed(server, "at-once").withLocalWorker(Testbed.CALL_LIMIT)) {
      testbed.addScenario(Inputs.lasting(Duration.ofSeconds(1)));
      testbed.addFault(once(testbed.on(Route.CREATE), retryAfter));
      testbed.addFault(once(testbed.on(Route.VIEW), retryAfter));
      EndedRun ended = EndedRun.await(testbed.start(Inputs.quick()), testbed);
      ended.endedBy(EndedRun.SUCCEEDED);
      ended.exactlyOneTask();
      assertThat(testbed.requests(Route.CREATE)).isEqualTo(2);
    }
  }

  @ParameterizedTest(name = "Retry-After: {0}")
  @ValueSource(strings = {"0", LONG_AGO})
  void aCreateThatMayHaveBeenDoneIsAttemptedAgain(String retryAfter, TemporalServer server) {
    try (Testbed testbed =
        new Testbed(server, "unclear-at-once").withLocalWorker(Testbed.CALL_LIMIT)) {
      testbed.addScenario(Inputs.lasting(Duration.ofSeconds(1)));
      testbed.addFault(
          testbed.on(Route.CREATE).times(1).status(500).header("Retry-After", retryAfter));
      EndedRun ended = EndedRun.await(testbed.start(Inputs.quick()), testbed);
      ended.endedBy(EndedRun.SUCCEEDED);
      ended.exactlyOneTask();
    }
  }

  @ParameterizedTest(name = "Retry-After: {0}")
  @ValueSource(strings = {"0", LONG_AGO})
  void aTaskIsStopped(String retryAfter, TemporalServer server) {
    try (Testbed testbed =
        new Testbed(server, "stop-at-once").withLocalWorker(Testbed.CALL_LIMIT)) {
      testbed.addScenario(Inputs.endless());
      testbed.addFault(once(testbed.on(Route.STOP), retryAfter));
      WorkflowStub run = testbed.start(Inputs.quick());
      RunConditions.awaitAll(testbed, "has its task", RunConditions::hasTask);
      EndRequests.askToStop(run);
      EndedRun ended = EndedRun.await(run, testbed);
      ended.endedBy(EndedRun.STOPPED);
      ended.exactlyOneTask();
      assertThat(testbed.requests(Route.STOP)).isEqualTo(2);
    }
  }
}
