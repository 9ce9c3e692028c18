package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.Fault;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
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
@ExtendWith(SharedTemporal.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(300)
class RetryAtOnceIT {

  private static final String LONG_AGO = "Wed, 21 Oct 2015 07:28:00 GMT";

  private static Fault.Builder once(Fault.Builder fault, String retryAfter) {
    return fault.times(1).status(429).header("Retry-After", retryAfter);
  }

  @ParameterizedTest(name = "Retry-After: {0}")
  @ValueSource(strings = {"0", LONG_AGO})
  void aRunSucceeds(String retryAfter, TemporalServer server) {
    try (Stage stage = new Stage(server, "at-once").withLocalWorker(Stage.CALM)) {
      stage.play(Inputs.lasting(Duration.ofSeconds(1)));
      stage.spoil(once(stage.on(Route.CREATE), retryAfter));
      stage.spoil(once(stage.on(Route.VIEW), retryAfter));
      EndedRun ended = EndedRun.await(stage.start(Inputs.quick()), stage);
      ended.endedBy(EndedRun.SUCCEEDED);
      ended.exactlyOneTask();
      assertThat(stage.requests(Route.CREATE)).isEqualTo(2);
    }
  }

  @ParameterizedTest(name = "Retry-After: {0}")
  @ValueSource(strings = {"0", LONG_AGO})
  void aCreateThatMayHaveBeenDoneIsAttemptedAgain(String retryAfter, TemporalServer server) {
    try (Stage stage = new Stage(server, "unclear-at-once").withLocalWorker(Stage.CALM)) {
      stage.play(Inputs.lasting(Duration.ofSeconds(1)));
      stage.spoil(stage.on(Route.CREATE).times(1).status(500).header("Retry-After", retryAfter));
      EndedRun ended = EndedRun.await(stage.start(Inputs.quick()), stage);
      ended.endedBy(EndedRun.SUCCEEDED);
      ended.exactlyOneTask();
    }
  }

  @ParameterizedTest(name = "Retry-After: {0}")
  @ValueSource(strings = {"0", LONG_AGO})
  void aTaskIsStopped(String retryAfter, TemporalServer server) {
    try (Stage stage = new Stage(server, "stop-at-once").withLocalWorker(Stage.CALM)) {
      stage.play(Inputs.endless());
      stage.spoil(once(stage.on(Route.STOP), retryAfter));
      WorkflowStub run = stage.start(Inputs.quick());
      Ends.awaitAll(stage, "knows its task", Ends::knowsItsTask);
      Instant asked = Instant.now();
      Ends.askToStop(run);
      EndedRun ended = EndedRun.await(run, stage);
      ended.endedBy(EndedRun.STOPPED);
      ended.exactlyOneTask();
      // A stop whose first order was lost is sent again, but only after half of the watch.
      assertThat(Duration.between(asked, ended.closedAt())).isLessThan(Duration.ofSeconds(45));
    }
  }
}
